"""Pages with every kind of mark: for pictures, and for what is drawn against what is stored."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from annotator.vocabulary import Tag
from tests.ui.reading.pane_seat import Mark, PaneSeat, ShowPane
from ui.theme import Mode

A, D, O, N = Tag.ALLEGATION, Tag.DENIAL, Tag.OFFICIAL, Tag.ANONYMOUS  # noqa: E741
TEXT = (
    "Mill accused of dumping\n\n"
    "The union said on Monday that the mill dumped waste in the river for three years. "
    "“It did so twice a week,” a clerk who asked not to be named said.\n\n"
    "The mill denies it. “Nothing left this yard,” its owner told the council, which has "
    "ordered an inspection of the papers.\n\n"
    "The inspection begins in May.\n"
)
UNION = "The union said on Monday that the mill dumped waste in the river for three years"
DUMPED, TWICE = "the mill dumped waste in the river", "“It did so twice a week,”"
DENIES, OWNER = "The mill denies it", "“Nothing left this yard,”"
LONG = TEXT[TEXT.index("a clerk who") : TEXT.index(", which has")]


@dataclass(frozen=True)
class MarkedPage:
    """A page, and what is selected on it."""

    marks: list[Mark]
    answers: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    selected: str = ""
    mode: Mode = Mode.LIGHT
    size: tuple[int, int] = field(default=(620, 360))


_CROSSING: list[Mark] = [
    ("said on Monday that the mill dumped", (A,)),
    ("the mill dumped waste in the river", (O,)),
]
_MANY: list[Mark] = [(UNION, (A, O)), (DUMPED, (D, N)), ("dumped waste", (O,))]
_ANSWERED: list[Mark] = [(DUMPED, (A,)), (TWICE, (N,)), (DENIES, (D,)), (OWNER, (D,))]

PAGES: dict[str, MarkedPage] = {
    "overlap": MarkedPage([(UNION, (O,)), (DUMPED, (A,)), (TWICE, (N,)), (DENIES, (D,))]),
    "nesting": MarkedPage([(UNION, (O,)), (DUMPED, (A,)), ("dumped waste", (N,))]),
    "crossing": MarkedPage(_CROSSING),
    "paragraphs": MarkedPage([(LONG, (N,)), (OWNER, (D,))]),
    "tags": MarkedPage([(DUMPED, (A, O)), (OWNER, (D, O, N)), ("begins in May", ())]),
    "selected": MarkedPage([(UNION, (A,)), (DENIES, (D,))], selected=UNION),
    "linked": MarkedPage(_ANSWERED, ((DENIES, DUMPED),), (DUMPED,), selected=DENIES),
    "unanswered": MarkedPage(
        [*_ANSWERED, ("has ordered an inspection", (A,))],
        ((DENIES, DUMPED), (OWNER, TWICE)),
        (DUMPED, "has ordered an inspection"),
    ),
    "chip": MarkedPage(_MANY),
    "dark": MarkedPage(_ANSWERED, ((DENIES, DUMPED),), (DUMPED,), DUMPED, Mode.DARK),
    "narrow": MarkedPage(
        [*_ANSWERED, ("a clerk", (O,))], ((DENIES, DUMPED),), (TWICE,), size=(420, 360)
    ),
}


def shown(show_pane: ShowPane, name: str) -> PaneSeat:
    """Show one of the pages."""
    page = PAGES[name]
    seat = show_pane(
        TEXT, page.marks, answers=page.answers, about=page.about, mode=page.mode, size=page.size
    )
    if page.selected:
        seat.selection.select(seat.claim(page.selected))
    QApplication.processEvents()
    return seat
