"""What was promised to the sources of the open project about their names, and its marks."""

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QSize, Signal
from PySide6.QtGui import QIcon

from annotator import assets
from annotator.errors import AnnotatorError
from annotator.vocabulary import Level
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.open_project import OpenProject

ICON = 16
"""Pixels of a mark's sides, at 100 %."""
_SCALES = (1, 2, 3)
_TIPS = {
    Level.BACKGROUND: "On background: who it is stays in the newsroom",
    Level.CONFIDENTIAL: "Confidential: who it is stands in “Who is this source?” alone",
}


class KnownLevels(QObject):
    """By source what was promised to it, read once and after each change.

    `changed` tells that it is another level for some source.
    """

    changed = Signal()

    def __init__(self, workspace: "OpenProject") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._known: dict[str, Level] | None = None
        workspace.project_opened.connect(self._forget)
        workspace.changed.connect(self._follow)

    def of(self, source_id: str | None) -> Level:
        """Return what was promised to a source; public where that is nothing."""
        if self._known is None:
            self._known = self._read()
        return self._known.get(source_id or "", Level.PUBLIC)

    def _read(self) -> dict[str, Level]:
        try:
            every = self._workspace.reader.pseudonyms().values()
        except AnnotatorError:
            return {}
        return {one.id: one.level for one in every if one.level.hides}

    def _forget(self) -> None:
        self._known = None
        self.changed.emit()

    def _follow(self) -> None:
        if self._known is not None:
            before, self._known = self._known, self._read()
            if self._known != before:
                self.changed.emit()


def tip_of(level: Level) -> str:
    """Return what a level's mark means, in a sentence; nothing for a public one."""
    return QCoreApplication.translate("Levels", _TIPS[level]) if level.hides else ""


def level_icon(level: Level, theme: Theme) -> QIcon:
    """Return the mark of a level: a shape of its own for each, none for a public one."""
    return _icon(level, is_dark=theme.is_dark) if level.hides else QIcon()


@cache
def _icon(level: Level, *, is_dark: bool) -> QIcon:
    kind = "dark" if is_dark else "light"
    drawn = QIcon(assets.path_of("icons", f"{level}-{kind}.svg"))
    icon = QIcon()
    for scale in _SCALES:
        pixmap = drawn.pixmap(QSize(ICON, ICON), float(scale))
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
            icon.addPixmap(pixmap, mode)
    return icon
