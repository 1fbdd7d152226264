"""A warning, once a project: it lies where other machines may have it, too."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.veiled import is_veiled, veiled
from ui import jobs
from ui.banner import Banner
from ui.settings import Settings
from ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.places import Place

_WARNED = "warned"
_MOST = 200


class PlaceWarning(QObject):
    """Looks where each project lies that is opened, in the background, and warns in the band."""

    def __init__(
        self, workspace: Workspace, settings: Settings, banner: Banner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._settings = settings
        self._banner = banner
        workspace.project_opened.connect(self._look)
        self._veil()

    def _veil(self) -> None:
        """Keep no path, as it was done before, of a project that was warned of."""
        warned = self._settings.texts(_WARNED)
        if not all(map(is_veiled, warned)):
            kept = [key if is_veiled(key) else _known_by(Path(key)) for key in warned]
            self._settings.remember(_WARNED, [key for key in kept if key])

    def _look(self) -> None:
        path = self._workspace.path
        if path and _known_by(path) not in self._settings.texts(_WARNED):
            jobs.start_aside(partial(_place_of, path), partial(self._warn, path), lambda _: None)

    def _warn(self, path: Path, place: "Place | None") -> None:
        # What stands there already is more urgent; it is warned of next time then.
        if place is None or path != self._workspace.path or not self._banner.isHidden():
            return
        self._banner.tell(self._words(place).replace("{file}", path.name))
        warned = [_known_by(path), *self._settings.texts(_WARNED)]
        self._settings.remember(_WARNED, warned[:_MOST])

    def _words(self, place: "Place") -> str:
        if self._workspace.far and place.is_network:
            return self.tr(
                "{file} is on a network drive: you work on a copy on this machine, which is "
                "written back a moment after each change. Have it open on one machine at a time"
            )
        if self._workspace.far:
            words = self.tr(
                "{file} is in a folder that {program} syncs with other machines: you work on a "
                "copy, which is written back a moment after each change. Have it open on one "
                "machine at a time"
            )
            return words.replace("{program}", place.name)
        if place.is_network:
            return self.tr(
                "{file} is on a network drive: have it open on one machine at a time. Should the "
                "drive go away, changes are refused until it is back"
            )
        words = self.tr(
            "{file} is in a folder that {program} syncs with other machines: have it open on one "
            "at a time, and let {program} finish before you open it on the next"
        )
        return words.replace("{program}", place.name)


def _known_by(path: Path) -> str:
    """Return what stands for a project among those warned of; nothing where that is not known."""
    with suppress(OSError):
        return veiled(str(path.absolute()))
    return ""


def _place_of(path: Path) -> "Place | None":
    from annotator.places import place_of

    return place_of(path)
