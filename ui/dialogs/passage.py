"""Words of an article around a claim, drawn as they are: never as markup."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.model import Span
from ui.dialogs.shapes import theme_now
from ui.positions import Positions
from ui.theme import NORMAL, sans

LONGEST = 1_500
"""So many characters are shown; a claim can be as long as its article."""

_PITCH = 1.25
_LINE_END = "\u2028"


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of a passage is drawn: the claim in full ink, what differs with its line."""

    span: Span
    is_claim: bool
    differs: bool


class Passage(QWidget):
    """A few sentences with a claim in them; what surrounds the claim is quiet.

    What differs from another version is struck out where `is_old`, else underlined. `words` is
    what is shown, `looks` how each run of it.
    """

    def __init__(self, *, is_old: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_old = is_old
        self.words = ""
        self.looks: tuple[Look, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(120)

    def show_claim(self, text: str, whole: Span, claim: Span, differ: Iterable[Span]) -> None:
        """Show `whole` of a text, in which a claim stands and some words differ."""
        end = min(whole.end, whole.start + LONGEST)
        spans = list(differ)
        edges = {whole.start, end, claim.start, claim.end}
        edges |= {edge for span in spans for edge in (span.start, span.end)}
        inside = sorted(edge for edge in edges if whole.start <= edge <= end)
        runs = pairwise(inside)
        looks = tuple(
            Look(
                Span(start - whole.start, stop - whole.start),
                is_claim=claim.start <= start and stop <= claim.end,
                differs=any(span.start <= start and stop <= span.end for span in spans),
            )
            for start, stop in runs
        )
        self._become(text[whole.start : end] + ("…" if end < whole.end else ""), looks)

    def say(self, words: str) -> None:
        """Say a sentence of our own instead."""
        self._become(words, ())

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower passage is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the words are in a column of this width."""
        layout = self._laid_out(width)
        return round(layout.boundingRect().height()) + 2

    def sizeHint(self) -> QSize:
        """Return what fits beside another passage."""
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        """Return the least at which words can be read."""
        return QSize(self.minimumWidth(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        del event
        painter = QPainter(self)
        theme = theme_now()
        painter.setPen(theme.muted if self.looks or not self.isEnabled() else theme.text)
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    def _become(self, words: str, looks: Sequence[Look]) -> None:
        self.words, self.looks = words, tuple(looks)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> QTextLayout:
        shown = self.words.replace("\n", _LINE_END)
        layout = QTextLayout(shown, sans(NORMAL))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height() * _PITCH
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        places = Positions(self.words)
        found: list[QTextLayout.FormatRange] = []
        for look in self.looks:
            letters = QTextCharFormat()
            if look.is_claim:
                letters.setForeground(theme_now().text)
            if look.differs:
                letters.setFontStrikeOut(self._is_old)
                letters.setFontUnderline(not self._is_old)
            made = QTextLayout.FormatRange()
            made.start = places.to_position(look.span.start)
            made.length = places.to_position(look.span.end) - made.start
            made.format = letters
            found.append(made)
        return found
