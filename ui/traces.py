"""What Qt would keep of a person's work by itself, and does not."""

import os
from functools import cache

from PySide6.QtCore import QSettings

from ui import clipboard


@cache
def leave_none() -> None:
    """Have Qt keep no list of folders and files, and put nothing but text on the clipboard.

    Its own file dialog writes where it was last into settings of all Qt programs, which are led
    into nothing here, where they are a file. Needs a `QApplication`; done once a process.
    """
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, os.devnull)
    clipboard.watch()
