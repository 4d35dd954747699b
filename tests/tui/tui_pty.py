"""The screen on a real terminal (a pty), in a process of its own."""

from pathlib import Path

from pty_terminal import PATIENCE, Terminal, eventually

__all__ = ["PATIENCE", "Screen", "eventually"]


class Screen(Terminal):
    """A program that shows the screen, on a terminal of a size, and tells on stdout what happens."""

    def __init__(self, program: str, *, width: int = 80, height: int = 24) -> None:
        here = {"PYTHONPATH": str(Path(__file__).parent)}
        super().__init__("-c", program, width=width, height=height, told=True, env=here)
