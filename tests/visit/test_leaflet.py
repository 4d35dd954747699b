"""How a visitor gets the leaflet: on paper, from the web, or by asking for it."""

import pytest
from hosted import Hosted
from switching import Switcher
from visit_walk import FIRST, Walk, pack_of, paragraph

from kiosk.pack.model import Part, PartKind
from kiosk.settings import Hands, Leaflet, Settings
from kiosk.visit.events import LeafletAsked

LEAFLET = Part(
    "leaflet", PartKind.LEAFLET, "Leaflet", "To take home", (paragraph("There is a leaflet."),), ()
)
PACK = pack_of(FIRST, LEAFLET)
PRINTED = Leaflet(printer="desk", file="/srv/leaflet.pdf")
PRINTING = "The leaflet is being printed. If it does not come, ask at the desk."
ALREADY = "The leaflet was printed for you already. To have another, ask at the desk."
NOT_PRINTED = "The leaflet cannot be printed now. To have it, ask at the desk."


def at_the_leaflet(leaflet: Leaflet) -> Walk:
    walk = Walk(PACK, settings=Settings(leaflet=leaflet))
    walk.hear("right", "right", "right")
    return walk


def said(leaflet: Leaflet) -> list[str]:
    walk = Walk(PACK, settings=Settings(leaflet=leaflet))
    heard = walk.hear("right", "right", "right")
    return heard[heard.index("There is a leaflet.") + 1 : heard.index("That is the end of this part.")]


def asked(walk: Walk) -> int:
    return sum(isinstance(event, LeafletAsked) for event in walk.events)


def test_without_a_printer_and_an_address_it_says_how_to_ask() -> None:
    assert said(Leaflet()) == [
        "To have it, ask at the desk, or call the helpline.",
        "Press H for the number.",
    ]


def test_an_address_is_said_and_is_in_a_square_code() -> None:
    link = "https://clinic.example/leaflet"
    assert said(Leaflet(link=link))[0] == f"You can have it on your phone, from {link}."
    assert at_the_leaflet(Leaflet(link=link)).visit.view.code == link


def test_a_printer_is_offered_and_enter_prints_one_copy() -> None:
    assert said(PRINTED) == ["You can have it on paper.", "Press Enter to print it.", "1. Print the leaflet"]
    walk = at_the_leaflet(PRINTED)
    walk.press("enter")
    assert asked(walk) == 1
    assert walk.listen()[0] == PRINTING


def test_a_number_prints_too_and_the_place_stays() -> None:
    walk = at_the_leaflet(PRINTED)
    walk.press("1")
    assert asked(walk) == 1
    assert walk.visit.view.part == "leaflet"


def test_a_hand_that_presses_again_and_again_has_one_copy() -> None:
    walk = at_the_leaflet(PRINTED)
    walk.hear("enter")
    for _ in range(5):
        walk.press("1")
        assert walk.listen()[0] == ALREADY
    assert asked(walk) == 1


def test_the_next_visitor_has_a_copy_of_their_own() -> None:
    walk = at_the_leaflet(PRINTED)
    walk.hear("enter")
    walk.visit.begin()
    walk.hear("right", "right", "right", "enter")
    assert asked(walk) == 2


def test_what_cannot_be_printed_is_told_and_can_be_asked_for_again() -> None:
    walk = at_the_leaflet(PRINTED)
    walk.hear("enter")
    walk.visit.not_printed()
    assert walk.listen()[0] == NOT_PRINTED
    walk.press("enter")
    assert asked(walk) == 2


@pytest.mark.requirement("K26")
def test_one_switch_prints_too() -> None:
    kiosk = Hosted(PACK, Settings(hands=Hands(keys="one-switch"), leaflet=PRINTED))
    kiosk.hear("space")
    switch = Switcher(kiosk, "space")
    while kiosk.view.part != "leaflet":
        switch.choose("Go on")
    switch.choose("1. Print the leaflet")
    assert any(isinstance(event, LeafletAsked) for event in kiosk.events)
