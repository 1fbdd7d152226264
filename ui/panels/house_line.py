"""Which house rules the findings are made by, and what is wrong with a person's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.house import House
from ui.models.wording import shortened
from ui.panels.offer_line import OfferLine
from ui.panels.sentence import Sentence, SentenceLayout
from ui.panels.shapes import chip

LONGEST = 60
"""How many characters of a profile's name are seen."""


class HouseLine(QFrame):
    """The name of the profile, and a chip that leads to where its file is told of."""

    wanted = Signal()

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("houseLine")
        self._house = house
        self._words = Sentence()
        self._words.setProperty("quiet", True)
        more = chip(self.tr("House rules…"), self.tr("House rules, in the settings"), self)
        more.clicked.connect(self.wanted)
        layout = SentenceLayout(self._words, self)
        layout.setContentsMargins(12, 6, 12, 8)
        layout.addWidget(self._words)
        layout.addWidget(more)
        house.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        words = self.tr("Checked by the house rules “{name}”")
        self._words.setText(words.replace("{name}", shortened(self._house.rules.name, LONGEST)))


class HouseNotice(OfferLine):
    """Why a person's own house rules are not used, for as long as that is so."""

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        house.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        notice = self._house.chosen.notice
        if notice:
            self.offer(f"{notice}.", self.tr("House rules…"))
        else:
            self.hide()
