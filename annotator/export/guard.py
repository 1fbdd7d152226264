"""The last look before anything leaves: no name that must stay in the newsroom.

Each format says what can be read in what it made; here alone it is asked.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from annotator.confidential import as_words, can_be_read, needles_of, withheld
from annotator.errors import GivenAwayError
from annotator.export.glance import Writing, may_hold
from annotator.export.origins import Origin, held
from annotator.model import Marks
from annotator.report import Report

FILE_NAME = "the file's name"
_MOST = 5
"""So many places are told; of more, how many there are."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that can be read in one place of what was made, and in words where that is.

    `is_rest` are all words of a `part` at once, looked at where nothing in it was found before.
    """

    where: str
    text: str
    part: str = ""
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """What was made: its bytes, unpacked, for a quick look, and all that can be read in it.

    `passages` are decoded and joined across markup; what reads on from one place into the next
    is in a passage of its own.
    """

    writing: Writing
    contents: Callable[[], Iterable[bytes]]
    passages: Callable[[], Iterable[Passage]]

    def words(self) -> Iterator[str]:
        """Yield everything that can be read."""
        return (passage.text for passage in self.passages())


def refuse_confidential(
    finished: Finished, report: Report, told: str = "The file was not written"
) -> None:
    """Raise GivenAwayError where a confidential name of `report` can be read in what was made.

    A report that reveals some sources may still not tell of the others.
    """
    needles = needles_of(report.kept_back)
    if not needles or not _may_hold(finished, report, needles):
        return
    where = _found(finished.passages(), needles)
    if where:
        raise refused(told, where, needles, held(report, needles))


def refuse_name(name: str, report: Report) -> None:
    """Raise GivenAwayError where a confidential name can be read in the name of a file."""
    needles = needles_of(report.confidential)
    if gives_file_away(name, needles):
        raise refused("The file was not written", (FILE_NAME,), needles)


def gives_file_away(name: str, needles: frozenset[str]) -> bool:
    """Return whether a needle can be read in the name of a file or an address."""
    return can_be_read(f"{name} | {as_words(name)}", needles)


def refuse_marks(marks: Marks, secrets: frozenset[str], told: str) -> None:
    """Raise GivenAwayError where a confidential name stands on the marked page of an article."""
    needles = needles_of(secrets)
    report = Report("", (marks,), "", confidential=secrets)
    names = [Origin("the name of a source", source.name) for source in marks.sources]
    own = [each for each in held(report, needles) if each.is_in_article] if needles else []
    found = [*own, *(each for each in names if can_be_read(each.text, needles))]
    if found:
        raise refused(told, (each.where for each in found), needles, found)


def refuse_words(passages: Iterable[Passage], secrets: Iterable[str], told: str) -> None:
    """Raise GivenAwayError where one of `secrets` can be read in words that are about to leave."""
    needles = needles_of(secrets)
    where = _found(passages, needles) if needles else ()
    if where:
        raise refused(told, where, needles)


def refused(
    told: str, where: Iterable[str], needles: Iterable[str], origins: Iterable[Origin] = ()
) -> GivenAwayError:
    """Return the error: what was not done, where the name can be read, what words it is from."""
    # A heading may be the name, too.
    places = tuple(dict.fromkeys(withheld(place, needles) for place in where))
    found = tuple(origins)
    own = dict.fromkeys(withheld(each.where, needles) for each in found)
    message = f"{told}: a confidential name can be read in {_listed(places)}."
    if own and tuple(own) != places:
        message += f" It stands in {_listed(tuple(own))}."
    claims = dict.fromkeys((each.article_id, each.claim_id) for each in found if each.claim_id)
    return GivenAwayError(
        message,
        places,
        tuple(own),
        tuple(claims),
        is_in_article=any(each.is_in_article for each in found),
    )


def _may_hold(finished: Finished, report: Report, needles: frozenset[str]) -> bool:
    """Return whether to read it: a quick look sees through tags, not through claims' numbers.

    Those stand in the article's words alone.
    """
    texts = (marks.text.encode("utf-8", "replace") for marks in report.articles)
    return any(may_hold(text, needles, Writing.PLAIN) for text in texts) or any(
        may_hold(content, needles, finished.writing) for content in finished.contents()
    )


def _found(passages: Iterable[Passage], needles: frozenset[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    parts: set[str] = set()
    for each in passages:
        if not (each.is_rest and each.part in parts) and can_be_read(each.text, needles):
            found[each.where] = None
            parts.add(each.part)
    return tuple(found)


def _listed(places: tuple[str, ...]) -> str:
    told = list(islice(places, _MOST))
    if len(places) > _MOST:
        more = len(places) - _MOST
        told.append(f"{more} other places" if more > 1 else "one other place")
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else told[0]
