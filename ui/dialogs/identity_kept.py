"""What stands after it was kept who a source is: its letter, and where its name still is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.store.withdrawing import Remaining, Withdrawn
from ui.models.wording import listed
from ui.panels.flow import FlowLayout
from ui.panels.shapes import chip, plain_label, quiet_label
from ui.theme import LARGE, sans, serif

_BIG = 24
"""Pixels of the letters of what is left of a source."""
_FEW = 12
"""So many articles have a button of their own."""


class ArticleLinks(QWidget):
    """A small button an article, which leads there; `wanted` carries its id."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self)

    def show_articles(self, numbers: dict[str, int]) -> None:
        """Show the first few articles by their numbers."""
        while item := self._flow.takeAt(0):
            if button := item.widget():
                button.hide()
                button.deleteLater()
        for key, number in list(numbers.items())[:_FEW]:
            words = self.tr("Article {n}").format(n=number)
            button = chip(words, self.tr("Go to article {n}").format(n=number), self)
            button.clicked.connect(lambda _=False, to=key: self.wanted.emit(to))
            self._flow.addWidget(button)
        self.setVisible(bool(numbers))


class KeptPage(QWidget):
    """`everywhere_wanted` asks to take the name out of history and copies, after all."""

    everywhere_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label = plain_label()
        self.label.setObjectName("keptLabel")
        self.label.setFont(serif(_BIG))
        self.done = plain_label()
        self.done.setObjectName("keptDone")
        self.words = plain_label()
        self.words.setObjectName("keptWords")
        self.links = ArticleLinks()
        self.copies = plain_label()
        self.copies.setObjectName("keptCopies")
        self.everywhere = QPushButton(self.tr("Take it out of them, too"))
        self.everywhere.setObjectName("keptEverywhere")
        self.everywhere.setAutoDefault(False)
        self.everywhere.clicked.connect(self.everywhere_wanted)
        self.rest = quiet_label()
        self.rest.setObjectName("keptRest")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(10)
        head = quiet_label(self.tr("Kept. Everywhere else this source is called"))
        head.setFont(sans(LARGE))
        for part in (head, self.label, self.done, self.words, self.links, self.copies):
            column.addWidget(part)
        column.addWidget(self.everywhere, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.rest)
        column.addStretch(1)

    def begin(self, label: str) -> None:
        """Show a source's letter while it is looked where its name stands."""
        self.label.setText(label)
        for part in (self.done, self.copies, self.rest, self.links, self.everywhere):
            part.hide()
        self.words.setText(self.tr("Looking where the name stands…"))

    def tell(self, remaining: Remaining, label: str) -> None:
        """Tell where it stands after what was quick."""
        self.begin(label)
        self._tell_words(remaining)
        self.everywhere.show()
        many = len(remaining.copies)
        words = self.tr("The history and the notes of this project may hold it.")
        if many == 1:
            words = self.tr(
                "The history and the notes of this project may hold it, and so may one backup or "
                "copy."
            )
        elif many:
            words = self.tr(
                "The history and the notes of this project may hold it, and so may {n} backups "
                "and copies."
            ).format(n=many)
        self._say(self.copies, words)

    def tell_everywhere(self, done: Withdrawn, label: str) -> None:
        """Tell where it stands after it was taken out of everything."""
        self.begin(label)
        self._tell_words(done.remaining)
        words = self.tr("The name was taken out of this project and its history.")
        if many := len(done.rewritten):
            words = self.tr(
                "The name was taken out of this project, its history, and its backups and copies "
                "({n})."
            ).format(n=many)
        only = self.tr(
            "A surname alone or a nickname is found only where it stands under “Other names”."
        )
        self._say(self.done, f"{words} {only}")
        left = len(done.remaining.copies)
        if left:
            words = self.tr("Backups and copies that still hold it: {n}.").format(n=left)
            self._say(self.copies, words)
        self.everywhere.setVisible(bool(left))
        self._say(self.rest, "\n".join(f"{sentence}." for sentence in done.kept))

    def _tell_words(self, remaining: Remaining) -> None:
        numbers = [str(number) for number in remaining.articles.values()]
        parts: list[str] = []
        if len(numbers) == 1:
            words = self.tr("It stands in the words of article {n}, which stay as they are.")
            parts.append(words.format(n=numbers[0]))
        elif numbers:
            words = self.tr(
                "It stands in the words of {count} articles, which stay as they are: {numbers}."
            )
            parts.append(words.format(count=len(numbers), numbers=_some(numbers)))
        if remaining.deleted:
            words = self.tr("Deleted articles in whose words it stands: {n}.")
            parts.append(words.format(n=remaining.deleted))
        if not parts:
            parts.append(self.tr("It stands in no article’s own words."))
        self.words.setText("\n".join(parts))
        self.links.show_articles(remaining.articles)

    def _say(self, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))


def _some(numbers: Sequence[str]) -> str:
    return listed(numbers if len(numbers) <= _FEW else [*numbers[:_FEW], "…"])
