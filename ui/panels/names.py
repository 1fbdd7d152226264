"""Fields for names: one with offers, and a row of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QVBoxLayout, QWidget

from ui.models.wording import plain_tip, shortened
from ui.panels.fields import ENTER, Keep, LineField
from ui.panels.flow import FlowLayout
from ui.panels.offers import OfferList, Pictured
from ui.panels.shapes import chip

CHIP = 26
"""How many characters of a chip are seen."""
Offers = Callable[[], Sequence[str]]
Doings = Callable[[str], Sequence[tuple[str, Callable[[], object]]]]
"""What can be done with a name, in words, beside taking it away."""


class NameField(LineField):
    """A line that offers names: finishing a word completes it, whole words stay as typed."""

    def __init__(
        self,
        keep: Keep,
        offers: Offers,
        new: str,
        parent: QWidget | None = None,
        pictured: Pictured | None = None,
    ) -> None:
        super().__init__(keep, parent)
        self._offers = offers
        self._names: Sequence[str] = ()
        self._new = new
        self._list = OfferList(self, pictured)
        self._list.taken.connect(self._take)
        self.textEdited.connect(self._offer)

    def offer_all(self) -> None:
        """Show every name that could be meant."""
        self._names = self._offers()
        self._offer("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Learn the names that could be meant now."""
        super().focusInEvent(event)
        self._names = self._offers()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the offers away where focus leaves for good."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._list.hide()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the marked offer on Enter; Down shows the offers."""
        if self._list.is_shown and event.key() in ENTER:
            self._write(self._list.marked)
        if event.key() in {*ENTER, Qt.Key.Key_Escape}:
            self._list.hide()
        if event.key() == Qt.Key.Key_Down and not self._list.is_shown:
            self.offer_all()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Take the marked offer on Tab, too."""
        if self._list.is_shown:
            self._write(self._list.marked)
        return super().focusNextPrevChild(forward)

    def _offer(self, typed: str) -> None:
        """Fill the list with what fits, and mark what Enter would take."""
        self._names = self._names or self._offers()
        fitting = matches(typed, self._names)
        offers = [(shortened(name, 80), name) for name in fitting]
        is_known = typed.strip().casefold() in {name.casefold() for name in self._names}
        if typed.strip() and not is_known:
            offers.append((self._new.format(name=typed.strip()), typed.strip()))
        is_first = is_known or bool(fitting and completes(typed, fitting[0]))
        marked = 0 if is_first else len(fitting)
        self._list.show(offers, marked if typed.strip() else None)

    def _write(self, name: str | None) -> None:
        if name is not None and name != self.text():
            self.setText(name)
            self.setModified(True)

    def _take(self, name: str) -> None:
        """Keep the offer that was clicked."""
        self._write(name)
        if self.commit():
            self.finished.emit()


class NamesField(QWidget):
    """Names as chips that can be taken away, and a line that adds one.

    Where more can be done with a name, its chip opens a menu of it.
    """

    finished = Signal()

    def __init__(
        self,
        line: str,
        keep: Callable[[tuple[str, ...]], bool],
        offers: Offers,
        new: str,
        parent: QWidget | None = None,
        doings: Doings | None = None,
    ) -> None:
        super().__init__(parent)
        self._keep = keep
        self._doings = doings
        self._names: tuple[str, ...] = ()
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips)
        self.line = NameField(self._add, offers, new, self)
        self.line.setObjectName(line)
        self.line.finished.connect(self.finished)
        self.setFocusProxy(self.line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._chips)
        layout.addWidget(self.line)
        self._chips.hide()

    @property
    def pending(self) -> str:
        """Return the name that was typed and not added."""
        return self.line.pending

    def load(self, names: tuple[str, ...]) -> None:
        """Show what is stored, but for a name that is being typed."""
        self.line.load("")
        if names == self._names:
            return
        self._names = names
        while item := self._flow.takeAt(0):
            if button := item.widget():
                button.hide()
                button.deleteLater()
        for name in names:
            button = self._chip(name)
            self._flow.addWidget(button)
            button.show()
        self._chips.setVisible(bool(names))
        self._chips.updateGeometry()

    def commit(self) -> bool:
        """Add what was typed."""
        return self.line.commit()

    def restore(self) -> None:
        """Forget what was typed."""
        self.line.restore()

    def _add(self, name: str) -> bool:
        same = {known.casefold() for known in self._names}
        kept = not name or name.casefold() in same or self._keep((*self._names, name))
        if kept:
            self.line.load("")
        return kept

    def open_first(self) -> bool:
        """Go to the first chip and open its menu; return whether there is one."""
        item = self._flow.itemAt(0)
        button = item.widget() if item else None
        if isinstance(button, QToolButton):
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            button.click()
        return button is not None

    def _chip(self, name: str) -> QToolButton:
        spoken = (
            self.tr("Remove {name}") if self._doings is None else self.tr("{name}: what to do")
        )
        spoken = spoken.format(name=name)
        sign = "×" if self._doings is None else "▾"
        button = chip(f"{shortened(name, CHIP)} {sign}", spoken, self._chips)
        button.setToolTip(plain_tip(spoken))
        do = self._remove if self._doings is None else partial(self._open_menu, button)
        button.clicked.connect(lambda: do(name))
        return button

    def _open_menu(self, button: QToolButton, name: str) -> None:
        menu = QMenu(button)
        for words, do in self._doings(name) if self._doings else ():
            menu.addAction(words).triggered.connect(do)
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: self._remove(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        menu.setActiveAction(menu.actions()[0])

    def _remove(self, name: str) -> None:
        self._keep(tuple(known for known in self._names if known != name))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)


def matches(typed: str, names: Sequence[str]) -> list[str]:
    """Return the names in which a word begins with what was typed, likeliest first."""
    folded = typed.strip().casefold()
    found = [name for name in names if _place(folded, name) >= 0]
    return (
        sorted(
            found,
            key=lambda name: (
                name.casefold() != folded,
                not completes(typed, name),
                _place(folded, name) > 0,
            ),
        )
        if folded
        else found
    )


def completes(typed: str, name: str) -> bool:
    """Return whether what was typed ends inside a word of `name`."""
    folded = typed.strip().casefold()
    end = _place(folded, name) + len(folded)
    whole = name.casefold()
    return bool(folded) and end > len(folded) - 1 and end < len(whole) and whole[end].isalnum()


def _place(folded: str, name: str) -> int:
    """Return where a word of `name` begins with `folded`, -1 where none does."""
    whole = name.casefold()
    at = whole.find(folded)
    while at > 0 and whole[at - 1].isalnum():
        at = whole.find(folded, at + 1)
    return at
