"""Names that nobody bears, drawn anew each time: wherever one is found, it came from its field."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any

from annotator.model import Identity, new_id

SEED = "ONRECORD_CANARY_SEED"
"""The environment variable by which a run is made again; what it was, each failure tells."""

_SYLLABLES = tuple(c + v for c in "bdfgklmnprstvz" for v in "aeiou")
_MARKED = {"a": "áàåą", "e": "éěęè", "i": "íîı", "o": "óøőö", "u": "úůűü", "c": "čç", "s": "šś"}
_HEBREW = "אבגדהוזחטילמנסעפצקרשת"
_ARABIC = "بتثجحخدرزسشصضطعغفقكلمنه"
_EMOJI = "🦊🐳🦉🪶🐙🦜"
_KEYS = {"id", "source_id"}
"""Fields of an identity that name nobody."""


def seeded() -> Random:
    """Return this run's own chance, told so that a failure can be had again."""
    seed = os.environ.get(SEED) or os.urandom(6).hex()
    print(f"{SEED}={seed}")  # noqa: T201 - pytest shows it with a failure
    return Random(seed)  # noqa: S311


@dataclass(frozen=True, slots=True)
class Canary:
    """What was put where, and of which kind it is: one in no other file than the project."""

    where: str
    kind: str
    words: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the whole, and each part of it that names somebody alone."""
        alone = (part for part in self.words.split() if len(part) > 6)
        # Seven digits of a telephone number stand in many a table by chance.
        return (self.words, *(part for part in alone if any(map(str.isalpha, part))))


def plain(chance: Random) -> str:
    """Return a first and a last name in plain letters."""
    return f"{_word(chance).title()} {_word(chance).title()}"


def diacritics(chance: Random) -> str:
    """Return a name with marks on its letters, composed."""
    first, last = (
        "".join(chance.choice(_MARKED.get(c, c)) for c in _word(chance)) for _ in range(2)
    )
    return f"{first.title()} {last.title()}"


def ligatures(chance: Random) -> str:
    """Return a name with ligatures and letters of full width, which NFKC takes apart."""
    wide = chr(0xFF21 + chance.randrange(26))
    return f"{wide}{_word(chance)}ﬁ{_word(chance)[:4]} {_word(chance).title()}ﬀ{_word(chance)[:4]}"


def emoji(chance: Random) -> str:
    """Return a name with a picture in it, beyond the first plane of characters."""
    return f"{_word(chance).title()}{chance.choice(_EMOJI)}{_word(chance)} {_word(chance).title()}"


def right_to_left(chance: Random) -> str:
    """Return a name in letters that run from right to left."""
    letters = chance.choice((_HEBREW, _ARABIC))
    return " ".join("".join(chance.choices(letters, k=8)) for _ in range(2))


KINDS = {made.__name__: made for made in (plain, diacritics, ligatures, emoji, right_to_left)}
"""The ways to draw a name, one of each for every confidential field."""


def _word(chance: Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=4))


def _contact(chance: Random) -> str:
    number = "".join(chance.choices("123456789", k=12))
    return f"+{number[:2]} {number[2:5]} {number[5:]}, {_word(chance)}{_word(chance)}@example.org"


def identity(kind: str, source_id: str, chance: Random) -> tuple[Identity, list[Canary]]:
    """Return who a source really is, with a canary in each confidential field there is."""
    made, canaries = Identity(new_id(), source_id, ""), []
    for field in fields(Identity):
        if field.name not in _KEYS:
            value, used = _drawn(field.name, str(field.type), kind, chance)
            made = replace(made, **{field.name: value})
            canaries += used
    return made, canaries


def _drawn(name: str, kind_of_field: str, kind: str, chance: Random) -> tuple[Any, list[Canary]]:
    """Return what fills one field, by its type, and the canaries in that."""
    where = f"identity.{name}"
    draw = KINDS[kind]
    if "tuple" in kind_of_field:
        several = [Canary(where, kind, draw(chance)) for _ in range(2)]
        return tuple(canary.words for canary in several), several
    if "str" not in kind_of_field:
        raise TypeError(f"{where} is of a type that has no canary yet: {kind_of_field}")
    words = _contact(chance) if name == "contact" else draw(chance)
    canary = Canary(where, kind, words)
    return (f"met as {words} at the harbor" if name == "note" else words), [canary]


def writings(words: str) -> Iterator[str]:
    """Yield a name as hands and programs write it, each read as the same name by a person."""
    import unicodedata

    yield words
    yield words.upper()
    yield unicodedata.normalize("NFD", words)
    yield words.replace(" ", "\u00a0")
    yield words.replace(" ", "  ")
    yield words[:4] + "\u00ad" + words[4:]
