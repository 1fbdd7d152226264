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
        self._project = str(by_name(project))
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
        if self._workspace.path and str(by_name(self._workspace.path)) == self._project:
            self._begin()

    def _begin(self) -> None:
        self._has_begun = True
        # Where nothing can be written, nothing can be counted.
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            record = {"process": os.getpid(), "project": self._project}
            self._record.write_text(json.dumps(record), encoding="utf-8")
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
                if record["project"] == self._project:
                    found.append((path, int(record["process"])))
        return found


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
