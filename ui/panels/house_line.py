"""Which house rules the findings are made by, and what is wrong with a person's own."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.house import House
from ui.models.wording import label_of, plain_tip
from ui.panels.offer_line import OfferLine


class HouseLine(QPushButton):
    """The name of the profile, as far as there is room; a click leads to where it is told of."""

    def __init__(self, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("houseLine")
        self._house = house
        self._words = ""
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        house.changed.connect(self._tell)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Return that it gives way to any width."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _tell(self) -> None:
        words = self.tr("Checked by the house rules “{name}”")
        self._words = words.replace("{name}", self._house.rules.name)
        self.setAccessibleName(self._words)
        self.setToolTip(plain_tip(self._words))
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - 20
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(label_of(words))


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
