"""The rule about two persons of one surname, whom a reader takes for one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from annotator.chains import Chain
from annotator.checks.examined import Examined
from annotator.checks.finding import Found, Subject, named, rule
from annotator.measures.shares import ids_of
from annotator.names import taken_apart
from annotator.vocabulary import Severity, SourceKind

_LATER_BORN = {"jr", "sr", "ii", "iii", "iv"}
_BEFORE = 60
"""How many characters before a surname are looked at for a given name."""


@dataclass(slots=True)
class _Person:
    """Somebody with a given name and a surname, and the claims that come from them."""

    surname: str
    given: frozenset[str]
    written: set[str]
    chains: list[Chain] = field(default_factory=list)


@rule(
    "ATT-10",
    Severity.WARNING,
    "Two of one surname",
    definition="Two persons who speak, or whose words are reported, share a surname, and the body "
    "has it somewhere without a given name of theirs right before it.",
    reason="Where both are in a story, the surname alone does not say who is speaking.",
    handbook="AP: use first names on later mention where two persons share a surname.",
    subject=Subject.PARTY,
)
def shared_surname(story: Examined) -> Iterator[Found]:
    """Find surnames that two persons share and that stand alone in the body (ATT-10)."""
    by_surname: dict[str, list[_Person]] = {}
    for person in _persons(story):
        by_surname.setdefault(person.surname, []).append(person)
    for persons in by_surname.values():
        are_two = any(
            not one.given <= other.given and not other.given <= one.given
            for one, other in combinations(persons, 2)
        )
        if are_two and _stands_alone(story, persons):
            surname = min(written for person in persons for written in person.written)
            chains = story.ordered(chain for person in persons for chain in person.chains)
            where = f" ({named(story, *chains)})" if chains else ""
            words = f"The name {surname} is that of two people{where}: give the first name, too."
            yield Found(words, ids_of(chains), target=surname)


def _persons(story: Examined) -> list[_Person]:
    """Return the named sources, and those whose words are reported, where they are persons."""
    known: dict[str, _Person | None] = {}
    for source in story.marks.sources:
        key = _key(source.name)
        if source.kind is SourceKind.NAMED and not known.get(key):
            known[key] = _person(source.name)
        # Whoever speaks for a ministry is no second person of its name.
        for name in source.names:
            known.setdefault(_key(name), known.get(key))
    for source, chains in story.speakers:
        person = known[_key(source.name)] if source.kind is SourceKind.NAMED else None
        if person:
            person.chains += chains
    for chain in story.chains:
        for speaker in {half.reported_speaker for half in chain.halves} - {None, ""}:
            key = _key(speaker or "")
            if key not in known:
                known[key] = _person(speaker or "")
            person = known[key]
            if person:
                person.chains.append(chain)
    return list({id(person): person for person in known.values() if person}.values())


def _key(written: str) -> str:
    return taken_apart(_without_apposition(written), is_person=True).key


def _without_apposition(written: str) -> str:
    """Return a name without what stands after it: "Ann Lee, the envoy", "Ann Lee (harbor)"."""
    return re.split(r"[,;(]", written, maxsplit=1)[0]


def _person(written: str) -> _Person | None:
    """Return a person, None where a name has no given name or is no proper one."""
    bare = _without_apposition(written)
    name = taken_apart(bare, is_person=True)
    words = list(name.words)
    parts = bare.split()
    while len(words) > 1 and words[-1] in _LATER_BORN:
        words.pop()
        parts.pop()
    if len(words) < 2 or not name.is_proper or not parts:
        return None
    family = taken_apart(parts[-1], is_person=False).words
    given, spelled = frozenset(words[: -len(family)]), re.sub(r"^\W+|\W+$", "", parts[-1])
    return _Person(" ".join(family), given, {spelled}) if given and family and spelled else None


def _stands_alone(story: Examined, persons: list[_Person]) -> bool:
    given = frozenset().union(*(person.given for person in persons))
    spellings = {spelled for person in persons for spelled in person.written}
    either = "|".join(map(re.escape, sorted(spellings)))
    surname = re.compile(rf"(?<![\w’'\-])(?:{either})(?!\w|-\w)")
    text = story.marks.text
    for block in story.marks.blocks:
        if not block.paragraph:
            continue
        for match in surname.finditer(text, block.start, block.end):
            before = text[max(block.start, match.start() - _BEFORE) : match.start()]
            words = before.split() if before[-1:].isspace() else []
            while words and len(words[-1].rstrip(".")) == 1:  # as in "Bill C. Blair"
                words.pop()
            if not words or not given.intersection(_given_in(words[-1])):
                return True
    return False


def _given_in(word: str) -> tuple[str, ...]:
    """Return the given names that the word before a surname may be; after a comma it is none."""
    is_whole = word[-1:].isalnum() or word[-1:] == "."
    return taken_apart(word, is_person=False).words if is_whole else ()
