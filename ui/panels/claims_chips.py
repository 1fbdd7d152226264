"""The chips above the claims table: yes or no, one source, one side, or the claims of a number."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from annotator.desk import Desk
from ui.models.claims import ClaimsModel
from ui.models.claims_filter import CHIPS, Asked
from ui.models.wording import side_told, told
from ui.panels.choice_chip import Choice, ChoiceChip
from ui.panels.flow import FlowLayout
from ui.panels.offers import Pictured
from ui.panels.shapes import chip, name_chip


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

        let_go = self.tr("Only the claims of {name}; let go to show all")
        button = ChoiceChip(words, (spoken, let_go), offered, self, pictured)
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
