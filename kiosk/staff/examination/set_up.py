"""What the clinic has set up: its settings, the keys, the printer of the leaflet."""

from collections.abc import Callable, Iterator

from kiosk.errors import DataError, KioskError, UsageError
from kiosk.keys import profile
from kiosk.settings import Settings
from kiosk.staff.examination import program
from kiosk.staff.examination.diagnosis import Diagnosis, ill, refused, well
from kiosk.staff.examination.examined import Examined


def settings(load: Callable[[], Settings]) -> tuple[Diagnosis, Settings]:
    """Return what is found of the settings, and these; where they are refused, those the kiosk comes with."""
    try:
        loaded = load()
    except (DataError, UsageError) as error:
        return refused("settings", error), Settings()
    own = "none are set: everything is as the kiosk comes"
    return well("settings", own if loaded == Settings() else "the clinic's are taken"), loaded


def keys(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether the key profile can be used."""
    name = examined.settings.hands.keys
    try:
        yield well("keys", f"{name}: {profile.named(name).title}")
    except DataError as error:
        yield refused("keys", error)


def printer(examined: Examined) -> Iterator[Diagnosis]:
    """Tell whether CUPS has the printer of the leaflet, where one is set, and it takes jobs."""
    name = examined.settings.leaflet.printer
    if not name:
        return
    try:
        asked = program.ask("lpstat", "-a", name)
    except KioskError as error:
        yield ill("printer", f"CUPS does not answer: {error}", "install Debian's cups-client")
        return
    if not asked.well or "not accepting" in asked.written:
        told = (asked.complaint or asked.written or "CUPS does not know it").splitlines()[0]
        yield ill("printer", told, "lpstat -a names those there are")
    else:
        yield well("printer", f"{name} takes what is to be printed")
