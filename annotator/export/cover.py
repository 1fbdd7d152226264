"""The head of the decision page: what the article is, where it stands, who signs it off."""

from datetime import date, datetime

from annotator.export.contents import ARTICLE_PLACE
from annotator.export.grid import Column, Grid
from annotator.export.markup import PLAIN, Look, is_rtl, line, paragraph, rtl, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.story import Counts, Story, counted
from annotator.export.styles import GREY, INK, RULE
from annotator.model import Article
from annotator.vocabulary import Variant

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_KICKERS = {
    Variant.FULL: "On Record report",
    Variant.LEGAL: "On Record report for legal review",
    Variant.SUMMARY: "On Record summary",
    Variant.PUBLIC: "On Record public report",
}
_SIGNERS = ("Reporter", "Editor", "Legal")
_DECISIONS = ("☐ Clear", "☐ Clear with changes", "☐ Hold")
_TEXT = "OnRecordTableText"


def write_cover(story: Story, package: Package) -> None:
    """Write the title, the one-line summary, the facts and the boxes to sign."""
    article = story.marks.article
    new_page = tag("pageBreakBefore") if len(package.body) else ""
    kicker = _KICKERS[story.edition.variant]
    line(package.body, "OnRecordKicker", kicker, properties=new_page)
    is_turned = is_rtl(article.title)
    title = paragraph(package.body, "Heading1", tag("bidi") if is_turned else "")
    place = package.bookmark(title, bookmark_name(ARTICLE_PLACE, article.id))
    run(title, article.title, rtl(PLAIN) if is_turned else PLAIN)
    title.markup(tag("bookmarkEnd", id=place))
    published = in_words(article.published)
    about = (article.byline or "No byline", article.outlet or "No outlet", published or "No date")
    line(package.body, "OnRecordByline", " · ".join(about))
    line(package.body, "OnRecordVerdict", verdict(story.counts()))
    _facts(story, article, package)
    if not story.edition.is_public:
        _sign_off(package)


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


def in_words(moment: str | None) -> str:
    """Return an ISO 8601 date as "March 9, 2020"; what is no date stays as it is."""
    if not moment:
        return ""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return moment
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def _facts(story: Story, article: Article, package: Package) -> None:
    columns = (Column("", 30), Column("", 140))
    facts = Grid(
        package.body, columns, package.page.text_width, "About the article", "OnRecordFacts"
    )

    def fact(label: str, value: str, look: Look = PLAIN) -> None:
        name, cell = facts.row()
        line(name, _TEXT, label, Look(color=GREY))
        line(cell, _TEXT, value, look)

    fact("Status", article.status.value.capitalize(), Look(bold=True))
    _address(story, article, package, facts)
    fact("Length", counted(article.words, "word"))
    if not story.edition.is_public:
        reviewers = sorted({claim.reviewer for claim in story.marks.claims})
        fact("Reviewers", ", ".join(reviewers) or "Nobody yet")
    if story.edition.house_rules:
        fact("House rules", story.edition.house_rules)
    fact("Report date", _stamp(package.dated))
    fact("Text SHA-256", article.sha256, Look("OnRecordCode"))


def _address(story: Story, article: Article, package: Package, facts: Grid) -> None:
    name, cell = facts.row()
    line(name, _TEXT, "URL", Look(color=GREY))
    element = paragraph(cell, _TEXT)
    place = package.outer_link(element, article.url) if article.url else element
    if place is not element:
        run(place, article.url or "", Look("Hyperlink"))
    elif article.url and not story.edition.is_public:
        run(element, article.url)
    else:
        run(element, "Not given")


def _stamp(moment: datetime) -> str:
    day = f"{_MONTHS[moment.month - 1]} {moment.day}, {moment.year}"
    return f"{day}, {moment:%H:%M} UTC"


def _sign_off(package: Package) -> None:
    line(package.body, "Heading3", "Sign-off")
    box, gap = Column("", 54, _frame()), Column("", 4)
    columns = [box, gap] * (len(_SIGNERS) - 1) + [box]
    boxes = Grid(package.body, columns, package.page.text_width, "Sign-off", "OnRecordBoxes")
    cells = boxes.row()
    under_name = tag("spacing", before="0", after="60")
    over_signature = (
        f"<w:pBdr>{tag('top', 'single', sz='4', space='3', color=GREY)}</w:pBdr>"
        f"{tag('spacing', before='560', after='0')}"
    )
    for signer, cell in zip(_SIGNERS, cells[::2], strict=True):
        line(cell, _TEXT, signer, Look(bold=True), under_name)
        for decision in _DECISIONS:
            line(cell, _TEXT, decision)
        line(cell, "OnRecordDetail", "Name and date", properties=over_signature)
    for between in cells[1::2]:
        paragraph(between, _TEXT)


def _frame() -> str:
    """Return the borders of a box: a firm line above, light ones around."""
    sides = "".join(
        tag(side, "single", sz="4", space="0", color=RULE) for side in ("left", "bottom", "right")
    )
    top = tag("top", "single", sz="8", space="0", color=INK)
    return f"<w:tcBorders>{top}{sides}</w:tcBorders>"
