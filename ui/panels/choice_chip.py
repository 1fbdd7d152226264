"""A chip that asks for one of several things, each with how often it is there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.models.wording import label_of, plain_tip, shortened
from ui.panels.offers import Pictured
from ui.panels.shapes import name_chip

LONGEST = 26
"""How many characters of a name a chip shows."""
Choice = tuple[str, str, int]
"""What is chosen, its name, and how many there are."""


class ChoiceChip(QToolButton):
    """A chip that offers what there is to choose, then says what was chosen until it is let go.

    `spoken` is what a screen reader says of it before, and after, with {name} for what was chosen.
    """

    changed = Signal()

    def __init__(
        self,
        words: str,
        spoken: tuple[str, str],
        choices: Callable[[], Sequence[Choice]],
        parent: QWidget,
        pictured: Pictured | None = None,
    ) -> None:
        super().__init__(parent)
        self.value: str | None = None
        self._pictured = pictured
        self._words, self._choices = words, choices
        self._spoken, self._let_go = spoken
        self.menu_ = QMenu(self)
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.clicked.connect(self._clicked)
        self.choose(None)

    def choose(self, value: str | None) -> None:
        """Choose one, or none; nothing is told."""
        named = {key: name for key, name, _ in self._choices()} if value is not None else {}
        name = named.get(value or "")
        self.value = value if name is not None else None
        self.setChecked(self.value is not None)
        self.setToolTip(plain_tip(name) if name else "")
        if name is None:
            name_chip(self, f"{self._words}…", self._spoken)
        else:
            spoken = self._let_go.replace("{name}", name)
            name_chip(self, f"{shortened(name, LONGEST)} ×", spoken)

    def take(self, value: str) -> None:
        """Choose one, or let go of it, and tell that other claims are asked for."""
        self.choose(None if value == self.value else value)
        self.changed.emit()

    def renew(self) -> bool:
        """Say what was chosen as it is called now; return whether it is still there."""
        before = self.value
        self.choose(before)
        return self.value == before

    def _clicked(self) -> None:
        if self.value is not None:
            self.choose(None)
            self.changed.emit()
            return
        self.setChecked(False)
        self.menu_.clear()
        for value, name, count in self._choices():
            action = self.menu_.addAction(f"{label_of(shortened(name))}\t{count:,}")
            action.triggered.connect(lambda _=False, chosen=value: self.take(chosen))
            if self._pictured:
                action.setIcon(self._pictured(value))
        if not self.menu_.actions():
            self.menu_.addAction(self.tr("None yet")).setEnabled(False)
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height())))
