"""What went wrong, for a bug report: never the words of an article, a name or a path."""

import logging
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from annotator.home import home
from annotator.private import make_folder, opened

_LOG = logging.getLogger("onrecord")
_LONGEST = 500_000
"""Bytes of a log, before it gives way to a new one; one old log is kept."""


def note(words: str) -> None:
    """Keep what went wrong, in the person's own folder where nothing else listens.

    A folder that cannot be written to never stands in the way of the work.
    """
    if not _LOG.hasHandlers():
        _LOG.addHandler(logging.NullHandler())
        with suppress(OSError):
            begin()
    _LOG.error("%s", words)


def begin() -> Path:
    """Keep what is logged from now on; return the folder. Raises `OSError` where it cannot be."""
    from logging.handlers import RotatingFileHandler

    class Log(RotatingFileHandler):
        """Opens its file for its owner alone."""

        def _open(self) -> TextIOWrapper:
            return opened(Path(self.baseFilename), self.mode)

    folder = home() / "logs"
    make_folder(folder)
    kept = Log(folder / "onrecord.log", maxBytes=_LONGEST, backupCount=1, encoding="utf-8")
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _LOG.addHandler(kept)
    _LOG.propagate = False
    return folder
