"""A page of the web that reads itself aloud. Keeps one decision: it is one file and loads nothing else.

page.html is the frame, page.css how it looks, page.js what plays and marks. All text is escaped.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from pathlib import Path
from string import Template
from typing import Final

from kiosk.handout.markup import Markup
from kiosk.handout.mp3 import Track
from kiosk.handout.outline import Chapter, Outline

_FOLDER: Final = Path(__file__).parent


def page(outline: Outline, tracks: Sequence[Track]) -> str:
    """Return the page of an outline; `tracks` are its chapters as sound, in order."""
    pack, phrases = outline.pack, outline.phrases
    markup = Markup(pack.lang)
    script, style = _read("page.js"), _read("page.css")
    names = [f"c{number}" for number in range(1, 1 + len(outline.chapters))]
    own_lang = markup.named(phrases.lang)
    first, *chapters = (
        markup.chapter(
            chapter,
            name=name,
            level=2 if chapter.kind else 1,
            listen=_listen(outline, chapter, track, own_lang),
        )
        for name, chapter, track in zip(names, outline.chapters, tracks, strict=True)
    )
    links = (
        f'<li><a href="#{name}"{markup.named(chapter.title.lang)}>{escape(chapter.title.text)}</a></li>'
        for name, chapter in zip(names[1:], outline.chapters[1:], strict=True)
    )
    begins = {
        name: [None if times is None else round(times.begin, 3) for times in track.times]
        for name, track in zip(names, tracks, strict=True)
    }
    said = {
        "play": phrases.play,
        "pause": phrases.pause,
        "rests": phrases.voice_rests,
        "reads": phrases.voice_reads,
        "begins": begins,
    }
    return Template(_read("page.html")).substitute(
        lang=escape(pack.lang),
        script_hash=_hash(script),
        style_hash=_hash(style),
        description=escape(pack.summary),
        title=escape(pack.title),
        style=style,
        first=first,
        own_lang=own_lang,
        contents=escape(phrases.titles["contents"]),
        links="\n".join(links),
        chapters="\n".join(chapters),
        no_sound=escape(phrases.no_sound),
        play=escape(phrases.play),
        voice_rests=escape(phrases.voice_rests),
        back=escape(phrases.sentence_back),
        on=escape(phrases.sentence_on),
        times=json.dumps(said, ensure_ascii=False).replace("<", "\\u003c"),  # or a text could end the script
        script=script,
    )


def _listen(outline: Outline, chapter: Chapter, track: Track, own_lang: str) -> str:
    """Return what reads a chapter aloud: its sound for who has no JavaScript, and a button for who has."""
    if not any(track.times):
        return ""
    phrases = outline.phrases
    label = escape(phrases.listen_to.format(title=chapter.title.aloud or chapter.title.text))
    sound = b64encode(track.mp3).decode()
    lines = [
        f'<button type="button" class="from-here"{own_lang} hidden>{label}</button>',
        f'<audio controls preload="none" aria-label="{label}" src="data:audio/mpeg;base64,{sound}"></audio>',
    ]
    if chapter.kind is None:
        lines.insert(0, f'<p class="how"{own_lang} hidden>{escape(phrases.how_to_listen)}</p>')
    return "\n".join(lines)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what the browser is told, so that it runs this and nothing else (CSP, hash-source)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
