"""Mistakes of ours: told once, in plain words, and kept without a word of any article."""

import logging
import platform
import re
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from annotator import __version__, log, mistakes
from annotator.errors import AnnotatorError
from annotator.private import opened
from ui import clipboard
from ui.clipboard import PlainLines
from ui.faults import logs
from ui.panels.shapes import plain_label, quiet_label
from ui.theme import LARGE, SMALL, sans
from ui.workspace import Workspace

_LOG = logging.getLogger("onrecord")
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_LONGEST_MESSAGE = 500
_REPORTS_KEPT = 20
_QT_NAME = re.compile(r"\bQ[A-Z][A-Za-z]+(?:::~?\w+)*")


class CrashDialog(QDialog):
    """One mistake in plain words, with what a bug report needs; it never stands in the way."""

    def __init__(
        self,
        report: str,
        file: Path | None,
        parent: QWidget | None = None,
        *,
        is_of_last_time: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("crashDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("On Record"))
        self._report = report
        words = self.tr("On Record made a mistake. Your marks are safe on disk.")
        kept = self.tr("You can go on working. If something looks wrong, start On Record again.")
        if is_of_last_time:
            words = self.tr("A fault ended On Record the last time. Your marks are safe on disk.")
            kept = self.tr("You can go on working where you were.")
        title = plain_label(words)
        title.setFont(sans(LARGE, bold=True))
        if file:
            kept += " " + self.tr("Details are kept in {file}.").format(file=file)
        self.details = PlainLines(report)
        self.details.setObjectName("crashDetails")
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setReadOnly(True)
        self.details.setLineWrapMode(PlainLines.LineWrapMode.NoWrap)
        self.details.setFont(sans(SMALL))
        self.details.setMinimumHeight(110)
        self.details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        column.addWidget(title)
        column.addWidget(quiet_label(kept))
        column.addWidget(self.details, 1)
        column.addWidget(self._buttons())
        self.setMinimumWidth(520)

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        box.button(QDialogButtonBox.StandardButton.Close).setFocus()
        role = QDialogButtonBox.ButtonRole.ActionRole
        details = QPushButton(self.tr("Details"))
        details.setCheckable(True)
        details.toggled.connect(self._show_details)
        copy = QPushButton(self.tr("Copy"))
        copy.setObjectName("copyReport")
        copy.clicked.connect(lambda: clipboard.put(self._report))
        for button in (details, copy):
            button.setAutoDefault(False)
            box.addButton(button, role)
        box.rejected.connect(self.reject)
        return box

    def _show_details(self, is_shown: bool) -> None:
        self.details.setVisible(is_shown)
        self.adjustSize()


class Crashes(QObject):
    """Takes exceptions from any thread and tells them in the window's own."""

    _happened = Signal(str, object)
    _refused = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: CrashDialog | None = None
        self._seen: set[str] = set()
        queued = Qt.ConnectionType.QueuedConnection
        self._happened.connect(self._show, queued)
        self._refused.connect(self._tell, queued)

    def take(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Handle an exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error or kind(), trace)
        elif isinstance(error, AnnotatorError) and isValid(self):
            self._refused.emit(error)
        else:
            self._take_mistake(report_of(kind, error, trace))

    def tell_last_fault(self, fault: str) -> None:
        """Keep and tell what ended the process before this one."""
        report = "\n".join([*_about(), "", fault])
        self._show(report, _keep(report), is_of_last_time=True)

    def _take_mistake(self, report: str) -> None:
        """Keep and tell a mistake the first time that it is made."""
        what = report.partition("\n\n")[2]
        if what in self._seen:
            return
        self._seen.add(what)
        _LOG.error("%s", report)
        file = _keep(report)
        if isValid(self):
            self._happened.emit(report, file)

    def _tell(self, error: AnnotatorError) -> None:
        """Say what a person can mend where they look for it."""
        workspace = self._window.findChild(Workspace)
        if workspace:
            workspace.failed.emit(error)

    def _show(self, report: str, file: Path | None, *, is_of_last_time: bool = False) -> None:
        if self._dialog is None:
            self._dialog = CrashDialog(report, file, self._window, is_of_last_time=is_of_last_time)
            self._dialog.destroyed.connect(self._forget)
            self._dialog.show()

    def _forget(self) -> None:
        self._dialog = None


def install(window: QWidget) -> Crashes:
    """Take over every way in which Python and Qt tell of a mistake."""
    crashes = Crashes(window)
    with suppress(OSError):
        log.begin()
    sys.excepthook = crashes.take
    threading.excepthook = lambda hook: crashes.take(
        hook.exc_type, hook.exc_value, hook.exc_traceback
    )
    sys.unraisablehook = _log_unraisable
    qInstallMessageHandler(_log_from_qt)
    return crashes


def report_of(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> str:
    """Return what happened: versions, kinds of error and where.

    Never what an error says, which may quote an article, and no folder, which may name a person.
    """
    where = mistakes.told(error, trace) if error else mistakes.told_one(kind, trace)
    return "\n".join([*_about(), "", *where])


def _about() -> list[str]:
    return [
        f"On Record {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.machine()}",
        datetime.now(UTC).isoformat(timespec="seconds"),
    ]


def _keep(report: str) -> Path | None:
    """Write a report for its owner's eyes alone; old ones go."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%f")
    file = logs() / f"crash-{stamp}.txt"
    try:
        with opened(file, "w") as out:
            out.write(f"{report}\n")
        for old in sorted(file.parent.glob("crash-*.txt"))[:-_REPORTS_KEPT]:
            old.unlink()
    except OSError:
        return None
    return file


def _log_unraisable(hook: Any) -> None:
    _LOG.error("%s", report_of(hook.exc_type, hook.exc_value, hook.exc_traceback))


def _log_from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Keep which of Qt's classes warned; after a fatal warning Qt ends the process itself.

    What they say may quote a path, a name or an article, with quotation marks or without.
    """
    if kind in _LEVELS:
        named = " ".join(dict.fromkeys(_QT_NAME.findall(message[:_LONGEST_MESSAGE])))
        about = context.category or "qt"
        _LOG.log(_LEVELS[kind], "%s: %s", about, named or "a warning that names no class")
