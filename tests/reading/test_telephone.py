import pytest

from kiosk.reading.telephone import uri


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("020 7793 3650", "tel:02077933650"),
        ("(020) 7793-3650", "tel:02077933650"),
        ("+44 (0)20 7793 3650", "tel:+442077933650"),
        ("+44 20 7793 3650", "tel:+442077933650"),
        ("999", "tel:999"),
    ],
)
def test_a_number_is_dialled_by_its_digits_alone(number: str, dialled: str) -> None:
    assert uri(number) == dialled
