"""What is asked of the library: which articles, in which order; two chips with a menu each."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.library import By, Period, Wanted, Work
from annotator.vocabulary import ArticleStatus
from ui.models.library import LibraryModel
from ui.models.wording import label_of, shortened, told
from ui.panels.flow import FlowLayout
from ui.panels.shapes import chip, name_chip
from ui.settings import Settings

_IN_MENUS = {"statuses", "outlets", "reviewers", "work"}
_MANY_OUTLETS = 40
"""More than a menu can hold; the field above finds the others."""


class LibraryQuestions(QWidget):
    """Filter and order of the library; `asked` tells that another question is asked."""

    asked = Signal()

    def __init__(self, model: LibraryModel, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._settings = settings
        self.wanted = Wanted()
        self.by = _remembered(settings)
        self._filter = self._chip("libraryFilterChip", self._fill_filter)
        self._sort = self._chip("librarySortChip", self._fill_sort)
        self._reviewers: QMenu | None = None
        model.facts.read.connect(self._list_reviewers)
        row = FlowLayout(self)
        row.addWidget(self._filter)
        row.addWidget(self._sort)
        self._tell()

    def look_for(self, words: str) -> None:
        """Ask for the articles that have these words, too."""
        self._ask(replace(self.wanted, words=tuple(words.casefold().split())))

    def show_all(self) -> None:
        """Ask for every article that has the words."""
        self._ask(Wanted(self.wanted.words))

    def show_only(self, subject: str, articles: Iterable[str]) -> None:
        """Ask for the articles with these ids and no others."""
        self._ask(Wanted(only=frozenset(articles), subject=subject))

    def forget_stories(self) -> None:
        """Ask for no articles by their ids any more, which another project has not."""
        self._ask(replace(self.wanted, only=frozenset(), subject=""))

    def _ask(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self._tell()
            self.asked.emit()

    def _order(self, by: By) -> None:
        self.by = by
        self._settings.remember("library.order", str(by))
        self._tell()
        self.asked.emit()

    def _chip(self, name: str, fill: Callable[[QMenu], None]) -> QToolButton:
        button = chip("", "", self)
        button.setObjectName(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: fill(menu))
        button.setMenu(menu)
        return button

    def _tell(self) -> None:
        """Say on the chips what is asked."""
        asked = list(_asked(self.wanted))
        words = ", ".join(asked) if asked else self.tr("Filter")
        self._filter.setProperty("on", bool(asked))
        self._filter.style().polish(self._filter)
        name_chip(
            self._filter,
            shortened(words, 28),
            self.tr("Filter: {what}").format(what=words if asked else self.tr("all articles")),
        )
        order = self.tr("Sorted: {what}").format(what=_told(self.by))
        name_chip(self._sort, self.tr("Sort") if self.by is By.NUMBER else _told(self.by), order)

    def _fill_sort(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for by in By:
            action = menu.addAction(_told(by))
            action.setCheckable(True)
            action.setChecked(by is self.by)
            action.triggered.connect(lambda _=False, by=by: self._order(by))
            group.addAction(action)

    def _fill_filter(self, menu: QMenu) -> None:
        articles = self._model.articles
        outlets = sorted({article.outlet or "" for article in articles}, key=str.casefold)
        named = [(outlet or self.tr("no outlet"), outlet) for outlet in outlets]
        statuses = [(told(status), status) for status in ArticleStatus]
        self._fill_set(menu.addMenu(self.tr("Status")), "statuses", statuses)
        if len(named) > 1:
            outlets_menu = menu.addMenu(self.tr("Outlet"))
            self._fill_set(outlets_menu, "outlets", named[:_MANY_OUTLETS])
        self._fill_published(menu.addMenu(self.tr("Published")))
        self._reviewers = menu.addMenu(self.tr("Reviewer"))
        self._model.facts.want(is_wanted=True)
        self._list_reviewers()
        works = [(_told(work), work) for work in Work]
        self._fill_set(menu.addMenu(self.tr("Open work")), "work", works)
        menu.addSeparator()
        everything = menu.addAction(self.tr("Show all"), self.show_all)
        everything.setEnabled(self.wanted.is_narrow)

    def _list_reviewers(self) -> None:
        """Offer who has marked anything, as soon as that is read, in a menu that is open, too."""
        if self._reviewers:
            names = self._model.facts.reviewers
            self._reviewers.clear()
            self._fill_set(self._reviewers, "reviewers", [(name, name) for name in names])
            self._reviewers.setEnabled(bool(names))

    def _fill_set(self, menu: QMenu, field: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Offer values of which several can be asked for."""
        chosen = getattr(self.wanted, field)
        for words, value in choices:
            action = menu.addAction(label_of(shortened(words)))
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.triggered.connect(lambda _=False, value=value: self._toggle(field, value))

    def _fill_published(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for period in Period:
            action = menu.addAction(_told(period))
            action.setCheckable(True)
            action.setChecked(period is self.wanted.period)
            action.triggered.connect(
                lambda _=False, period=period: self._ask(replace(self.wanted, period=period))
            )
            group.addAction(action)

    def _toggle(self, field: str, value: object) -> None:
        chosen: frozenset[object] = getattr(self.wanted, field)
        self._ask(replace(self.wanted, **{field: chosen ^ {value}}))  # type: ignore[arg-type]


def _asked(wanted: Wanted) -> Iterable[str]:
    """Yield what is asked for beside words, in words."""
    if wanted.subject:
        yield wanted.subject
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if isinstance(value, Period):
            if value is not Period.ANY:
                yield _told(value)
        elif field.name in _IN_MENUS:
            yield from sorted(_told(one) for one in value)


def _told(value: str) -> str:
    """Return a value in words."""
    if isinstance(value, By | Period | Work):
        return QCoreApplication.translate("Library", value.value)
    return told(value) if isinstance(value, ArticleStatus) else value or _no_outlet()


def _no_outlet() -> str:
    return QCoreApplication.translate("Library", "no outlet")


def _remembered(settings: Settings) -> By:
    kept = settings.text("library.order")
    return By(kept) if kept in list(By) else By.NUMBER
