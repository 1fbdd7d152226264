"""Which sources may be one and the same: offers with a reason, for a person to take or decline.

Names are found by what they share, never by comparing all with all. Anonymous sources are offered
only to each other and only within their article, as all are of which many go by the name: "the
embassy", "Mr. Blair". Where two could be meant, nothing is offered.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import blake2b

from annotator.desk import Desk
from annotator.model import Source
from annotator.names import Name, first_names, taken_apart
from annotator.pseudonyms import number_in
from annotator.vocabulary import SourceKind

_PERSONS = {SourceKind.NAMED, SourceKind.WITNESS}
_BODIES = {SourceKind.INSTITUTION, SourceKind.DOCUMENT, SourceKind.OTHER_MEDIA}
_SHORTEST = 5
"""Words with fewer letters are not taken for misspelled: Bill and Will are two people."""
_ALIKE = 0.8
"""How much of two spellings must be the same, as difflib tells it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two sources that may be one, with the reason in a sentence; `kept` has the fuller name."""

    kept: Source
    other: Source
    reason: str

    @property
    def key(self) -> str:
        """Return what tells this pair from all others; no name can be read from it."""
        pair = "\n".join(sorted((self.kept.id, self.other.id)))
        return blake2b(pair.encode(), digest_size=8).hexdigest()


class Likeness:
    """The sources of a project by everything that they could share; follows what is learned.

    It never holds two articles' own sources at a time: "officials" of two stories never meet.
    """

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._sources: dict[str, Source] = {}
        self._called: dict[str, tuple[Name, ...]] = {}
        self._sharing: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._company: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """How many keys of each sort a source shares with others; most share none."""
        for source in sources:
            self.learn(source)

    def learn(self, source: Source) -> None:
        """Take in a source, or what has become of it."""
        self.forget(source.id)
        if source.kind is SourceKind.UNATTRIBUTED:
            return
        self._sources[source.id] = source
        self._called[source.id] = _names_of(source)
        for key in set(self._keys(source)):
            there, company = self._sharing[key], self._company[key[0]]
            if len(there) == 1:
                company.update(tuple(there))
            company[source.id] += bool(there)
            there[source.id] = None

    def forget(self, source_id: str) -> None:
        """Let a source go."""
        if source_id in self._sources:
            for key in set(self._keys(self._sources[source_id])):
                there, company = self._sharing[key], self._company[key[0]]
                del there[source_id]
                company[source_id] -= bool(there)
                if len(there) == 1:
                    company.subtract(tuple(there))
                if not there:
                    del self._sharing[key]
            del self._sources[source_id], self._called[source_id]

    def proposals(
        self,
        looked_at: Iterable[Source],
        desk: Desk | None,
        declined: Collection[str] = (),
        at_most: int = 3,
    ) -> list[Proposal]:
        """Return the likeliest first, each with one of `looked_at` in it; `desk` is the article.

        `declined` are the keys of those not to be offered again.
        """
        sources = [known for s in looked_at if (known := self._sources.get(s.id))]
        here = [s for key in desk.sources if (s := self._sources.get(key))] if desk else []
        story = _Story(here, self._called, desk.text if desk else "")
        sharing = {
            sign: [source for source in sources if company[source.id]]
            for sign, company in self._company.items()
        }
        in_story = [source for source in sources if desk and source.id in desk.sources]
        rules: tuple[tuple[Callable[[Source], Iterator[Proposal]], list[Source]], ...] = (
            (self._same_name, sharing.get("=", [])),
            (self._same_alias, sharing.get("=", [])),
            (self._acronym, sharing.get("!", [])),
            (story.same_noun, in_story),
            (story.only_noun, in_story),
            (story.only_namesake, in_story),
            (self._same_post, sharing.get("@", [])),
            (self._spelled_alike, sharing.get("~", [])),
        )
        every = (proposal for rule, some in rules for one in some for proposal in rule(one))
        new = (p for p in every if _can_be_one(p.kept, p.other) and p.key not in declined)
        found: dict[str, Proposal] = {}
        for proposal in new:
            found.setdefault(proposal.key, proposal)
            if len(found) == at_most:
                break
        return list(found.values())

    def _same_name(self, source: Source) -> Iterator[Proposal]:
        name = self._called[source.id][0]
        for other in self._others("=", name.key, source) if name in self._telling(source) else ():
            if self._called[other.id][0].key == name.key:
                kept, gone = _ranked(source, other)
                reason = f"“{gone.name}” and “{kept.name}” are the same name."
                yield Proposal(kept, gone, reason)

    def _same_alias(self, source: Source) -> Iterator[Proposal]:
        for name in self._telling(source):
            others = list(self._others("=", name.key, source))
            if len(others) != 1:
                continue
            (other,) = others
            owner, alias = source, other.name
            if self._called[other.id][0].key != name.key:
                owner, alias = other, source.name
                if self._called[source.id][0].key != name.key:
                    both = f"“{source.name}” and “{other.name}”"
                    reason = f"{both} are both called “{_written(source, name)}”."
                    yield Proposal(*_ranked(source, other), reason)
                    continue
            gone = source if owner is other else other
            yield Proposal(owner, gone, f"“{owner.name}” is also called “{alias}”.")

    def _acronym(self, source: Source) -> Iterator[Proposal]:
        name = self._called[source.id][0]
        letters = name.acronym or name.initials
        known = list(self._others("!", letters, None)) if letters else []
        short = [s for s in known if self._called[s.id][0].acronym]
        long = [s for s in known if s not in short]
        if len(long) == 1 and len(short) == 1 and source in known:
            reason = f"“{short[0].name}” can stand for “{long[0].name}”."
            yield Proposal(long[0], short[0], reason)

    def _same_post(self, source: Source) -> Iterator[Proposal]:
        key = self._post(source)
        others = list(self._others("@", key, source)) if key else []
        if len(others) == 1:
            kept, gone = _ranked(source, others[0])
            what = self._called[source.id][0].last
            reason = (
                f"“{gone.name}” and “{kept.name}” are each a {what} of “{source.affiliation}”."
            )
            yield Proposal(kept, gone, reason)

    def _spelled_alike(self, source: Source) -> Iterator[Proposal]:
        name = self._called[source.id][0]
        for cut in _cuts(name):
            for other in self._others("~", cut, source):
                if _is_misspelled(name, self._called[other.id][0]):
                    kept, gone = _ranked(source, other)
                    reason = f"“{gone.name}” and “{kept.name}” are spelled almost alike."
                    yield Proposal(kept, gone, reason)

    def _others(self, sign: str, key: str, source: Source | None) -> Iterator[Source]:
        for found in tuple(self._sharing.get(sign + key, ())):
            other = self._sources[found]
            if source is None or (found != source.id and _can_be_one(source, other)):
                yield other

    def _keys(self, source: Source) -> Iterator[str]:
        """Yield what a source can be found by."""
        first = self._called[source.id][0]
        for name in self._telling(source):
            yield f"={name.key}"
        if source.article_id:
            return
        letters = first.acronym or (first.initials if source.kind not in _PERSONS else "")
        if letters:
            yield f"!{letters}"
        if post := self._post(source):
            yield f"@{post}"
        for cut in _cuts(first):
            yield f"~{cut}"

    def _telling(self, source: Source) -> list[Name]:
        """Return the names that it does not share with many: no "embassy", no family name."""
        names = self._called[source.id]
        family = names[0].words[-1:] if len(names[0].words) > 1 else ()
        return [name for name in names if name.words and not name.is_bare and name.words != family]

    def _post(self, source: Source) -> str:
        """Return what a source is, and of whom; a family name is no post."""
        name = self._called[source.id][0]
        is_noun = not name.is_proper or source.kind in _BODIES
        if source.affiliation and name.words and is_noun and source.kind not in _PERSONS:
            whom = taken_apart(source.affiliation, is_person=False).key
            return f"{name.last}\n{whom}"
        return ""


class _Story:
    """What is offered within one article alone, where few can be meant."""

    def __init__(
        self, sources: Iterable[Source], called: dict[str, tuple[Name, ...]], text: str
    ) -> None:
        self._called = called
        self._text = text
        self._by_last: defaultdict[str, list[Source]] = defaultdict(list)
        self._by_noun: defaultdict[str, dict[str, Source]] = defaultdict(dict)
        for source in sources:
            names = called[source.id]
            self._by_last[names[0].last].append(source)
            for name in names:
                if name.is_bare and not name.has_title:
                    self._by_noun[name.key][source.id] = source

    def same_noun(self, source: Source) -> Iterator[Proposal]:
        """Offer "the officials" for "officials", also where one of them is an alias."""
        key = self._called[source.id][0].key
        near = self._by_noun.get(key, {})
        others = [near[found] for found in near if found != source.id and source.id in near]
        for other in others:
            kept, gone = _ranked(source, other)
            if self._called[other.id][0].key == key:
                yield Proposal(kept, gone, f"“{gone.name}” and “{kept.name}” are the same words.")
            elif len(others) == 1:
                yield Proposal(other, source, f"“{other.name}” is also called “{source.name}”.")

    def only_noun(self, source: Source) -> Iterator[Proposal]:
        """Offer "U.S. embassy" for "the embassy"."""
        for short, long in self._shortened(source):
            name = self._called[short.id][0]
            if not name.is_proper and not name.has_title and long.kind not in _PERSONS:
                yield self._only(short, long, name.last)

    def only_namesake(self, source: Source) -> Iterator[Proposal]:
        """Offer "Tony Blair" for "Mr. Blair", unless the article tells of another Blair."""
        for short, long in self._shortened(source):
            name = self._called[short.id][0]
            if long.kind in _BODIES or not (name.is_proper or name.has_title):
                continue
            family = long.name.split()[-1]
            if first_names(self._text, family) <= {self._called[long.id][0].words[-2]}:
                yield self._only(short, long, family)

    def _shortened(self, source: Source) -> Iterator[tuple[Source, Source]]:
        """Yield a name of one word with the only longer one that ends in it."""
        near = self._by_last.get(self._called[source.id][0].last, ())
        free = [one for one in near if not one.article_id]
        long = [one for one in free if len(self._called[one.id][0].words) > 1]
        if len(long) == 1:
            for short in free:
                if short is not long[0] and source.id in {short.id, long[0].id}:
                    yield short, long[0]

    def _only(self, short: Source, long: Source, what: str) -> Proposal:
        reason = f"“{short.name}” may be “{long.name}”, the only {what} in this article."
        return Proposal(long, short, reason)


def _names_of(source: Source) -> tuple[Name, ...]:
    is_person = source.kind not in _BODIES
    return tuple(taken_apart(name, is_person=is_person) for name in (source.name, *source.aliases))


def _written(source: Source, name: Name) -> str:
    """Return a name of a source as it is written."""
    names = zip((source.name, *source.aliases), _names_of(source), strict=True)
    return next(written for written, taken in names if taken == name)


def _can_be_one(one: Source, other: Source) -> bool:
    """Return whether a merge of the two would be no surprise."""
    kinds = {one.kind, other.kind}
    if one.article_id != other.article_id or (kinds & _PERSONS and kinds & _BODIES):
        return False
    numbers = {number_in(one.name), number_in(other.name)}
    if len(numbers) == 2 and None not in numbers:
        return False  # two pseudonyms are two people
    return len(kinds) == 1 or not any(kind.belongs_to_one_article for kind in kinds)


def _ranked(one: Source, other: Source) -> tuple[Source, Source]:
    """Return which of two is kept, and which is not: rather the known one, then the shorter."""

    def rank(source: Source) -> tuple[bool, int, str, str]:
        return (source.kind is SourceKind.UNKNOWN, len(source.name), source.name, source.id)

    return (one, other) if rank(one) <= rank(other) else (other, one)


def _cuts(name: Name) -> Iterator[str]:
    """Yield a name as it is, and without each of its letters: what misspellings share."""
    whole = "".join(name.words)
    if len(whole) < _SHORTEST or name.is_bare or any(map(str.isdigit, whole)):
        return
    yield whole
    for at in range(len(whole)):
        if at == 0 or whole[at] != whole[at - 1]:
            yield whole[:at] + whole[at + 1 :]


def _is_misspelled(one: Name, other: Name) -> bool:
    first, second = "".join(one.words), "".join(other.words)
    if SequenceMatcher(None, first, second, autojunk=False).ratio() < _ALIKE:
        return False
    if len(one.words) != len(other.words):
        return first == second
    pairs = zip(one.words, other.words, strict=True)
    return all(a == b or min(len(a), len(b)) >= _SHORTEST for a, b in pairs)
