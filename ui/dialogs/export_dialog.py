"""The Word report: on what, for whom, where to."""

from collections.abc import Sequence
from os import W_OK, access
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import AnnotatorError
from annotator.model import Article
from annotator.report import pairs, unanswered
from annotator.vocabulary import Tag, Variant
from ui.dialogs.export_order import (
    Order,
    Writing,
    is_ours,
    last_order,
    last_variant,
    next_free,
    place_for,
)
from ui.dialogs.files import REPORT_SUFFIX, choose_report
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.dialogs.variants import VariantChoice
from ui.models.wording import label_of, shortened
from ui.panels.shapes import heading, quiet_label, scrolled
from ui.settings import Settings
from ui.window_size import open_at
from ui.workspace import Workspace

_FEW = 30
"""In so many articles allegations are counted for the preview; in more, claims alone."""


class ExportDialog(QDialog):
    """Which articles, which variant, which file; Enter writes it."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        parent: QWidget | None = None,
        chosen: Sequence[Article] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export the Word report"))
        self._workspace = workspace
        self._settings = settings
        self._articles = workspace.articles()
        here = (workspace.desk.article,) if workspace.desk else ()
        self._chosen = tuple(chosen) or here
        self._is_writing = False
        self._written: Path | None = None
        self._build()
        self._build_buttons()
        self._lay_out()
        self._fill()
        self._suggest()
        self._open_whole()
        self._scopes.buttonToggled.connect(self._suggest)
        self.variants.changed.connect(self._suggest)
        self.path.textChanged.connect(self._look_at_path)
        self.variants.setFocus()

    @property
    def order(self) -> Order:
        """Return what is asked for."""
        path = Path(self.path.text().strip()).expanduser()
        if path.suffix.casefold() != f".{REPORT_SUFFIX}":
            path = path.with_name(f"{path.name}.{REPORT_SUFFIX}")
        return Order(self._scope, self.variants.chosen, path, self.opens.isChecked())

    def accept(self) -> None:
        """Write the report; when it is written, close."""
        if self._written:
            super().accept()
        elif not self._is_writing and Path(self.path.text().strip()).name:
            self._is_writing = True
            self._warning.tell("")
            self._progress.setText(self.tr("Writing…"))
            self._refresh()
            writing = Writing(self._workspace, self._settings, self.order)
            writing.written.connect(self._done)
            writing.refused.connect(self.refuse)
            writing.start()

    def refuse(self, error: AnnotatorError) -> None:
        """Say why it was not written; offer another name where the old file is in use."""
        self._is_writing = False
        self._progress.setText("")
        path = self.order.path
        is_held = isinstance(error.__cause__, PermissionError) or not access(path, W_OK)
        if path.is_file() and is_held:
            self.path.setText(str(next_free(path)))
        self._warning.tell(sentence_of(error))
        self._refresh()
        self.path.setFocus()

    @property
    def _scope(self) -> tuple[Article, ...]:
        return self._chosen if self.this_article.isChecked() else ()

    def _build(self) -> None:
        title = shortened(self._chosen[0].title, 48) if self._chosen else ""
        words = self.tr("“{title}”").replace("{title}", title)
        if len(self._chosen) > 1:
            words = self.tr("The {n} chosen articles").format(n=len(self._chosen))
        self.this_article = QRadioButton(label_of(words))
        self.this_article.setObjectName("thisArticle")
        total = len(self._articles)
        words = (
            self.tr("All {n} articles of the project") if total != 1 else self.tr("The project")
        )
        self.all_articles = QRadioButton(words.format(n=total))
        self.all_articles.setObjectName("allArticles")
        self._scopes = QButtonGroup(self)
        self._scopes.addButton(self.this_article)
        self._scopes.addButton(self.all_articles)
        self.variants = VariantChoice(last_variant(self._settings) or Variant.FULL)
        self.path = QLineEdit()
        self.path.setObjectName("exportPath")
        self.path.setAccessibleName(self.tr("File"))
        self._browse = QPushButton(self.tr("Browse…"))
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._ask_for_path)
        self.opens = QCheckBox(self.tr("Open it when it is written"))
        self.opens.setObjectName("openWhenWritten")
        self.counts = quiet_label()
        self.counts.setObjectName("exportCounts")
        self._note = quiet_label()
        self._warning = WarningLabel()
        self._progress = quiet_label(wraps=False)

    def _build_buttons(self) -> None:
        self._box = QDialogButtonBox()
        self._cancel = self._box.addButton(QDialogButtonBox.StandardButton.Cancel)
        self._cancel.setAutoDefault(False)
        self._show = self._box.addButton(
            self.tr("Show in folder"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self._show.setObjectName("showInFolder")
        self._show.setAutoDefault(False)
        self._show.clicked.connect(self._show_in_folder)
        self._export = self._box.addButton(
            self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self._box.accepted.connect(self.accept)
        self._box.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        file = QHBoxLayout()
        file.addWidget(self.path, 1)
        file.addWidget(self._browse)
        bottom = QHBoxLayout()
        bottom.addWidget(self._progress, 1)
        bottom.addWidget(self._box)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(6)
        column.addWidget(heading(self.tr("ARTICLES")))
        column.addWidget(self.this_article)
        column.addWidget(self.all_articles)
        column.addWidget(self.counts)
        column.addWidget(heading(self.tr("REPORT")))
        column.addWidget(self.variants)
        column.addWidget(heading(self.tr("FILE")))
        column.addLayout(file)
        column.addWidget(self._note)
        column.addWidget(self.opens)
        column.addStretch(1)
        self._page, self._area = page, scrolled(page)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 6, 20, 16)
        foot.setSpacing(10)
        foot.addWidget(self._warning)
        foot.addLayout(bottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)
        self._export.setDefault(True)  # only now is it the dialog's
        self.setMinimumWidth(540)

    def _open_whole(self) -> None:
        """Open as high as the page is, which asks for less where it can be scrolled."""
        more = self._page.sizeHint().height() - self._area.sizeHint().height()
        open_at(self, 540, self.sizeHint().height() + more)

    def _fill(self) -> None:
        was_all = self._settings.flag("export.all") and len(self._articles) > 1
        is_all = not self._chosen or (was_all and len(self._chosen) == 1)
        (self.all_articles if is_all else self.this_article).setChecked(True)
        self.this_article.setVisible(bool(self._chosen))
        self.all_articles.setVisible(len(self._articles) > 1 or not self._chosen)
        self.opens.setChecked(self._settings.flag("export.open"))

    def _suggest(self) -> None:
        """Name the file after what is asked for, and count what it holds."""
        place = place_for(self._workspace, self._settings, self._scope, self.variants.chosen)
        self.path.setText(str(place))
        self.path.setCursorPosition(len(self.path.text()))
        try:
            self.counts.setText(self._counted())
        except AnnotatorError as error:
            self._warning.tell(sentence_of(error))
        self._refresh()

    def _counted(self) -> str:
        articles = self._scope or self._articles
        if len(articles) > _FEW:
            claims = sum(self._workspace.reader.claim_counts().values())
            return self.tr("{n} claims").format(n=claims)
        every = [self._workspace.reader.marks(article.id) for article in articles]
        claims = sum(len(marks.claims) for marks in every)
        allegations = sum(Tag.ALLEGATION in c.tags for marks in every for c in marks.claims)
        waiting = sum(len(unanswered(pairs(marks))) for marks in every)
        parts = (
            self.tr("{n} claim") if claims == 1 else self.tr("{n} claims"),
            self.tr("{m} allegation") if allegations == 1 else self.tr("{m} allegations"),
            self.tr("{k} unanswered"),
        )
        return ", ".join(parts).format(n=claims, m=allegations, k=waiting)

    def _look_at_path(self) -> None:
        self._warning.tell("")
        self._refresh()

    def _refresh(self) -> None:
        named = bool(Path(self.path.text().strip()).name)
        path = self.order.path if named else None
        replaces = path is not None and path.is_file() and not is_ours(self._settings, path)
        note = self.tr("There is a file of this name; it will be replaced.")
        self._note.setText(note if replaces and not self._written else "")
        self._note.setVisible(bool(self._note.text()))
        self._export.setEnabled(named and not self._is_writing)
        self._show.setVisible(self._written is not None)
        self._cancel.setVisible(self._written is None)
        for part in (
            self.path,
            self._browse,
            self.opens,
            self.variants,
            self.this_article,
            self.all_articles,
        ):
            part.setEnabled(not self._is_writing and self._written is None)

    def _ask_for_path(self) -> None:
        choose_report(
            self, self._settings, self.order.path, lambda path: self.path.setText(str(path))
        )

    def _done(self, path: Path) -> None:
        self._is_writing = False
        self._written = path
        self._progress.setText(self.tr("Wrote {name}").format(name=shortened(path.name, 40)))
        self._export.setText(self.tr("Close"))
        self._refresh()
        self._export.setFocus()

    def _show_in_folder(self) -> None:
        if self._written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))


def export_again(
    workspace: Workspace, settings: Settings, parent: QWidget | None = None
) -> ExportDialog | None:
    """Write the last report once more, of what is open now; ask where there was none yet.

    Where it cannot be written, the dialog says why and offers what to do.
    """
    order = last_order(workspace, settings)
    if order is None:
        dialog = ExportDialog(workspace, settings, parent)
        dialog.open()
        return dialog

    def ask(error: AnnotatorError) -> None:
        dialog = ExportDialog(workspace, settings, parent)
        dialog.open()
        dialog.refuse(error)

    writing = Writing(workspace, settings, order)
    writing.refused.connect(ask)
    writing.start()
    return None
