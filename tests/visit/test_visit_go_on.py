"""How far the voice reads before it waits for a key, as the clinic has set it."""

from visit_walk import DISCLAIMER, FIRST, HELPLINE, NUMBER, SECOND, Walk

from kiosk.settings import GoOn, Settings


def by_sentence() -> Walk:
    walk = Walk(settings=Settings(go_on=GoOn.SENTENCE))
    walk.hear("right", "1")
    return walk


def test_by_sentence_the_voice_waits_after_each() -> None:
    walk = Walk(settings=Settings(go_on=GoOn.SENTENCE))
    assert walk.hear("right", "1") == [
        FIRST.title,
        "Part 1 of 5, sentence 1 of 3, less than 1 minute",
        "One.",
    ]
    assert walk.hear("down") == ["Two is here."]
    assert walk.hear("down")[0] == "Three."


def test_by_sentence_pause_goes_on_and_says_so_in_the_hints() -> None:
    walk = by_sentence()
    assert ("P", "go on reading") in [(hint.key, hint.does) for hint in walk.visit.view.hints]
    assert walk.hear("p") == ["Two is here."]
    assert not walk.visit.view.paused


def test_by_sentence_a_notice_says_nothing_more() -> None:
    walk = by_sentence()
    assert walk.hear("+") == ["Volume 5 of 5."]
    assert walk.hear("down") == ["Two is here."]


def test_by_sentence_repeat_says_it_again() -> None:
    walk = by_sentence()
    assert walk.hear("r") == ["One."]


def test_all_goes_on_from_part_to_part_and_stays_at_the_number() -> None:
    walk = Walk(settings=Settings(go_on=GoOn.ALL))
    heard = walk.hear("right", "1")
    titles = [FIRST.title, SECOND.title, "Case studies", "Ann One", "Robert Two", "Cy Three"]
    assert [line for line in heard if line in {*titles, DISCLAIMER.title, HELPLINE.title}] == [
        *titles,
        DISCLAIMER.title,
        HELPLINE.title,
    ]
    assert heard.count(NUMBER) > 1
    assert walk.visit.view.part == HELPLINE.id


def test_all_does_not_leave_what_is_looked_at_by_the_way() -> None:
    walk = Walk(settings=Settings(go_on=GoOn.ALL))
    walk.hear("right")
    walk.hear("d")
    assert walk.visit.view.part == DISCLAIMER.id


def test_all_waits_at_the_contents() -> None:
    walk = Walk(settings=Settings(go_on=GoOn.ALL))
    assert walk.hear("right")[-1].startswith("Press Right")
    assert walk.visit.view.screen == "contents"
