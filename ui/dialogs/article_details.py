"""Everything about an article that can be edited; its text cannot."""

from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator import edits
from annotator.errors import AnnotatorError
from annotator.model import Article
from annotator.store.drafts import Place
from annotator.vocabulary import ArticleStatus
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.models.wording import shortened, told
from ui.panels.shapes import quiet_label
from ui.window_size import open_at
from ui.workspace import Workspace


class ArticleDetails(QDialog):
    """Title, byline, outlet, address, date, language and status: kept as one edit."""

    def __init__(
        self, workspace: Workspace, article: Article, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("articleDetails")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Details of the article"))
        self._workspace = workspace
        self._article = article
        self.title = _line("title", article.title)
        self.byline = _line("byline", article.byline)
        self.outlet = _line("outlet", article.outlet)
        self.url = _line("url", article.url)
        self.published = _line("published", article.published)
        self.published.setPlaceholderText(self.tr("2026-03-31"))
        self.language = _line("language", article.language)
        self.language.setPlaceholderText(self.tr("en"))
        self.status = QComboBox()
        self.status.setObjectName("status")
        for status in ArticleStatus:
            self.status.addItem(told(status), status)
        self.status.setCurrentIndex(list(ArticleStatus).index(article.status))
        self._warning = WarningLabel()
        self._lay_out()
        workspace.failed.connect(self._tell)
        for line in self.findChildren(QLineEdit):
            workspace.drafts.follow_line(line, Place(article.id, line.objectName()), self)
        self.title.setSelection(len(self.title.text()), -len(self.title.text()))

    def accept(self) -> None:
        """Keep what was typed as one edit, or say what is wrong with it."""
        new = self._edited()
        if not new.title:
            self._warn(self.tr("An article needs a title."), self.title)
        elif new.published != self._article.published and not _is_date(new.published):
            self._warn(
                self.tr("Write the date as year, month and day, as in 2026-03-31."),
                self.published,
            )
        elif new == self._article or self._keep(new):
            super().accept()

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setColumnStretch(1, 1)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        fields: tuple[tuple[str, QLineEdit | QComboBox], ...] = (
            (self.tr("Title"), self.title),
            (self.tr("Byline"), self.byline),
            (self.tr("Outlet"), self.outlet),
            (self.tr("Address"), self.url),
            (self.tr("Published"), self.published),
            (self.tr("Language"), self.language),
            (self.tr("Status"), self.status),
        )
        for row, (label, field) in enumerate(fields):
            field.setAccessibleName(label)
            form.addWidget(quiet_label(label, wraps=False), row, 0)
            form.addWidget(field, row, 1)
        for narrow in (self.published, self.language, self.status):
            narrow.setMaximumWidth(220)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = box.addButton(self.tr("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self._warning)
        column.addStretch(1)
        column.addWidget(box)
        save.setDefault(True)  # only now is it the dialog's
        open_at(self, 520, self.sizeHint().height())

    def _edited(self) -> Article:
        return replace(
            self._article,
            title=_cleaned(self.title) or "",
            byline=_cleaned(self.byline),
            outlet=_cleaned(self.outlet),
            url=_cleaned(self.url),
            published=_cleaned(self.published),
            language=_cleaned(self.language),
            status=ArticleStatus(self.status.currentData()),
        )

    def _keep(self, new: Article) -> bool:
        title = shortened(new.title)
        label = self.tr("Edit the details of “{title}”").format(title=title)
        said = self.tr("Kept the details of “{title}”").format(title=title)
        return self._workspace.do(edits.change(label, (self._article, new)), said) is not None

    def _warn(self, words: str, field: QLineEdit) -> None:
        self._warning.tell(words)
        field.setFocus()
        field.selectAll()

    def _tell(self, error: AnnotatorError) -> None:
        self._warning.tell(sentence_of(error))


def _line(name: str, value: str | None) -> QLineEdit:
    line = QLineEdit(value or "")
    line.setObjectName(name)
    line.setCursorPosition(0)
    return line


def _cleaned(line: QLineEdit) -> str | None:
    return " ".join(line.text().split()) or None


def _is_date(words: str | None) -> bool:
    """Return whether these are an ISO 8601 date or date and time, or nothing."""
    if words is None:
        return True
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(words)
        except ValueError:
            continue
        return True
    return False
