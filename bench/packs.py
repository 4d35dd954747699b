"""Packs of any size, for measuring what size costs: every part has nine sentences."""

from pathlib import Path

SENTENCES = (
    "Muscles can tighten when you do not want them to, and this is called a spasm.",
    "Spasms may come and go in the course of a day, and sleep often brings relief.",
    "A posture is the way in which a part of the body is held for some time.",
    "Some people find that a light touch on the cheek or the hand helps them for a while.",
    "Tell your doctor when a symptom is new, or when it comes more often than before.",
    "A clinic may ask you to keep a diary, so that nothing is forgotten at the next visit.",
    "Treatment is different for each person, and it may take time to find what helps.",
)
_ITEMS = (
    "A list of the medicines that you take, with the time of day for each of them.",
    "The name of somebody who knows you well, and who may be called for you.",
)


def write_pack(folder: Path, parts: int) -> None:
    """Write a pack with so many parts, the disclaimer and the helpline among them, into an empty folder."""
    sections = [f"sections/part-{number:05}.yaml" for number in range(1, parts - 1)]
    _write(
        folder / "pack.yaml",
        "id: made-for-measuring",
        "lang: en-GB",
        "title: A pack made for measuring",
        "summary: What size costs",
        "publisher: Nobody",
        "source: None",
        "review:",
        '  checked_by: ""',
        '  checked_on: ""',
        '  next_check: ""',
        "sections:",
        *(f"  - {section}" for section in sections),
        "disclaimer: disclaimer.yaml",
        "helpline: helpline.yaml",
    )
    (folder / "sections").mkdir()
    for number, section in enumerate(sections, 1):
        _write(folder / section, *_page(f"Subject number {number}"))
    _write(folder / "disclaimer.yaml", *_page("Disclaimer"))
    _write(folder / "helpline.yaml", *_page("Helpline"), "phone: 020 7946 0000")


def _page(title: str) -> tuple[str, ...]:
    return (
        f"title: {title}",
        f"summary: What there is to know about {title.lower()}",
        "text:",
        "  - >-",
        *(f"    {sentence}" for sentence in SENTENCES),
        "  - list:",
        *(f"      - {item}" for item in _ITEMS),
    )


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
