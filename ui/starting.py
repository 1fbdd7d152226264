"""Starts that went wrong: after two with a project, the window opens without it."""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from annotator.files import by_name
from annotator.home import home
from annotator.model import new_id
from annotator.private import make_folder, opened
from annotator.veiled import is_veiled, veiled

if TYPE_CHECKING:
    from ui.main_window import MainWindow

TOO_MANY = 2
"""So many starts with a project must have failed until it is left closed."""
SETTLED = 3_000
"""Milliseconds that a window must live with its project until the start went well."""


class Start(QObject):
    """The start of a window with a project: on record until it went well or ended in order.

    A start whose process died meanwhile has failed; what another window is doing is no failure.
    """

    def __init__(self, window: "MainWindow", project: Path) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._given = project
        self._project = _known_by(project)
        self._folder = home() / "starting"
        self._record = self._folder / f"{new_id()}.json"
        self._failed = [path for path, pid in self._records() if not _lives(pid)]
        self._has_begun = False
        self._timer = QTimer(self, singleShot=True, interval=SETTLED)
        self._timer.timeout.connect(self._settle)
        self._workspace.project_opened.connect(self._open)
        application = QCoreApplication.instance()
        if application:
            application.aboutToQuit.connect(self.end)
        if not self.is_barred:
            self._begin()

    @property
    def is_barred(self) -> bool:
        """Return whether the project is better left closed."""
        return len(self._failed) >= TOO_MANY

    def leave_closed(self) -> None:
        """Say that starts with the project failed, and offer to open it all the same."""
        words = self.tr(
            "On Record ended twice while it was opening {name}, so no project is open now."
        )
        project = self._given
        self._window.banner.offer(
            words.replace("{name}", project.name),
            self.tr("Open it anyway"),
            lambda: self._window.open_project(project),
        )

    def end(self) -> None:
        """Take a start that went well, or ended in order, off the record, and those before it.

        Where the project was left closed, they stay.
        """
        self._timer.stop()
        for path in (self._record, *self._failed) if self._has_begun else ():
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._failed.clear()
        self._has_begun = False

    def _open(self) -> None:
        """Begin anew where a person opens the project that was left closed."""
        if self._workspace.path and _known_by(self._workspace.path) == self._project:
            self._begin()

    def _begin(self) -> None:
        self._has_begun = True
        # Where nothing can be written, nothing can be counted.
        with suppress(OSError):
            make_folder(self._folder)
            with opened(self._record, "w") as file:
                json.dump({"process": os.getpid(), "project": self._project}, file)
        self._timer.start()

    def _settle(self) -> None:
        if self._workspace.is_opening or self._window.opener.is_coming:
            self._timer.start()
        else:
            self.end()

    def _records(self) -> list[tuple[Path, int]]:
        """Return the records of starts with this project, with their processes."""
        found = []
        for path in self._folder.glob("*.json"):
            with suppress(OSError, ValueError, KeyError, TypeError):
                record = json.loads(path.read_text(encoding="utf-8"))
                if not is_veiled(record["project"]):
                    path.unlink()  # it was kept before and names a project
                elif record["project"] == self._project:
                    found.append((path, int(record["process"])))
        return found


def _known_by(project: Path) -> str:
    """Return what stands for a project in a record, which never names it."""
    with suppress(OSError):
        return veiled(str(by_name(project)))
    return ""  # and nothing can be written then


def _lives(process: int) -> bool:
    if sys.platform == "win32":
        import psutil

        return bool(psutil.pid_exists(process))
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
