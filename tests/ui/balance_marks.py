"""The pictures of the balance as a test finds them: by title, and a mark by its name."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.pictures import Mark
from ui.panels.balance import BalancePanel
from ui.panels.picture_card import PictureCard


def card(panel: BalancePanel, title: str) -> PictureCard:
    return next(card for card in panel.page.cards if card.title == title)


def names(panel: BalancePanel, title: str) -> list[str]:
    return [mark.name for mark in card(panel, title).view.picture.marks]


def click(panel: BalancePanel, title: str, begin: str) -> Mark:
    """Click on the first mark whose name begins so, where nothing else lies over it."""
    view = card(panel, title).view
    mark = next(mark for mark in view.picture.marks if mark.name.startswith(begin))
    spots = ((place.x + 2, place.y + place.height / 2) for place in mark.places)
    x, y = next(spot for spot in spots if view.picture.mark_at(*spot) is mark)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    return mark
