"""The open project's sides, read once and after each change of them, and their swatches."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap

from annotator import sides
from annotator.charts.badges import HOLLOW, Look, bar, side_looks
from annotator.edits import Change, Move
from annotator.errors import AnnotatorError
from annotator.model import UNKNOWN_SIDE, Side, Source
from annotator.pictures import Picture
from ui.pictures import draw
from ui.theme import THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.open_project import OpenProject

ICON, SWATCH = 16, 13
"""Pixels of an icon, and of the swatch in its middle."""
_SCALES = (1, 2)
"""How many pixels of the screen each of ours can be."""


class KnownSides(QObject):
    """The sides of the project in their order; `changed` tells that the list is another one."""

    changed = Signal()

    def __init__(self, workspace: "OpenProject") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._known: tuple[Side, ...] | None = None
        self._looks: Mapping[str, Look] = {}
        workspace.project_opened.connect(self._forget)
        workspace.changed.connect(self._follow)

    def listed(self) -> tuple[Side, ...]:
        """Return the sides; none where no project is open or its list cannot be read."""
        if self._known is None:
            try:
                self._known = sides.of_project(self._workspace.reader)
            except AnnotatorError:
                return ()
            self._looks = side_looks(self._known)
        return self._known

    def icon(self, side: str, theme: Theme) -> QIcon:
        """Return the swatch of a side, hollow for `unknown`; an empty one for no side at all."""
        self.listed()
        look = HOLLOW if side == UNKNOWN_SIDE else self._looks.get(side)
        return swatch_icon(look, theme) if look else QIcon()

    def _follow(self, change: Change) -> None:
        if any(_concerns(move) for move in change.moves):
            self._forget()

    def _forget(self) -> None:
        self._known, self._looks = None, {}
        self.changed.emit()


def swatch_icon(look: Look, theme: Theme) -> QIcon:
    """Return a swatch in the colors of a theme; it looks the same where its row is selected."""
    return _icon(look, THEMES.index(theme))


@cache
def _icon(look: Look, theme: int) -> QIcon:
    icon = QIcon()
    at = (ICON - SWATCH) / 2
    drawn = Picture(ICON, ICON, bar(look, at, at, SWATCH, SWATCH, 2), "")
    for scale in _SCALES:
        pixmap = QPixmap(ICON * scale, ICON * scale)
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        draw(painter, drawn, THEMES[theme])
        painter.end()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
            icon.addPixmap(pixmap, mode)
    return icon


def _concerns(move: Move) -> bool:
    """Return whether there can be other sides after a move."""
    return isinstance(move.noun, Side) or _side_of(move.before) != _side_of(move.after)


def _side_of(noun: object) -> str:
    return noun.side if isinstance(noun, Source) else UNKNOWN_SIDE
