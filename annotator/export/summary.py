"""The summary on page one: one sentence, five fractions, and as much to fix as fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from annotator.checks.finding import Finding
from annotator.export.article import WORDS
from annotator.export.balance_pictures import strip_height, write_strip
from annotator.export.cells import STRONG, TEXT, place_in_text
from annotator.export.checks import severity
from annotator.export.dates import in_words
from annotator.export.grid import Column, Grid
from annotator.export.markup import Element, Look, line, linked, paragraph, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.parts import has, place_of
from annotator.export.story import Counts, Story, counted
from annotator.export.styles import GREY, RULE
from annotator.model import Article
from annotator.vocabulary import Part, Severity, Tag, Verification

LONGEST_TITLE = 240
"""How much of a title page one shows; more would push the decision off it."""

_LONGEST_ABOUT = 90
_LONGEST_MESSAGE = 170
_MUST = (Severity.ERROR, Severity.WARNING)
_MUST_FIX = (Column("", 22), Column("", 18), Column("", 130))


def write_summary(story: Story, package: Package) -> None:
    """Write the verdict, the fractions and what must be fixed; the public gets no such list."""
    line(package.body, "OnRecordVerdict", verdict(story.counts()))
    _fractions(story, package)
    if not story.edition.is_public:
        _must_fix(story, package)
    if has_strip(story, package):
        write_strip(story, package)


def byline(article: Article) -> str:
    """Return who wrote the article, for whom and when, in one line."""
    published = in_words(article.published)
    about = (article.byline or "No byline", article.outlet or "No outlet", published or "No date")
    return " · ".join(cut(words, _LONGEST_ABOUT) for words in about)


def cut(text: str, longest: int) -> str:
    """Return at most so many characters of a text, the last an ellipsis where more follow."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def verdict(counts: Counts) -> str:
    """Return the summary in one line of plain words."""
    if not counts.claims:
        return "No claims are marked."
    claims = (
        f"{counted(counts.claims, 'claim')}, {counts.anonymous or 'none'} from anonymous sources."
    )
    if not counts.allegations:
        return f"{claims} No allegations."
    if counts.unanswered == counts.allegations:
        open_ones = "unanswered" if counts.allegations == 1 else "none answered"
    elif counts.unanswered:
        open_ones = f"{counts.unanswered:,} unanswered"
    else:
        open_ones = "answered" if counts.allegations == 1 else "all answered"
    return f"{claims} {counted(counts.allegations, 'allegation')}, {open_ones}."


@dataclass(frozen=True, slots=True)
class Fraction:
    """So many of so many, and what they are; `is_loud` where somebody has to act."""

    part: int
    whole: int
    caption: str
    is_loud: bool = False

    @property
    def figure(self) -> str:
        """Return "2 of 5", a dash where there is nothing to count."""
        return f"{self.part:,} of {self.whole:,}" if self.whole else "–"


def fractions(story: Story) -> tuple[Fraction, ...]:
    """Return the five numbers by which it is decided."""
    found = story.figures
    answered, anonymous = found["reply_rate"], found["anonymous_share_claims"]
    attributed, official = found["attribution_rate"], found["government_share_words"]
    alleged = [chain for chain in story.chains if Tag.ALLEGATION in chain.tags]
    unverified = [c for c in alleged if c.first.verification is not Verification.VERIFIED]
    unattributed = attributed.denominator - attributed.numerator
    return (
        Fraction(
            answered.numerator,
            answered.denominator,
            "allegations answered, by target",
            is_loud=answered.numerator < answered.denominator,
        ),
        Fraction(
            anonymous.numerator, anonymous.denominator, "attributed claims from anonymous sources"
        ),
        Fraction(unattributed, attributed.denominator, "claims without attribution"),
        Fraction(
            len(unverified), len(alleged), "allegations not verified", is_loud=bool(unverified)
        ),
        Fraction(official.numerator, official.denominator, "attributed words from officials"),
    )


def _fractions(story: Story, package: Package) -> None:
    frame = f"<w:tcBorders>{tag('top', 'single', sz='8', space='0', color=RULE)}</w:tcBorders>"
    box, gap = Column("", 32, frame), Column("", 3)
    five = fractions(story)
    columns = [box, gap] * (len(five) - 1) + [box]
    grid = Grid(package.body, columns, package.page.text_width, "In numbers", "OnRecordFractions")
    cells = grid.row()
    for fraction, cell in zip(five, cells[::2], strict=True):
        line(cell, "OnRecordFigure", fraction.figure)
        look = STRONG if fraction.is_loud else Look(color=GREY)
        line(cell, "OnRecordDetail", fraction.caption, look)
    for between in cells[1::2]:
        paragraph(between, TEXT)


def _must_fix(story: Story, package: Package) -> None:
    found = [f for f in story.findings if f.is_open and f.severity in _MUST]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    told = f"{counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}"
    line(package.body, "Heading3", f"Must fix: {told}" if found else "Nothing must be fixed")
    if not found:
        line(package.body, "OnRecordTableText", "No check is open that is an error or a warning.")
        return
    shown = _that_fit(story, found, package)
    grid = Grid(package.body, _MUST_FIX, package.page.text_width, "Must fix", "OnRecordMustFix")
    for finding in shown:
        grave, place, what = grid.row()
        line(grave, TEXT, severity(finding), STRONG if finding.severity is _MUST[0] else Look())
        _place(story, finding, paragraph(place, TEXT))
        line(what, TEXT, cut(finding.message, _LONGEST_MESSAGE))
    if len(shown) < len(found):
        _rest(story, package, len(found) - len(shown))


def _place(story: Story, finding: Finding, cell: Element) -> None:
    """Write the paragraph that a finding is about, leading to its words."""
    claim = story.marks.claim(finding.claims[0]) if finding.claims else None
    told = place_in_text(story, claim) if claim else ""
    if claim and story.edition.has_text:
        linked(cell, bookmark_name(WORDS, claim.id), told or "claim", _LINKED)
    else:
        run(cell, told or "article")


_LINKED = Look("Hyperlink")


def _rest(story: Story, package: Package, number: int) -> None:
    element = paragraph(package.body, "OnRecordDetail", tag("spacing", before="60", after="0"))
    if has(story, Part.CHECKS):
        run(element, f"and {number:,} more, see ")
        linked(element, place_of(story, Part.CHECKS), Part.CHECKS.value, _LINKED)
    else:
        run(element, f"and {number:,} more")


_POINTS = 20
"""Twentieths of a point in one."""
_FIXED = 430.0
"""What page one holds beside title, byline, long facts and the list, in points."""
_TITLE_LINE, _TITLE_LETTER = 28.0, 12.2
_BYLINE_LINE, _BYLINE_LETTER = 13.0, 5.2
_SHORT, _SPARE = 90, 60.0
"""An address of so few letters leaves that much room, in points."""
_ROW, _ROW_LINE, _LETTER = 5.0, 11.5, 4.4


def _that_fit(story: Story, found: Sequence[Finding], package: Package) -> Sequence[Finding]:
    """Return as many findings as page one has room for, three at least."""
    room = _room(story, package)
    if has_strip(story, package):
        room -= strip_height(story, package)
    number = 0
    for height in _heights(found, package):
        room -= height
        if room < 0:
            break
        number += 1
    return found[: max(number, _LEAST)]


def has_strip(story: Story, package: Package) -> bool:
    """Return whether page one has room for the story strip, below what must be fixed first."""
    if not story.marks.claims:
        return False
    room = _room(story, package) - strip_height(story, package)
    if story.edition.is_public:
        return room > 0
    found = [f for f in story.findings if f.is_open and f.severity in _MUST]
    return room > sum(_heights(found[:_LEAST], package))


def _room(story: Story, package: Package) -> float:
    """Return what page one leaves for the list and the strip, in points."""
    page, article = package.page, story.marks.article
    width = page.text_width / _POINTS
    room = page.text_height / _POINTS - _FIXED
    title = cut(article.title, LONGEST_TITLE)
    room -= _TITLE_LINE * ceil(len(title) * _TITLE_LETTER / width)
    if len(article.url or "") < _SHORT:
        room += _SPARE
    return room - _BYLINE_LINE * ceil(len(byline(article)) * _BYLINE_LETTER / width)


def _heights(found: Sequence[Finding], package: Package) -> Iterator[float]:
    """Yield how tall the row of each finding is, in points."""
    width = package.page.text_width / _POINTS
    width *= _MUST_FIX[2].share / sum(column.share for column in _MUST_FIX)
    for finding in found:
        length = min(len(finding.message), _LONGEST_MESSAGE)
        yield _ROW + _ROW_LINE * ceil(length * _LETTER / width)


_LEAST = 3
