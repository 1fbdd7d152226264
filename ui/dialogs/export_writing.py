"""Files on their way to disk, in the background; they can be stopped until they are there."""

from functools import partial
from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from annotator import exporting, reporting
from annotator.errors import AnnotatorError, ExportError, StoppedError
from annotator.exporting import Order, Progress, Written
from annotator.report import Report
from annotator.store.reader import Reader
from ui import jobs, paper
from ui.dialogs.export_order import remember
from ui.lookup import IsWanted
from ui.settings import Settings
from ui.survey import Survey
from ui.workspace import Workspace

_OFTEN = 0.05
"""Seconds between two words of how far it is."""


class Writing(QObject):
    """One order being written; lives on where the dialog that began it is closed.

    Ends in `written`, in `refused`, or in `stopped` where a person ended it.
    """

    written = Signal(object)
    refused = Signal(object)
    stopped = Signal(object)
    moved = Signal(object)

    def __init__(self, workspace: Workspace, settings: Settings, order: Order) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._settings = settings
        self._order = order
        self._project = workspace.path
        self._stop = Event()
        self._told = 0.0
        self._has_ended = False
        self._survey = Survey(workspace, self)
        self._survey.gave_way.connect(self._read)

    def start(self) -> None:
        """Read the project and write the files, both in the background."""
        self._workspace.said.emit(self.tr("Writing {name}…").format(name=self._name))
        self._workspace.hold(self)
        self._read()

    def stop(self) -> None:
        """End it: what is not written yet stays as it is."""
        self._stop.set()
        if self._survey.is_running:
            self._survey.cancel()
            self._end_stopped(Written((), is_stopped=True))

    @property
    def _name(self) -> str:
        return self._order.path.name or str(self._order.path)

    def _read(self) -> None:
        if self._workspace.path != self._project or self._project is None:
            self._fail(ExportError("the project was closed before it was read"))
            return
        self._survey.begin(partial(read_report, self._order), self._write, self._fail)

    def _write(self, report: Report) -> None:
        work = partial(
            exporting.write, self._order, report, paper.printed, self._step, self._project
        )
        job = jobs.start(work, self._done, self._fail)
        job.ended.connect(self._end)

    def _step(self, progress: Progress) -> None:
        """Take note of how far it is, in the pool."""
        if self._stop.is_set():
            raise StoppedError("a person ended it")
        if monotonic() - self._told > _OFTEN:
            self._told = monotonic()
            self.moved.emit(progress)

    def _done(self, written: Written) -> None:
        if written.is_stopped:
            self._end_stopped(written)
            return
        self._settle()
        if written.paths and self._project:
            # Meanwhile another may have been opened.
            remember(self._order, self._project, self._settings)
        self._workspace.said.emit(self._told_of(written))
        if self._order.is_opened and written.paths:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._order.path)))
        self.written.emit(written)
        self.deleteLater()

    def _told_of(self, written: Written) -> str:
        if not self._order.is_each:
            return self.tr("Wrote {name}").format(name=self._name)
        n, m = len(written.paths), len(written.outcomes)
        if n == m:
            return self.tr("Wrote {n} files to {name}").format(n=n, name=self._name)
        words = self.tr("Wrote {n} of {m} files to {name}")
        return words.format(n=n, m=m, name=self._name)

    def _end_stopped(self, written: Written) -> None:
        self._settle()
        self._workspace.said.emit(self.tr("Stopped writing {name}").format(name=self._name))
        self.stopped.emit(written)
        self.deleteLater()

    def _fail(self, error: AnnotatorError) -> None:
        if isinstance(error, StoppedError):
            self._end_stopped(Written((), is_stopped=True))
            return
        self._settle()
        self._workspace.failed.emit(error)
        self.refused.emit(error)
        self.deleteLater()

    def _settle(self) -> None:
        self._has_ended = True
        self._workspace.let_go(self)

    def _end(self) -> None:
        """Say so where a mistake of ours ended it; what mistake is told elsewhere."""
        if not self._has_ended:
            words = self.tr("{name} could not be written because of a mistake in On Record.")
            self._fail(ExportError(words.format(name=self._name)))


def read_report(order: Order, reader: Reader, is_wanted: IsWanted) -> Report | None:
    """Return what an order is on, in the pool; None once it is wanted no more."""
    build = partial(reporting.build, reader, order.articles, order.variant)
    return reader.at_once(build, is_wanted)


def folder_of(order: Order) -> Path:
    """Return the folder that what was ordered stands in."""
    return order.path if order.is_each else order.path.parent
