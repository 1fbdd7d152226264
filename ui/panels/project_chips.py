"""The chips above a project's pictures: which of its stories are looked at."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.right_of_reply import today
from annotator.selection import Selection
from annotator.vocabulary import ArticleStatus, Tag
from ui.models.wording import told
from ui.panels.choice_chip import Choice, ChoiceChip
from ui.panels.flow import FlowLayout
from ui.panels.pictures_page import edge_of
from ui.panels.shapes import chip, quiet_label
from ui.theme import SMALL, sans

if TYPE_CHECKING:
    from annotator.overview import Overview


class ProjectChips(QWidget):
    """One outlet, author, status, tag and span of dates; `changed` tells that others are wanted.

    `overview` returns the stories that there are to choose from.
    """

    changed = Signal()

    def __init__(
        self, overview: "Callable[[], Overview | None]", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._overview = overview
        self.outlet = self._chip(self.tr("outlet"), self.tr("Only one outlet"), _outlets)
        self.author = self._chip(self.tr("author"), self.tr("Only one author"), _authors)
        self.status = self._chip(self.tr("status"), self.tr("Only one status"), _statuses)
        self.tag = self._chip(self.tr("tag"), self.tr("Only stories with a tag"), _tags)
        self.dates = self._chip(self.tr("dates"), self.tr("Only some days or a year"), _dates)
        self.clear = chip(self.tr("Clear"), self.tr("Show all stories again"), self)
        self.clear.clicked.connect(self._clear)
        self.count = quiet_label(wraps=False)
        self.count.setObjectName("projectCount")
        self.count.setFont(sans(SMALL))
        self.count.setContentsMargins(4, 0, 0, 0)
        # In the middle of the line, as the words on the chips are.
        self.count.setMinimumHeight(self.clear.sizeHint().height())
        self._flow = FlowLayout(self)
        for part in (*self._chips, self.clear, self.count):
            self._flow.addWidget(part)
        self.clear.hide()

    @property
    def selection(self) -> Selection:
        """Return which stories are wanted."""
        from annotator.narrowed import bounds_of

        after, before = (
            bounds_of(self.dates.value, today().date()) if self.dates.value else (None,) * 2
        )
        return Selection(
            _one(self.outlet.value),
            _one(self.author.value),
            frozenset(map(ArticleStatus, _one(self.status.value))),
            frozenset(map(Tag, _one(self.tag.value))),
            after,
            before,
        )

    @property
    def is_narrow(self) -> bool:
        """Return whether not all stories are wanted."""
        return any(one.value is not None for one in self._chips)

    def let_go(self) -> None:
        """Want all stories; nothing is told."""
        for one in self._chips:
            one.choose(None)

    def renew(self) -> None:
        """Want no more what no story has any longer; nothing is told."""
        for one in self._chips:
            one.renew()

    def tell(self, shown: int, every: int, progress: str) -> None:
        """Say how many stories are looked at, and how far they are counted."""
        words = self.tr("{n} of {m} stories").format(n=f"{shown:,}", m=f"{every:,}")
        parts = [words] if self.is_narrow else []
        if progress:
            parts.append(progress)
        elif not parts:
            parts.append(
                self.tr("1 story") if every == 1 else self.tr("{n} stories").format(n=f"{every:,}")
            )
        self.count.setText(" · ".join(parts))
        self.clear.setVisible(self.is_narrow)
        self._flow.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand above the pictures."""
        super().resizeEvent(event)
        edge = edge_of(self.width())
        self._flow.setContentsMargins(edge, 6, edge, 0)

    @property
    def _chips(self) -> tuple[ChoiceChip, ...]:
        return (self.outlet, self.author, self.status, self.tag, self.dates)

    def _chip(
        self, words: str, spoken: str, choices: "Callable[[Overview], Sequence[Choice]]"
    ) -> ChoiceChip:
        let_go = self.tr("Only the stories of “{name}”; let go to show all")
        button = ChoiceChip(words, (spoken, let_go), partial(self._offered, choices), self)
        button.changed.connect(self.changed)
        return button

    def _offered(self, choices: "Callable[[Overview], Sequence[Choice]]") -> Sequence[Choice]:
        overview = self._overview()
        return choices(overview) if overview else []

    def _clear(self) -> None:
        self.let_go()
        self.outlet.setFocus()
        self.changed.emit()


def _one(value: str | None) -> frozenset[str]:
    return frozenset() if value is None else frozenset({value})


def _outlets(overview: "Overview") -> Sequence[Choice]:
    from annotator.narrowed import outlets

    return [(name, name or _tr("no outlet"), n) for name, n in outlets(overview)]


def _authors(overview: "Overview") -> Sequence[Choice]:
    from annotator.narrowed import authors

    return [(name, name, n) for name, n in authors(overview)]


def _statuses(overview: "Overview") -> Sequence[Choice]:
    from annotator.narrowed import statuses

    return [(value, told(value), n) for value, n in statuses(overview)]


def _tags(overview: "Overview") -> Sequence[Choice]:
    from annotator.narrowed import tags

    return [(value, told(value), n) for value, n in tags(overview)]


def _dates(overview: "Overview") -> Sequence[Choice]:
    from annotator.narrowed import MONTH, WEEK, dates

    days = {WEEK: _tr("last 7 days"), MONTH: _tr("last 30 days")}
    return [(value, days.get(value, value), n) for value, n in dates(overview, today().date())]


def _tr(words: str) -> str:
    return QCoreApplication.translate("ProjectChips", words)
