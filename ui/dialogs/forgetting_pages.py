"""What is shown of forgetting a source: where it stands before, and what is left afterwards."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.store.traces import Forgotten, Found
from annotator.store.tracing import tallied
from ui.dialogs.identity_kept import ArticleLinks
from ui.dialogs.secret_fields import SecretLines
from ui.models.wording import told
from ui.panels.form import Form
from ui.panels.shapes import plain_label, quiet_label
from ui.theme import serif

_BIG, _HUGE = 22, 34
"""Pixels of the letters that say how much there is, and how little is left."""


class WordLines(SecretLines):
    """Words to be forgotten, a line each."""

    @property
    def lines(self) -> list[str]:
        """Return the words that were typed."""
        return [line for line in map(str.strip, self.words.splitlines()) if line]


class LookPage(QWidget):
    """How many traces there are, by kind of file, and the words by which it was looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.count = plain_label()
        self.count.setObjectName("forgetCount")
        self.count.setFont(serif(_BIG))
        self.kinds = QGridLayout()
        self.kinds.setHorizontalSpacing(14)
        self.kinds.setVerticalSpacing(3)
        self.kinds.setColumnStretch(2, 1)
        self.words = WordLines(self.tr("One a line"), 3)
        self.words.setObjectName("forgetWords")
        self.again = QPushButton(self.tr("Look again"))
        self.again.setObjectName("forgetAgain")
        self.again.setAutoDefault(False)
        self.stays = plain_label()
        self.stays.setObjectName("forgetTold")
        self.links = ArticleLinks()
        self.deletes = QCheckBox(self.tr("Delete what cannot be read, too"))
        self.deletes.setObjectName("forgetDeletes")
        self._lay_out()

    def begin(self) -> None:
        """Show that it is looked for."""
        self.count.setText(self.tr("Looking…"))
        self._show_rest(None)
        self.again.setEnabled(False)

    def stop(self, words: str) -> None:
        """Say that nothing is known."""
        self.count.setText(words)
        self._show_rest(None)
        self.again.setEnabled(True)

    def ask_again(self) -> None:
        """Say that other words were not looked for yet."""
        self.stop(self.tr("Look again for these words"))

    def tell(self, found: Found, project: Path, articles: dict[str, int]) -> None:
        """Show what was found."""
        self.count.setText(_counted(len(found.traces), found.files))
        self.again.setEnabled(True)
        self._show_rest(found)
        self.links.show_articles(articles)
        for row, tally in enumerate(tallied(found, project)):
            words = told(str(tally.where))
            files = self.tr("{n} files").format(n=tally.files)
            one = self.tr("1 file")
            parts = (words[:1].upper() + words[1:], f"{tally.traces:,}")
            number = plain_label(parts[1], wraps=False)
            number.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.kinds.addWidget(plain_label(parts[0], wraps=False), row, 0)
            self.kinds.addWidget(number, row, 1)
            self.kinds.addWidget(quiet_label(one if tally.files == 1 else files), row, 2)

    def _show_rest(self, found: Found | None) -> None:
        while item := self.kinds.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        further = "\n".join(f"{sentence}." for sentence in found.further) if found else ""
        self.stays.setText(further)
        self.stays.setVisible(bool(further))
        self.links.hide()
        self.deletes.setVisible(bool(found and found.unread))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        why = self.tr(
            "Who it is, how to reach it, and every word below leave the project, its history, its "
            "search, its backups and each copy that is known here. Its letter stays."
        )
        column.addWidget(quiet_label(why))
        column.addWidget(self.count)
        column.addLayout(self.kinds)
        form = Form()
        form.field(self.tr("Further words"), self.words)
        column.addLayout(form)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignRight)
        for part in (self.stays, self.links, self.deletes):
            column.addWidget(part)
        column.addStretch(1)


class LeftPage(QWidget):
    """How many traces are left, in large, and what has to be known beside that."""

    def __init__(self) -> None:
        super().__init__()
        self.count = QLabel()
        self.count.setObjectName("forgetLeft")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.count.setFont(serif(_HUGE))
        self._about = quiet_label()
        self.further = plain_label()
        self.further.setObjectName("forgetFurther")
        self.links = ArticleLinks()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        for part in (self.count, self._about, self.further, self.links):
            column.addWidget(part)
        column.addStretch(1)

    def tell(self, done: Forgotten, notices: Sequence[str], articles: dict[str, int]) -> None:
        """Show what came of it."""
        self.count.setText(_counted(len(done.found.traces), done.found.files))
        words = self.tr("“{label}” is all that is known here from now on.")
        self._about.setText(words.replace("{label}", done.label))
        further = "\n\n".join(f"{sentence}." for sentence in (*notices, *done.further))
        self.further.setText(further)
        self.further.setVisible(bool(further))
        self.links.show_articles(articles)


def _counted(traces: int, files: int) -> str:
    tell = _tr("{n} traces in {m} files")
    if traces == 1:
        tell = _tr("1 trace in 1 file") if files == 1 else _tr("1 trace in {m} files")
    elif files == 1:
        tell = _tr("{n} traces in 1 file")
    return tell.format(n=f"{traces:,}", m=f"{files:,}")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Forgetting", words)
