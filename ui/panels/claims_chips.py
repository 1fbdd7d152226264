"""The chips above the claims table: yes or no, one source, one side, or the claims of a number."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.desk import Desk
from ui.models.claims import ClaimsModel
from ui.models.claims_filter import CHIPS, Asked
from ui.models.wording import label_of, plain_tip, shortened, side_told, told
from ui.panels.flow import FlowLayout
from ui.panels.offers import Pictured
from ui.panels.shapes import chip, name_chip

LONGEST = 26
"""How many characters of a name a chip shows."""
Choice = tuple[str, str, int]
"""What is chosen, its name, and how many claims it has."""


class ChoiceChip(QToolButton):
    """A chip that offers what there is to choose, then says what was chosen until it is let go."""

    changed = Signal()

    def __init__(
        self,
        words: str,
        spoken: str,
        choices: Callable[[], Sequence[Choice]],
        parent: QWidget,
        pictured: Pictured | None,
    ) -> None:
        super().__init__(parent)
        self.value: str | None = None
        self._pictured = pictured
        self._words, self._spoken, self._choices = words, spoken, choices
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
            phrase = self.tr("Only the claims of {name}; let go to show all")
            spoken = phrase.replace("{name}", name)
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
            action = self.menu_.addAction(f"{label_of(shortened(name))}\t{count}")
            action.triggered.connect(lambda _=False, chosen=value: self.take(chosen))
            if self._pictured:
                action.setIcon(self._pictured(value))
        if not self.menu_.actions():
            self.menu_.addAction(self.tr("None yet")).setEnabled(False)
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height())))


class ClaimsChips(QWidget):
    """All chips; `changed` tells that other claims are asked for."""

    changed = Signal()

    def __init__(self, model: ClaimsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._behind: frozenset[str] = frozenset()
        flow = FlowLayout(self)
        self._chips = {item: self._chip() for item in CHIPS}
        for button in self._chips.values():
            flow.addWidget(button)
        self.source = self._choice(self.tr("source"), self.tr("Only one source"), self._sources)
        self.side = self._choice(
            self.tr("side"), self.tr("Only one side"), self._sides, model.side_icon
        )
        self._only = self._chip()
        self._only.hide()
        for button in (self.source, self.side, self._only):
            flow.addWidget(button)

    def asked(self, words: Iterable[str]) -> Asked:
        """Return what is asked for by the chips, and by words."""
        return Asked(
            tuple(words),
            frozenset(item.name for item, button in self._chips.items() if button.isChecked()),
            self.source.value,
            self.side.value,
            self._behind if self._only.isChecked() else None,
        )

    def let_go(self) -> None:
        """Ask for nothing; nothing is told."""
        for button in (*self._chips.values(), self._only):
            button.setChecked(False)
        self._only.hide()
        self.source.choose(None)
        self.side.choose(None)

    def choose_only(self, subject: str, claims: Iterable[str]) -> None:
        """Ask for the claims with these ids and no others; nothing is told."""
        self.let_go()
        self._behind = frozenset(claims)
        spoken = self.tr("Only the claims behind “{subject}”; let go to show all")
        name_chip(self._only, f"{subject} ×", spoken.replace("{subject}", subject))
        self._only.setChecked(True)
        self._only.show()

    def turn_over(self) -> None:
        """Forget what belongs to another article."""
        was_asked = self._only.isChecked() or self.source.value or self.side.value
        for button in (self.source, self.side):
            button.choose(None)
        self._only.setChecked(False)
        self._only.hide()
        self.tell_counts()
        if was_asked:
            self.changed.emit()

    def follow(self) -> None:
        """Tell the counts and the names as they are after a change."""
        self.tell_counts()
        if not all([self.source.renew(), self.side.renew()]):
            self.changed.emit()

    def tell_counts(self) -> None:
        """Tell how many claims each chip has, where there is an article to count."""
        for item, button in self._chips.items():
            count = self._model.count(item)
            name = self.tr(item.name)
            spoken = told(item.tag) if item.tag else name
            phrase = self.tr("{what}: {n} claims").format(what=spoken, n=count)
            has_all = self._model.desk is not None
            name_chip(
                button, f"{name} {count}" if has_all else name, phrase if has_all else spoken
            )
            if item.tag:
                button.setToolTip(spoken[:1].upper() + spoken[1:])

    def _chip(self) -> QToolButton:
        button = chip("", "", self)
        button.setCheckable(True)
        button.clicked.connect(self._clicked)
        return button

    def _choice(
        self,
        words: str,
        spoken: str,
        choices: Callable[[Desk], list[Choice]],
        pictured: Pictured | None = None,
    ) -> ChoiceChip:
        def offered() -> Sequence[Choice]:
            found = choices(self._model.desk) if self._model.desk else []
            return sorted(found, key=lambda choice: (-choice[2], choice[1].casefold()))

        button = ChoiceChip(words, spoken, offered, self, pictured)
        button.changed.connect(self.changed)
        return button

    def _clicked(self) -> None:
        self._only.setVisible(self._only.isChecked())
        self.changed.emit()

    def _sources(self, desk: Desk) -> list[Choice]:
        counts = [(source, len(desk.said_by(source.id))) for source in desk.sources.values()]
        return [(source.id, source.name, count) for source, count in counts if count]

    def _sides(self, desk: Desk) -> list[Choice]:
        counts: dict[str, int] = {}
        for source in desk.sources.values():
            count = len(desk.said_by(source.id))
            if count:
                counts[source.side] = counts.get(source.side, 0) + count
        return [(side, side_told(side), count) for side, count in counts.items()]
