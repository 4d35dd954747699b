"""A pack with one fault of each kind, and what the checker tells of it on 24 November 2026."""

# ruff: noqa: RUF001 - IPA

FILES = {
    "pack.yaml": """\
id: faulty
lang: en-GB
title: A faulty pack
summary: "[One line: what visitors find here]"
publisher: A society
source: A page of the society
review:
  checked_by:
  checked_on: 2026-12-24
  next_check: 2026-06-01
facts: facts.yaml
sections: [sections/pain.yaml, sections/hard.yaml]
disclaimer: disclaimer.yaml
helpline: helpline.yaml
""",
    "facts.yaml": """\
A1: It can hurt.
A2: It can go away.
""",
    "sections/pain.yaml": """\
title: Pain
summary: How it feels
facts: [A1]
text:
  - It can hurt. It can stop. It can come back. It can go away.
  - >-
    It can hurt.
    It can hurt in one arm or in one leg or in the neck or in the back
    or in all of them at once.
  - Some people have a tremor, which is shaking.
  - It can hurt
    those who are suffering from it.
  - Ask about the zibzob.
  - You can call # today
  - The text line is 02079460001.
  - {paragraph: nuqneH, lang: tlh}
""",
    "sections/hard.yaml": """\
title: Hard words
summary: Words of many syllables
text:
"""
    + """\
  - >-
    Professional communication generally necessitates comprehensive
    examination of international possibilities.
    Considerable responsibilities accompany international cooperation between universities.
"""
    * 8,
    "disclaimer.yaml": """\
title: Disclaimer
summary: What this is not
txet: [This is not medical advice.]
""",
    "helpline.yaml": """\
title: Helpline
summary: Who to call
phone: 020 7946 000
text:
  - Come to Room #4.
""",
}

TOLD = (
    (
        'disclaimer.yaml:3: the key "txet" is not known here; '
        'write "text:" (the keys here: title, summary, facts, text, link)'
    ),
    (
        'facts.yaml:2: the fact "A2" is carried by no section; '
        "say it in a section, and add its id to that section's facts"
    ),
    (
        "helpline.yaml:5: the text ends at the # in this line: what follows is not read; "
        "put the text between double quotes, or write a space after # if a remark follows"
    ),
    (
        'helpline.yaml:3: the telephone number "020 7946 000" has 10 digits, where one that '
        "begins so has 11; "
        "count them, and call the number before visitors do"
    ),
    (
        'pack.yaml:4: the placeholder "[One line: what visitors find here]" is still there; '
        "write your own text in its place, without the brackets"
    ),
    (
        "pack.yaml:6: nothing says on which terms the text may be used; "
        'write "licence:" and the terms on which the text may be used, or who has permitted it'
    ),
    ('pack.yaml:8: nobody is named who checked the pack; write who did, after "checked_by:"'),
    (
        "pack.yaml:9: the pack was checked on 2026-12-24, and that day is still to come; "
        'write the day on which it was checked, after "checked_on:"'
    ),
    (
        "pack.yaml:10: the pack was to be checked again by 2026-06-01, and that day has passed; "
        'have it checked, then write who did, when, and the next day, after "next_check:"'
    ),
    (
        "sections/hard.yaml:1: the text of this file asks for a reading age of 43; "
        "write shorter sentences and words, for 14 or less: 9 to 11 is best"
    ),
    (
        "sections/pain.yaml:5: this paragraph has 4 sentences; "
        'split it into paragraphs of 3 sentences or fewer, each after "- "'
    ),
    (
        'sections/pain.yaml:8: the sentence that begins "It can hurt" has 25 words; '
        "split it into sentences of 20 words or fewer"
    ),
    (
        'sections/pain.yaml:10: "tremor" is a word that many people do not know; '
        'write "shaking" or "shake", or write that before it in this paragraph'
    ),
    (
        'sections/pain.yaml:12: "suffering from" can hurt the people of whom it tells; '
        "write: having, or living with"
    ),
    (
        'sections/pain.yaml:13: nobody has checked how "zibzob" is said: /zˈɪbzɒb/; '
        'hear it with: kiosk say "zibzob", and add it to audio/pronunciation/en-GB.yaml'
    ),
    (
        'sections/pain.yaml:14: the text ends with "You can call", before the # in its line: what'
        " follows is not read; "
        "put all of it between double quotes if that belongs to it, or write that on a line of its"
        " own"
    ),
    (
        'sections/pain.yaml:15: the telephone number "02079460001" is not written in groups as '
        "people say it; "
        'write "020 7946 0001"'
    ),
    (
        "sections/pain.yaml:16: the kiosk has no voice for the language tlh: what is in it is "
        "shown and not said; "
        "write a lang that stands in the list of: kiosk voices --all"
    ),
    (
        "sections/pain.yaml:16: there is no list of words to look for in the language tlh; "
        "ask somebody who speaks it whether its words are plain and kind"
    ),
    "Errors: 3. Warnings: 16.",
)
