"""The service manager (systemd) that keeps the kiosk running: where it listens, and how it is told something.

Keeps one decision: no process but the kiosk speaks to it. sd_notify(3) and sd_watchdog_enabled(3) have the
protocol.
"""

import logging
import os
import socket
from collections.abc import MutableMapping

log = logging.getLogger(__name__)


class ServiceManager:
    """Where a service manager listens. `expects`: the seconds within which it must hear that all is well."""

    def __init__(self, address: str, *, expects: float | None) -> None:
        self.expects = expects
        self._address = f"\0{address[1:]}" if address.startswith("@") else address  # an abstract socket
        self._lost = False

    def tell(self, *lines: str) -> None:
        """Tell it lines such as READY=1, at once. Where it does not listen any more, that is logged."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.setblocking(False)  # one that is stuck must not hold up the screen
                line.sendto("\n".join(lines).encode(), self._address)
        except OSError as error:
            if not self._lost:
                log.warning("the service manager cannot be told how the kiosk is: %s", error.strerror)
            self._lost = True


def service_manager(environment: MutableMapping[str, str] = os.environ) -> ServiceManager | None:
    """Return the service manager that has started the kiosk, or None.

    Its address is taken out of the environment, so that no child of the kiosk has it.
    """
    address, expects, whose = (
        environment.pop(name, "") for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID")
    )
    if not address.startswith(("/", "@")):
        return None
    watches = expects.isdecimal() and int(expects) > 0 and whose in {"", str(os.getpid())}
    return ServiceManager(address, expects=int(expects) / 1_000_000 if watches else None)
