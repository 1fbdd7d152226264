"""Page one, on which it is decided: title, verdict, what must be fixed, facts, boxes to sign."""

from collections.abc import Sequence

from annotator.export.contents import ARTICLE_PLACE
from annotator.export.dates import stamp
from annotator.export.grid import Column, Grid
from annotator.export.markup import PLAIN, Element, Look, is_rtl, line, paragraph, rtl, run, tag
from annotator.export.package import Package, bookmark_name
from annotator.export.story import Story, counted
from annotator.export.styles import GREY, INK, RULE
from annotator.export.summary import LONGEST_TITLE, byline, cut, write_summary
from annotator.model import Article

_SIGNERS = ("Reporter", "Editor", "Legal")
_DECISIONS = ("☐ Clear", "☐ Clear with changes", "☐ Hold")
_TEXT = "OnRecordTableText"
_LONGEST_FACT = 160


def write_page_one(story: Story, package: Package) -> None:
    """Write the decision page: title, verdict, what must be fixed, the facts, boxes to sign."""
    article = story.marks.article
    new_page = tag("pageBreakBefore") if len(package.body) else ""
    line(package.body, "OnRecordKicker", story.edition.kicker, properties=new_page)
    shown = cut(article.title, LONGEST_TITLE)
    is_turned = is_rtl(shown)
    title = paragraph(package.body, "Heading1", tag("bidi") if is_turned else "")
    place = package.bookmark(title, bookmark_name(ARTICLE_PLACE, article.id))
    run(title, shown, rtl(PLAIN) if is_turned else PLAIN)
    title.markup(tag("bookmarkEnd", id=place))
    line(package.body, "OnRecordByline", byline(article))
    write_summary(story, package)
    line(package.body, "OnRecordDetail", "")
    _facts(story, article, package)
    if not story.edition.is_public:
        _sign_off(package)


_FACTS = (Column("", 30), Column("", 56), Column("", 28), Column("", 56))
_LABEL = Look(color=GREY)


def _facts(story: Story, article: Article, package: Package) -> None:
    facts = Grid(
        package.body, _FACTS, package.page.text_width, "About the article", "OnRecordFacts"
    )
    house = story.edition.house_rules
    status = article.status.value.capitalize()
    two = (("Status", status), ("Report date", stamp(package.dated)))
    _fact(facts.row(), *two, look=Look(bold=True))
    length = ("Length", counted(article.words, "word"))
    _fact(facts.row(), length, ("House rules", house) if house else ("", ""))
    if not story.edition.is_public:
        reviewers = sorted({claim.reviewer for claim in story.marks.claims})
        told = cut(", ".join(reviewers) or "Nobody yet", _LONGEST_FACT)
        _fact(facts.pair(), ("Reviewers", told))
    _address(article, package, facts)
    _fact(facts.pair(), ("Text SHA-256", article.sha256), look=Look("OnRecordCode"))


def _fact(cells: Sequence[Element], *facts: tuple[str, str], look: Look = PLAIN) -> None:
    """Write facts with their labels before them; `look` is that of the first."""
    for n, (label, value) in enumerate(facts):
        line(cells[2 * n], _TEXT, label, _LABEL)
        line(cells[2 * n + 1], _TEXT, value, PLAIN if n else look)


def _address(article: Article, package: Package, facts: Grid) -> None:
    name, cell = facts.pair()
    line(name, _TEXT, "URL", _LABEL)
    element = paragraph(cell, _TEXT)
    place = package.outer_link(element, article.url) if article.url else element
    if place is not element:
        run(place, cut(article.url or "", _LONGEST_FACT), Look("Hyperlink"))
    elif article.url:
        run(element, cut(article.url, _LONGEST_FACT))
    else:
        run(element, "Not given")


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
