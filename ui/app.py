"""Starting the window."""

import gc
import linecache
import os
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QMainWindow

from annotator import __version__
from ui import commands, faults, theme, traces
from ui.garbage import collect_between_events
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.starting import Start

_LONGEST_END = 60_000
"""Milliseconds for which what still reads is waited for at the end."""


def open_window(project: Path | None) -> QMainWindow:
    """Show the window on `project`, else on the last one, else on the sample.

    One with which starts failed is left closed, and the window says so.
    Needs a `QApplication`; never runs it, and shows nothing that must be answered first.
    """
    _settle_what_was_loaded()
    collect_between_events()
    traces.leave_none()
    settings = Settings()
    theme.install_fonts()
    look = theme.Look(_mode(settings))
    look.begin()
    window = MainWindow(settings, look)
    look.setParent(window)
    commands.bind(window)
    look.apply()
    recent = settings.recent
    window.show()
    chosen = project or next(iter(recent), None)
    if chosen is not None:
        start = Start(window, chosen)
        if start.is_barred:
            start.leave_closed()
        else:
            window.open_project(chosen)
    elif commands.open_sample(window):
        window.greet()
    return window


def run(project: Path | None) -> int:
    """Run On Record until its window is closed; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("On Record")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    fault = faults.watch()
    window = open_window(project)
    from ui import crash  # which brings what only a mistake needs

    crashes = crash.install(window)
    if fault:
        crashes.tell_last_fault(fault)
    code = application.exec()
    # What still reads cannot outlive Qt; a drive that is away may never answer it.
    if not QThreadPool.globalInstance().waitForDone(_LONGEST_END):
        os._exit(code)
    return code


@cache
def _settle_what_was_loaded() -> None:
    """Keep what was loaded out of the way, once a process; it stays to the end."""
    # PySide looks into the source of every module that is loaded, and Python keeps it all.
    linecache.clearcache()
    # Nor need any of it be looked through for garbage again.
    gc.freeze()


def _mode(settings: Settings) -> theme.Mode:
    try:
        return theme.Mode(settings.text("theme", theme.Mode.SYSTEM))
    except ValueError:
        return theme.Mode.SYSTEM
