"""The library panel: the project's articles, and the way in for new ones."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.edits import Change
from annotator.model import Article
from annotator.vocabulary import ArticleStatus
from ui import clipboard
from ui.dragging import can_take
from ui.keymap import Keymap
from ui.models.library import ARTICLE_ROLE, LibraryModel
from ui.models.wording import told
from ui.panels.chosen_articles import delete, named, set_status
from ui.panels.claims import FilterLine
from ui.panels.library_empty import EmptyLibrary
from ui.panels.library_questions import LibraryQuestions
from ui.panels.library_rows import ArticleList
from ui.panels.shapes import empty_label, quiet_label
from ui.project_sums import ProjectSums
from ui.settings import Settings
from ui.theme import SMALL, Look, sans
from ui.workspace import Workspace


class LibraryPanel(QWidget):
    """The articles of the project; the selected one is on the desk.

    `import_wanted`, `paste_wanted` and `sample_wanted` ask the window for an article;
    `text_wanted` asks it to put the focus on the page, `report_wanted` for the report of some
    articles, `command_wanted` for a command about the one on the desk. Drops are imported here.
    """

    import_wanted = Signal()
    paste_wanted = Signal()
    sample_wanted = Signal()
    text_wanted = Signal()
    report_wanted = Signal(object)
    command_wanted = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        settings: Settings,
        keymap: Keymap,
        parent: QWidget | None = None,
        sums: ProjectSums | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._settings = settings
        self._keymap = keymap
        self._look = look
        self._is_following = False
        self._model = LibraryModel(workspace, self, sums)
        self._questions = LibraryQuestions(self._model, settings, self)
        # Before the view's own: rows that go must not look like a person's choice.
        for begins in (self._model.rowsAboutToBeRemoved, self._model.modelAboutToBeReset):
            begins.connect(self._begin_following)
        self.list = ArticleList(look, self)
        self.list.setModel(self._model)
        for ends in (self._model.rowsRemoved, self._model.rowsInserted, self._model.modelReset):
            ends.connect(self._end_following)
        self._lay_out()
        self._connect()
        self._dress()
        self._end_following()

    @property
    def shown(self) -> list[Article]:
        """Return the articles that are shown, in their order."""
        return self._model.shown

    def chosen(self) -> list[Article]:
        """Return the articles that are selected in the list, else the one on the desk."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        articles = [self._model.index(row).data(ARTICLE_ROLE) for row in rows]
        if not articles and self._workspace.article:
            articles = [self._workspace.article]
        return articles

    def show_only(self, subject: str, articles: Iterable[str]) -> None:
        """Show the articles with these ids and no others, until they are let go."""
        self.filter.clear()
        self._questions.show_only(subject, articles)

    def delete_chosen(self) -> None:
        """Delete the selected articles with all their marks; one undo brings them back."""
        articles = self.chosen()
        if not articles:
            return
        gone = {article.id for article in articles}
        shown = [article.id for article in self.shown]
        last = max((shown.index(key) for key in gone if key in shown), default=0)
        around = [*shown[last + 1 :], *reversed(shown[:last])]
        following = next((key for key in around if key not in gone), None)
        article = self._workspace.article
        was_open = article is not None and article.id in gone
        if delete(self._workspace, self._keymap, articles):
            if was_open and following:
                self._workspace.show_article(following)
            self.list.setFocus()

    def rename_current(self) -> None:
        """Edit the title of the selected article in its place."""
        if self.list.currentIndex().isValid():
            self.list.setFocus()
            self.list.edit(self.list.currentIndex())

    def edit_details(self) -> None:
        """Show everything that can be edited about the selected article."""
        articles = self.chosen()
        if articles:
            from ui.dialogs.article_details import ArticleDetails

            ArticleDetails(self._workspace, articles[0], self.window()).open()

    def _take_in(self, mime: QMimeData) -> None:
        from ui.taking_in import take_in

        take_in(mime, self._workspace, self._settings, self)

    def paste(self) -> None:
        """Import what is on the clipboard."""
        self._take_in(clipboard.held())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that files and text can be dropped here."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()
            self._set_dropping(is_dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        super().dragLeaveEvent(event)
        self._set_dropping(is_dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what is dropped."""
        event.acceptProposedAction()
        self._set_dropping(is_dropping=False)
        self._take_in(event.mimeData())

    def _lay_out(self) -> None:
        self.filter = FilterLine(self)
        self.filter.setObjectName("libraryFilter")
        self.filter.setPlaceholderText(self.tr("Find an article"))
        self.filter.setAccessibleName(self.tr("Find an article"))
        self.filter.setClearButtonEnabled(True)
        self._empty = EmptyLibrary(self._look)
        self._nothing = empty_label(self.tr("No article is like that."))
        self._count = quiet_label()
        self._count.setFont(sans(SMALL))
        self._count.setContentsMargins(8, 0, 8, 0)
        self.pages = QStackedWidget()
        for page in (self.list, self._empty, self._nothing):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        around = QVBoxLayout()
        around.setContentsMargins(8, 10, 8, 2)
        around.setSpacing(6)
        around.addWidget(self.filter)
        around.addWidget(self._questions)
        around.addWidget(self._count)
        column.addLayout(around)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.list)

    def _connect(self) -> None:
        # The filter lets rows go before the model does.
        self._model.rowsRemoved.connect(self._choose_page)
        self.list.selectionModel().selectionChanged.connect(self._open)
        self.list.delete_pressed.connect(self.delete_chosen)
        self.list.paste_pressed.connect(self.paste_wanted)
        self.list.enter_pressed.connect(self.text_wanted)
        self.list.doubleClicked.connect(lambda _: self.text_wanted.emit())
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.filter.textChanged.connect(self._questions.look_for)
        self._questions.asked.connect(self._ask)
        self.filter.left.connect(self._to_list)
        self._empty.import_wanted.connect(self.import_wanted)
        self._empty.paste_wanted.connect(self.paste_wanted)
        self._empty.sample_wanted.connect(self.sample_wanted)
        self._look.changed.connect(self._dress)
        self._workspace.article_opened.connect(self._select_open)
        self._workspace.opening.connect(self._after_opening)
        self._workspace.changed.connect(self._show_what_came_back)
        self._workspace.project_opened.connect(self._questions.forget_stories)

    @contextmanager
    def _following(self) -> Iterator[None]:
        """Let the list follow the desk without asking for another article."""
        self._is_following, was = True, self._is_following
        try:
            yield
        finally:
            self._is_following = was

    def _begin_following(self) -> None:
        self._is_following = True

    def _end_following(self) -> None:
        self._select_open()
        self._is_following = False
        self._choose_page()

    def _choose_page(self) -> None:
        total, shown = len(self._model.articles), self._model.rowCount()
        self.filter.setVisible(total > 0)
        self._questions.setVisible(total > 1)
        self._count.setVisible(shown != total)
        self._count.setText(self.tr("{n} of {m} articles").format(n=shown, m=total))
        if not total:
            self._empty.unlisted.setVisible(self._workspace.path is None)
            self.pages.setCurrentWidget(self._empty)
        else:
            self.pages.setCurrentWidget(self.list if shown else self._nothing)

    def _open(self) -> None:
        """Put the one article that is chosen on the desk; several mean something else."""
        rows = self.list.selectionModel().selectedIndexes()
        article = rows[0].data(ARTICLE_ROLE) if len(rows) == 1 else None
        desk = self._workspace.desk
        is_open = desk is not None and article is not None and desk.article.id == article.id
        if self._is_following or not isinstance(article, Article):
            return
        if is_open:
            self._workspace.cancel_opening()
        else:
            self._workspace.show_article(article.id)

    def _after_opening(self, article: Article | None) -> None:
        """Go back to what is open where the opening of another was cancelled."""
        if article is None:
            self._select_open()

    def _select_open(self) -> None:
        """Make the article on the page the current one, if it is shown."""
        article = self._workspace.article
        row = self._model.row_of(article.id) if article else None
        with self._following():
            index = QModelIndex() if row is None else self._model.index(row)
            if index != self.list.currentIndex():
                self.list.choose(index)
            if index.isValid():
                self.list.scrollTo(index)
            else:
                self.list.clearSelection()

    def _show_what_came_back(self, change: Change) -> None:
        """Put an article on the desk that an undo brought back."""
        for move in change.moves:
            if move.before is None and isinstance(move.after, Article):
                self._workspace.show_article(move.after.id)
                return

    def _ask(self) -> None:
        with self._following():
            self._model.ask(self._questions.wanted, self._questions.by)
        self._end_following()

    def _to_list(self) -> None:
        if self._model.rowCount():
            if not self.list.currentIndex().isValid():
                self.list.choose(self._model.index(0))
            self.list.setFocus()

    def _show_menu(self, point: QPoint) -> None:
        if not self.list.indexAt(point).isValid():
            return
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(point))

    def menu(self) -> QMenu:
        """Return what can be done with the selected articles."""
        menu, articles = QMenu(self), self.chosen()
        if len(articles) == 1:
            menu.addAction(self.tr("Rename"), "F2", self.rename_current)
            menu.addAction(self.tr("Edit the details…"), self.edit_details)
        statuses = menu.addMenu(self.tr("Status"))
        for status in ArticleStatus:
            action = QAction(told(status), statuses, checkable=True)
            action.setChecked(all(article.status is status for article in articles))
            action.triggered.connect(
                lambda _=False, status=status: set_status(self._workspace, self.chosen(), status)
            )
            statuses.addAction(action)
        what = named(articles) if len(articles) > 1 else self.tr("the article")
        report = self.tr("Export the report of {what}…").replace("{what}", what)
        menu.addAction(report, lambda: self.report_wanted.emit(self.chosen()))
        compare = self._add_versions(menu, articles) if len(articles) == 1 else ""
        menu.addSeparator()
        delete = self.tr("Delete {what}").replace("{what}", what)
        menu.addAction(delete, "Del", self.delete_chosen)
        for action in menu.actions():
            is_free = not self._workspace.is_read_only
            action.setEnabled(is_free or action.text() in {report, compare})
        return menu

    def _add_versions(self, menu: QMenu, articles: list[Article]) -> str:
        """Offer what can be done between versions of the article on the desk."""
        desk, versions = self._workspace.desk, self._workspace.versions
        if desk is None or desk.article.id != articles[0].id:
            return ""
        if versions.earlier_of(desk.article.id):
            words, name = self.tr("Compare with the earlier version…"), "version.compare"
        elif versions.possible_earlier(desk.article):
            words, name = self.tr("This is a new version of…"), "version.name"
        else:
            return ""
        menu.addAction(words, lambda: self.command_wanted.emit(name))
        return words if name == "version.compare" else ""

    def _set_dropping(self, *, is_dropping: bool) -> None:
        self._empty.set_dropping(is_dropping=is_dropping)
        self.setProperty("dropping", is_dropping)
        self._dress()

    def _dress(self) -> None:
        theme = self._look.theme
        edge = theme.accent.name() if self.property("dropping") else "transparent"
        self.setStyleSheet(
            f"#libraryPanel {{ background: {theme.chrome.name()}; border: 1px dashed {edge}; }}"
            "#libraryList { background: transparent; }"
        )
