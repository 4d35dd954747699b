"""A visitor with one switch or two, who listens to what is offered and chooses by name."""

from dataclasses import dataclass

from hosted import Hosted

TAKES_BACK = 3.0  # for so long a press takes the last choice back


@dataclass(frozen=True)
class Switcher:
    """Chooses with `chooses`, and moves on with `moves` or, where that is "", waits for the kiosk to."""

    kiosk: Hosted
    chooses: str
    moves: str = ""

    @property
    def offered(self) -> str:
        """The name that is offered, "" when nothing is."""
        offer = self.kiosk.offer
        return offer.items[offer.index] if offer else ""

    @property
    def items(self) -> tuple[str, ...]:
        """The list that is offered."""
        return self.kiosk.offer.items if self.kiosk.offer else ()

    def move(self) -> None:
        """Have the next one offered."""
        if self.moves:
            self.kiosk.press(self.moves)
            self.kiosk.listen()
            return
        before = self.offered
        for _ in range(100):
            if self.offered != before:
                return
            self.kiosk.wait(0.25)
        raise AssertionError(f"after {before!r} nothing else is offered")

    def move_to(self, name: str) -> None:
        """Have this one offered."""
        self.kiosk.wait(TAKES_BACK)
        for _ in range(20):
            if self.offered == name:
                return
            self.move()
        raise AssertionError(f"{name!r} is not offered, but {self.items}")

    def choose(self, *names: str) -> None:
        """Choose these, one after another; nothing of what follows is heard yet."""
        for name in names:
            self.kiosk.listen()
            self.move_to(name)
            self.kiosk.press(self.chooses)

    def hear(self, *names: str) -> list[str]:
        """Choose these, and return what is heard then, to the first that is offered."""
        self.choose(*names)
        return self.kiosk.listen()
