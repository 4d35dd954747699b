"""An address is found whole, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reading import address
from kiosk.reading.sentences import Span


def found(written: str) -> str | None:
    place = address.find(written, 0)
    return place.of(written) if place else None


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("More is at www.nhs.uk/conditions.", "www.nhs.uk/conditions"),
        ("(https://x.wales/a/)", "https://x.wales/a/"),
        ("nhs.uk, or not", "nhs.uk"),
        ("x.org/?q=a&b=%20#c!", "x.org/?q=a&b=%20#c"),
        ("www.a.b.c.uk...", "www.a.b.c.uk"),
        ("jo@nhs.uk", None),
        ("www. and https:// alone", None),
        ("https://nhs", None),
        ("It is bad.Org is not.", None),
        ("3.5, e.g., and/or, 1.1.2026", None),
    ],
)
def test_an_address_is_found_without_what_stands_around_it(written: str, whole: str | None) -> None:
    assert found(written) == whole


LABELS = st.from_regex(r"[a-zA-Z0-9]{1,5}(-[a-z0-9]{1,5})?", fullmatch=True)
HOSTS = st.lists(LABELS, min_size=2, max_size=4).map(".".join)
PATHS = st.from_regex(r"([/?#]([a-zA-Z0-9_.~!$&*+,;=:@%/?#-]{0,10}[a-zA-Z0-9_])?)?", fullmatch=True)


@given(host=HOSTS, path=PATHS)
def test_whatever_a_pack_links_to_is_found_whole_and_told_whole(host: str, path: str) -> None:
    link = f"https://{host}{path}"
    sentence = f"There is more at {link}."
    place = address.find(sentence, 0)
    assert place == Span(17, 17 + len(link))
    told = "".join(part.of(sentence) for part, _ in address.parts(sentence, place))
    assert told == f"{host}{path}"
