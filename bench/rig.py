"""The rig (soundrig.py): a file outside the project, so it is loaded from where the command says."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SETTLE = 4.0  # seconds: an idle null sink asks for its second block late

Rig = Any  # soundrig's classes have no types
Program = Any


def load(path: Path) -> ModuleType:
    """Return the module soundrig. Ends the command with a sentence when there is none at `path`."""
    spec = importlib.util.spec_from_file_location("soundrig", path)
    if spec is None or spec.loader is None or not path.is_file():
        sys.exit(f"{path} is no Python file; --rig names the file soundrig.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
