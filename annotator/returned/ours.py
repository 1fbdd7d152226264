"""Which comments of a returned report are those that it was written with, and what they said."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotator.checks.registry import RULES
from annotator.export.article import WORDS
from annotator.export.comments import first_line, sentences
from annotator.export.edition import OUR_NAME, Edition
from annotator.export.markup import xml_safe
from annotator.export.package import bookmark_name
from annotator.export.published import published
from annotator.export.story import Story
from annotator.model import Marks
from annotator.report import Report
from annotator.returned.returned_report import Comment, ReturnedReport, Stretch
from annotator.rules import chosen
from annotator.store.reader import Reader
from annotator.vocabulary import Variant

Lines = tuple[str, ...]
_HEAD = re.compile(r"(\d+) \S")
_SOURCE = "Source: "
_MOST_STATES = 20
"""So many steps of the second that a report is dated by are tried."""


def name_of(claim_id: str) -> str:
    """Return what a claim's bookmark is called, without its prefix."""
    return bookmark_name(WORDS, claim_id).removeprefix(f"{WORDS}_")


def by_number(returned: ReturnedReport) -> dict[str, str]:
    """Return by comment the claim whose number it begins with and on whose words it stands.

    The report itself says which number belongs to which claim, beside the claim's words.
    """
    numbered: defaultdict[int, list[str]] = defaultdict(list)
    for name, number in returned.labels.items():
        numbered[number].append(name)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for comment in returned.comments:
        head = _HEAD.match(comment.lines[0]) if len(comment.lines) > 1 else None
        if comment.root is not None or head is None or not comment.lines[1].startswith(_SOURCE):
            continue
        names = [
            name
            for name in numbered[int(head[1])]
            if name not in taken and _meet(comment.stretch, returned.claims.get(name))
        ]
        if len(names) == 1:
            found[comment.number] = names[0]
            taken.add(names[0])
    return found


def by_words(
    comments: Iterable[Comment], written: dict[str, Lines], ours: dict[str, str]
) -> dict[str, str]:
    """Return by comment the claim whose comment read exactly so, where its place is lost."""
    free: defaultdict[Lines, list[str]] = defaultdict(list)
    for name in written.keys() - set(ours.values()):
        free[written[name]].append(name)
    found = {}
    for comment in comments:
        if comment.number not in ours and comment.root is None:
            names = free.pop(comment.lines, [])
            if len(names) == 1:
                found[comment.number] = names[0]
    return found


def rewritten(returned: ReturnedReport, ours: dict[str, str], moment: str) -> dict[str, str]:
    """Return by comment the claim whose comment has other words now from the first to the last.

    It still has the report's date and one of its authors, and stands on exactly the words of one
    claim that has no comment else.
    """
    authors = {comment.author for comment in returned.comments if comment.number in ours}
    bare: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for name in returned.claims.keys() - set(ours.values()):
        stretch = returned.claims[name]
        bare[stretch.start, stretch.end].append(name)
    near: defaultdict[str, list[str]] = defaultdict(list)
    for comment in returned.comments:
        is_ours = comment.number in ours or comment.root is not None
        if is_ours or comment.date != moment or comment.author not in authors:
            continue
        names = bare[comment.stretch.start, comment.stretch.end] if comment.stretch else []
        if len(names) == 1:
            near[names[0]].append(comment.number)
    return {numbers[0]: name for name, numbers in near.items() if len(numbers) == 1}


def moment_of(comments: Iterable[Comment]) -> str:
    """Return the date that most of these comments have, which is the report's; "" for none."""
    dates = Counter(comment.date for comment in comments if comment.date)
    return dates.most_common(1)[0][0] if dates else ""


def states(
    reader: Reader, article_ids: Sequence[str], moment: str, *, is_public: bool
) -> Iterator[dict[str, Lines]]:
    """Yield by claim what its comment said when the report was made.

    Several steps of the project may have been made in the second that a report is dated by; the
    newest comes first. Without a date it is what a comment would say now.
    """
    steps: list[int | None] = [*reader.steps_within(moment, _MOST_STATES)] if moment else [None]
    for step in steps or [None]:
        every = [
            reader.marks(key) if step is None else reader.marks_after(step, key)
            for key in article_ids
        ]
        yield _written(every, is_public=is_public)


def is_public(comments: Iterable[Comment]) -> bool:
    """Return whether these comments are of a report that left the newsroom."""
    return {comment.author for comment in comments} == {OUR_NAME}


def _written(every: Sequence[Marks], *, is_public: bool) -> dict[str, Lines]:
    variant = Variant.PUBLIC if is_public else Variant.FULL
    house = chosen(None, RULES).rules  # as a report is checked
    shown = published(Report("", tuple(every), "", variant, house=house))
    edition = Edition(shown)
    found: dict[str, Lines] = {}
    for marks in shown.articles:
        story = Story(marks, edition)
        for claim in marks.claims:
            written = (first_line(story, claim), *sentences(story, claim))
            found[name_of(claim.id)] = tuple(_as_read(written))
    return found


def _as_read(lines: Iterable[str]) -> Iterator[str]:
    for written in lines:
        for line in xml_safe(written).split("\n"):
            if words := " ".join(line.split()):
                yield words


def _meet(one: Stretch | None, other: Stretch | None) -> bool:
    if one is None or other is None:
        return False
    return max(one.first, other.first) <= min(one.last, other.last)
