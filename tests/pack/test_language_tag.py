import pytest

from kiosk.pack.language_tag import in_usual_case, is_right_to_left, is_tag


@pytest.mark.parametrize(
    ("tag", "usual"),
    [
        ("en-gb", "en-GB"),
        ("EN-GB", "en-GB"),
        ("CY", "cy"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("en-gb-SCOTLAND", "en-GB-scotland"),
        ("es-419", "es-419"),
    ],
)
def test_a_tag_is_spelt_in_its_usual_case(tag: str, usual: str) -> None:
    assert is_tag(tag)
    assert in_usual_case(tag) == usual
    assert in_usual_case(usual) == usual


@pytest.mark.parametrize("text", ["", "e", "english", "en_GB", "en-", "en-GB ", "../en"])
def test_other_text_is_no_tag(text: str) -> None:
    assert not is_tag(text)


@pytest.mark.parametrize(
    "tag", ["he", "AR", "ar-EG", "fa-IR", "ur", "yi", "dv", "pa-Arab-PK", "uz-arab", "ks"]
)
def test_languages_and_scripts_from_right_to_left_are_known(tag: str) -> None:
    assert is_right_to_left(tag)


@pytest.mark.parametrize(
    "tag", ["en-GB", "cy", "pa", "uz", "ks-Deva", "ar-Latn", "he-Latn-IL", "arn", "mt", "fat"]
)
def test_other_languages_are_not(tag: str) -> None:
    assert not is_right_to_left(tag)
