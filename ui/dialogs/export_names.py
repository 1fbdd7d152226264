"""The one report that names confidential sources: told what it is, and typed for each time."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import reporting
from annotator.errors import AnnotatorError
from annotator.export import revealing
from annotator.files import named
from annotator.model import Article
from annotator.naming import fit_name
from annotator.store.events import REVEALING_STEP
from annotator.store.reader import Reader
from ui import jobs
from ui.dialogs.export_order import local_paper, next_free
from ui.dialogs.files import choose_report, last_folder
from ui.dialogs.shapes import WarningLabel, sentence_of
from ui.lookup import IsWanted
from ui.panels.shapes import plain_label, quiet_label
from ui.settings import Settings
from ui.survey import Survey
from ui.window_size import open_at
from ui.workspace import Workspace


class ExportNamesDialog(QDialog):
    """What a person types before sources are named in a file, and where that goes."""

    written = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        article: Article,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportNamesDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export with Names"))
        self._workspace, self._settings, self._article = workspace, settings, article
        self._project = workspace.path
        self._survey = Survey(workspace, self)
        self._survey.gave_way.connect(self._read)
        self._is_writing = False
        self.path = QLineEdit()
        self.path.setObjectName("namesPath")
        self.path.setAccessibleName(self.tr("File"))
        name = fit_name(article.title, "Report") + " (names).docx"
        self.path.setText(str(next_free(last_folder(settings, "reports") / name)))
        self.phrase = QLineEdit()
        self.phrase.setObjectName("namesPhrase")
        self.phrase.setAccessibleName(self.tr("Confirmation"))
        self.warning = WarningLabel()
        self._lay_out()
        self.phrase.textChanged.connect(self._refresh)
        self.path.textChanged.connect(self._refresh)
        self.phrase.returnPressed.connect(self.go.click)
        self._refresh()
        self.phrase.setFocus()

    def accept(self) -> None:
        """Write it, once what was asked for is typed."""
        if self.go.isEnabled():
            self._is_writing = True
            self._workspace.hold(self)
            self._refresh()
            self._read()

    def reject(self) -> None:
        """Close; what is being written comes to its end."""
        if not self._is_writing:
            super().reject()

    def done(self, result: int) -> None:
        """Read no more for it, and keep nothing from being locked."""
        self._survey.cancel()
        self._workspace.let_go(self)
        super().done(result)

    def _lay_out(self) -> None:
        told = plain_label()
        words = self.tr(
            "This Word report of “{title}” tells who its confidential sources are, with name and "
            "contact. Each page says so. The file is for you alone, and the history notes that it "
            "was written. Every other export keeps the names back."
        )
        told.setText(words.replace("{title}", self._article.title))
        asked = self.tr("To write it, type: {phrase}")
        asked_label = quiet_label(asked.replace("{phrase}", revealing.CONFIRMATION))
        asked_label.setBuddy(self.phrase)
        browse = QPushButton(self.tr("&Browse…"))
        browse.setObjectName("browseNames")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(browse)
        box = QDialogButtonBox()
        self.cancel = box.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.go = box.addButton(
            self.tr("Export with &Names"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.go.setObjectName("exportNamesNow")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(told)
        column.addLayout(row)
        column.addWidget(asked_label)
        column.addWidget(self.phrase)
        column.addWidget(self.warning)
        column.addStretch(1)
        column.addWidget(box)
        # Enter means what stands in the line that has the keys, never a button.
        for button in (self.go, self.cancel):
            button.setAutoDefault(False)
            button.setDefault(False)
        open_at(self, 560, 300)

    @property
    def _out(self) -> Path:
        path = Path(self.path.text().strip()).expanduser()
        return path if path.suffix.casefold() == ".docx" else path.with_name(f"{path.name}.docx")

    def _refresh(self) -> None:
        self.warning.tell("")
        self._settle()

    def _settle(self) -> None:
        is_named = bool(Path(self.path.text().strip()).name)
        is_typed = revealing.is_confirmed(self.phrase.text())
        self.go.setEnabled(is_named and is_typed and not self._is_writing)
        self.cancel.setEnabled(not self._is_writing)

    def _ask(self) -> None:
        kind = self.tr("Word files")
        choose_report(self, self._settings, self._out, kind, lambda p: self.path.setText(str(p)))

    def _read(self) -> None:
        work = partial(_made, self._article.id, self._out, local_paper())
        self._survey.begin(work, self._note, self._fail)

    def _note(self, content: bytes) -> None:
        """Note it in the history, and only then put the file where it belongs."""
        if self._workspace.path != self._project or not self._workspace.record(REVEALING_STEP):
            self._end()
            return
        out = self._out

        def work() -> Path:
            revealing.put(content, out)
            return out

        # Also after a mistake of ours, which would keep the project from being locked.
        jobs.start(work, self._done, self._fail, self._end)

    def _done(self, out: Path) -> None:
        said = self.tr("Wrote {name}, which names confidential sources")
        self._workspace.said.emit(said.replace("{name}", named(out.name)))
        self.written.emit(out)
        super().accept()

    def _fail(self, error: AnnotatorError) -> None:
        self._end()
        self.warning.tell(sentence_of(error))

    def _end(self) -> None:
        self._is_writing = False
        self._workspace.let_go(self)
        self._settle()


def _made(article_id: str, out: Path, paper: str, reader: Reader, _: IsWanted) -> bytes:
    return revealing.build(reporting.build_revealing(reader, (article_id,)), out, paper)
