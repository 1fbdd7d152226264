"""What a person looks for in the project: words and fields, read from one typed line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from annotator.palette import LOOKS
from annotator.text import canonical
from annotator.vocabulary import ArticleStatus, Tag, Verification

T = TypeVar("T", bound=StrEnum)

MOST = 32
"""So many words and phrases are looked for; FTS5 takes no expression of any length."""

_QUOTES = '"“”„‟'
_TOKEN = re.compile(
    rf"(?=\S)(?P<minus>-?)(?:(?P<field>[^\W\d_]+):)?"
    rf"(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?)|(?P<bare>\S*))"
)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_PLAIN_WORD = re.compile(r"[^\W_]+")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or words that follow one another; `is_prefix` where the last may go on."""

    words: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: several values of a field mean any of them, several fields all.

    `words` must all be there and `without` must not. `unanswered` asks for allegations that
    wait for an answer (True) or have one (False). `after` and `before` are a year, month or
    day in ISO 8601: from its first day on, and up to the day before its first. `misread` says
    in sentences what was not understood.
    """

    words: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    tags: tuple[Tag, ...] = ()
    sources: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    unanswered: tuple[bool, ...] = ()
    statuses: tuple[ArticleStatus, ...] = ()
    verifications: tuple[Verification, ...] = ()
    after: str | None = None
    before: str | None = None
    misread: tuple[str, ...] = ()

    @property
    def is_about_claims(self) -> bool:
        """Return whether a field asks for what only a claim has."""
        fields = (self.tags, self.sources, self.sides, self.unanswered, self.verifications)
        return any(fields)

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is asked for."""
        asked = (self.words, self.without, self.statuses, self.after, self.before)
        return not self.is_about_claims and not any(asked)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, phrase or field as it was typed, from `start` to `end` of the line."""

    start: int
    end: int
    field: str | None
    value: str
    is_excluded: bool
    is_quoted: bool

    @property
    def is_known(self) -> bool:
        """Return whether its field is one that can be asked for."""
        return self.field is not None and self.field.lower() in FIELDS


def tokens(typed: str) -> Iterator[Token]:
    """Yield what a line is made of, in order; between them is white space alone."""
    for match in _TOKEN.finditer(typed):
        is_quoted = match["quoted"] is not None
        value = match["quoted"] if is_quoted else match["bare"]
        yield Token(*match.span(), match["field"], value, bool(match["minus"]), is_quoted)


def parse(typed: str) -> Query:
    """Return what a line asks for; there is none that cannot be read."""
    reading = _Reading()
    for token in tokens(typed):
        reading.take(token)
    return reading.query()


def describe(query: Query) -> str:
    """Return a line that asks for the same."""
    parts = [_written(term) for term in query.words]
    parts += [f"-{_written(term)}" for term in query.without]
    named = {
        "tag": query.tags,
        "source": query.sources,
        "side": query.sides,
        "unanswered": tuple("yes" if wanted else "no" for wanted in query.unanswered),
        "status": (*query.statuses, *query.verifications),
        "after": (query.after,) if query.after else (),
        "before": (query.before,) if query.before else (),
    }
    parts += [written(field, value) for field, values in named.items() for value in values]
    return " ".join(parts)


def written(field: str, value: str) -> str:
    """Return a field with its value as a person would type it."""
    value = _cleaned(value)
    return f"{field}:{value}" if _PLAIN_WORD.fullmatch(value) else f'{field}:"{value}"'


def fitting(value: str, vocabulary: type[T]) -> tuple[T, ...]:
    """Return the terms that a value names: the one of that name, else those that begin so."""
    folded = " ".join(re.split(r"[\s_-]+", value.casefold())).strip()
    exact = tuple(term for term in vocabulary if term == folded)
    return exact or tuple(t for t in vocabulary if folded and t.startswith(folded))


def tags_meant(value: str) -> tuple[Tag, ...]:
    """Return the tags that a letter, a name or its beginning stands for."""
    lettered = tuple(tag for tag, look in LOOKS.items() if look.letter == value.upper())
    return lettered or fitting(value, Tag)


class _Reading:
    """A query as it is read, token by token."""

    def __init__(self) -> None:
        self.words: list[Term] = []
        self.without: list[Term] = []
        self.values: dict[str, list[object]] = {}
        self.misread: list[str] = []

    def take(self, token: Token) -> None:
        """Read one token."""
        if not token.is_known or token.field is None:
            self._take_words(token)
            return
        value, complaint = _cleaned(token.value), None
        if token.is_excluded:
            complaint = "is no word; only words can be left out."
        elif _has_letters(value):
            complaint = FIELDS[token.field.lower()](self, value)
        elif value:
            complaint = "has no letters to look for."
        if complaint:
            self.misread.append(f"“{_shown(token)}” {complaint}")

    def _take_words(self, token: Token) -> None:
        whole = token.value if token.field is None else f"{token.field} {token.value}"
        words = _cleaned(whole)
        if not _has_letters(words):
            if words.strip("-"):
                self.misread.append(f"“{words[:40]}” has no letters to look for.")
            return
        is_prefix = words.endswith("*") and words[-2:-1].isalnum()
        term = Term(words.rstrip("* ") if is_prefix else words, is_prefix)
        (self.without if token.is_excluded else self.words).append(term)

    def add(self, name: str, *values: object) -> None:
        """Ask for any of `values`, too."""
        known = self.values.setdefault(name, [])
        known.extend(value for value in values if value not in known)

    def query(self) -> Query:
        """Return what was read."""
        words, without = _distinct(self.words), _distinct(self.without)
        if len(words) + len(without) > MOST:
            self.misread.append(f"Only the first {MOST} words are looked for.")
            words = words[:MOST]
            without = without[: MOST - len(words)]
        fields: dict[str, Any] = {name: tuple(some) for name, some in self.values.items()}
        after, before = fields.pop("after", ()), fields.pop("before", ())
        return Query(
            words,
            without,
            **fields,
            after=min(after, default=None),
            before=max(before, default=None),
            misread=tuple(dict.fromkeys(self.misread)),
        )


Take = Callable[[_Reading, str], str | None]


def _take_tag(reading: _Reading, value: str) -> str | None:
    reading.add("tags", *tags_meant(value))
    return None if tags_meant(value) else f"is no tag; there are {_list(Tag)}."


def _take_status(reading: _Reading, value: str) -> str | None:
    of_articles, of_claims = fitting(value, ArticleStatus), fitting(value, Verification)
    reading.add("statuses", *of_articles)
    if not of_articles:
        # What fits an article is meant of it; of claims, only what fits nothing else.
        reading.add("verifications", *of_claims)
    if of_articles or of_claims:
        return None
    return f"is no status; articles are {_list(ArticleStatus)}, claims {_list(Verification)}."


def _take_unanswered(reading: _Reading, value: str) -> str | None:
    folded = value.casefold()
    for wanted, words in ((True, _YES), (False, _NO)):
        if any(word.startswith(folded) for word in words):
            reading.add("unanswered", wanted)
            return None
    return "is not understood; say yes or no."


def _take_date(name: str) -> Take:
    def take(reading: _Reading, value: str) -> str | None:
        found = partial_date(value)
        if found is None:
            return f"is no date; write a year, month or day, such as {name}:2020-03."
        reading.add(name, found)
        return None

    return take


def _take_name(name: str) -> Take:
    def take(reading: _Reading, value: str) -> str | None:
        reading.add(name, value)
        return None

    return take


FIELDS: dict[str, Take] = {
    "tag": _take_tag,
    "source": _take_name("sources"),
    "side": _take_name("sides"),
    "unanswered": _take_unanswered,
    "status": _take_status,
    "after": _take_date("after"),
    "before": _take_date("before"),
}
"""How the value of each field is read; what it returns is why it was not understood."""


def partial_date(value: str) -> str | None:
    """Return a year, month or day in ISO 8601, None where it is no date."""
    match = _DATE.fullmatch(value)
    if match is None:
        return None
    year, *rest = (int(part) for part in match.groups() if part)
    try:
        date(year, *[*rest, 1, 1][:2])
    except ValueError:
        return None
    return "-".join((f"{year:04}", *(f"{part:02}" for part in rest)))


def _written(term: Term) -> str:
    end = "*" if term.is_prefix else ""
    plain = _PLAIN_WORD.fullmatch(term.words)
    return f"{term.words}{end}" if plain else f'"{term.words}{end}"'


def _cleaned(value: str) -> str:
    """Return a value on one line, without the quotation marks that would end it."""
    return " ".join(canonical(re.sub(f"[{_QUOTES}]", " ", value)).split())


def _has_letters(value: str) -> bool:
    """Return whether FTS5 sees a word: it takes letters and digits for parts of one."""
    return any(character.isalnum() for character in value)


def _distinct(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))


def _shown(token: Token) -> str:
    minus = "-" if token.is_excluded else ""
    return f"{minus}{token.field}:{_cleaned(token.value)[:40]}"


def _list(vocabulary: type[StrEnum]) -> str:
    *some, last = vocabulary
    return f"{', '.join(some)} and {last}"
