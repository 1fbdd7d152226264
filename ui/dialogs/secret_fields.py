"""Fields for who a source is: hidden until they are wanted, and kept by nothing afterwards."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.confidential import folded, gives_away
from annotator.model import Identity
from ui import clipboard
from ui.panels.fields import cleaned
from ui.panels.form import Form
from ui.panels.shapes import chip, heading, name_chip, quiet_label

DOTS = "••••••••"
"""Stands in a hidden field, whatever is in it, also where nothing is."""
_ROOM = 22
"""Pixels of a field around its lines."""
_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
_SHORTEST = 3
"""Characters of what was copied that are taken for a part of an identity."""


class SecretLine(QLineEdit):
    """One line that no completer and no input method learns."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.hint = hint
        self.setInputMethodHints(_HINTS)
        self.setDragEnabled(False)
        self.setPlaceholderText(hint)

    @property
    def words(self) -> str:
        """Return what stands in it."""
        return cleaned(self.text()).strip()

    def put(self, words: str) -> None:
        """Show words, and nothing else by an undo."""
        self.setText(words)
        self.setCursorPosition(0)


class SecretLines(clipboard.PlainLines):
    """Some lines that no input method learns and no undo brings back."""

    def __init__(self, hint: str, lines: int) -> None:
        super().__init__()
        self.hint = hint
        self.setInputMethodHints(_HINTS)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + _ROOM)

    @property
    def words(self) -> str:
        """Return what stands in it, without what is empty around it."""
        return cleaned(self.toPlainText()).strip()

    def put(self, words: str) -> None:
        """Show words."""
        self.setPlainText(words)


class SecretFields(QWidget):
    """Name, other names, how to reach them, note: dots until “Show”, of one that is kept already.

    While they are hidden the fields are empty, so that nothing on the screen or for a screen
    reader holds them. `changed` tells that something was typed, shown or hidden.
    """

    changed = Signal()

    def __init__(self, told: Identity, *, is_kept: bool, is_read_only: bool) -> None:
        super().__init__()
        self._is_read_only = is_read_only
        self._began = _words_of(told)
        self._typed = dict(self._began)
        self.is_hidden = is_kept
        self.name = SecretLine(self.tr("The name in full"))
        self.others = SecretLines(self.tr("Surname alone, nicknames: one a line"), 2)
        self.contact = SecretLines(self.tr("Phone, e-mail, messenger: one a line"), 2)
        self.note = SecretLines(self.tr("What was agreed, where you met"), 3)
        self._fields: dict[str, SecretLine | SecretLines] = {
            "name": self.name,
            "others": self.others,
            "contact": self.contact,
            "note": self.note,
        }
        for key, field in self._fields.items():
            field.setObjectName(f"identity_{key}")
            field.textChanged.connect(self._note)
        self.show_button = chip("", "", self)
        self.show_button.setObjectName("identityShow")
        self.show_button.clicked.connect(self.toggle)
        self._lay_out()
        self._load()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names as they are now, first the one that the person goes by."""
        lines = (self._typed["name"], *self._typed["others"].splitlines())
        return tuple(dict.fromkeys(line for line in map(str.strip, lines) if line))

    @property
    def is_changed(self) -> bool:
        """Return whether other words stand in it than at first."""
        return self._typed != self._began

    def identity(self, key: str, source_id: str) -> Identity:
        """Return what stands in the fields, hidden or not."""
        contact, note = self._typed["contact"], self._typed["note"]
        return Identity(key, source_id, "\n".join(self.names), contact, note)

    def toggle(self) -> None:
        """Show what is hidden, or hide it."""
        self.is_hidden = not self.is_hidden
        self._load()
        (self.show_button if self.is_hidden else self.name).setFocus()
        self.changed.emit()

    def settle(self) -> None:
        """Take what stands in it for what is kept."""
        self._began = dict(self._typed)

    def wipe(self) -> None:
        """Let nothing of it be found: not in a field, not in what was copied from one."""
        seen = {*self._began.values(), *self._typed.values()}
        self._typed = dict.fromkeys(self._typed, "")
        self._began = dict(self._typed)
        self.is_hidden = True
        self._load()
        _clean_clipboard(line.strip() for words in seen for line in words.splitlines())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Who it is")))
        top.addStretch(1)
        top.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignBottom)
        form = Form()
        form.field(self.tr("Name"), self.name)
        form.field(self.tr("Other names"), self.others)
        form.field(self.tr("How to reach them"), self.contact)
        form.field(self.tr("Note"), self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        why = self.tr("This stands here alone. Words that are not saved are kept nowhere.")
        column.addWidget(quiet_label(why))
        column.addLayout(form)

    def _load(self) -> None:
        """Put the words into the fields, or dots in front of them."""
        for key, field in self._fields.items():
            field.blockSignals(True)
            field.put("" if self.is_hidden else self._typed[key])
            field.blockSignals(False)
            field.setReadOnly(self.is_hidden or self._is_read_only)
            field.setPlaceholderText(DOTS if self.is_hidden else field.hint)
            told = self.tr("Hidden; “Show” shows it") if self.is_hidden else ""
            field.setAccessibleDescription(told)
        words = self.tr("Show") if self.is_hidden else self.tr("Hide")
        spoken = self.tr("Show who it is") if self.is_hidden else self.tr("Hide who it is")
        name_chip(self.show_button, words, spoken)

    def _note(self) -> None:
        if not self.is_hidden:
            self._typed = {key: field.words for key, field in self._fields.items()}
            self.changed.emit()


def _words_of(told: Identity) -> dict[str, str]:
    name, *others = told.names or ("",)
    return {
        "name": name,
        "others": "\n".join(others),
        "contact": told.contact,
        "note": told.note,
    }


def _clean_clipboard(secrets: Iterable[str]) -> None:
    """Empty what was copied or selected where it holds a secret, or is a part of one."""
    known = [secret for secret in secrets if len(folded(secret)) >= _SHORTEST]

    def is_secret(copied: str) -> bool:
        is_part = len(folded(copied)) >= _SHORTEST and any(gives_away(s, [copied]) for s in known)
        return is_part or gives_away(copied, known)

    clipboard.take_back_where(is_secret)
