"""What went wrong, for a bug report: never the words of an article, a name or a path."""

import logging
from contextlib import suppress

from annotator.home import home

_LOG = logging.getLogger("onrecord")


def note(words: str) -> None:
    """Keep what went wrong, in the person's own folder where nothing else listens.

    A folder that cannot be written to never stands in the way of the work.
    """
    if not _LOG.hasHandlers():
        from logging.handlers import RotatingFileHandler

        _LOG.addHandler(logging.NullHandler())
        with suppress(OSError):
            folder = home() / "logs"
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            kept = RotatingFileHandler(
                folder / "onrecord.log", maxBytes=1_000_000, backupCount=1, encoding="utf-8"
            )
            kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
            _LOG.addHandler(kept)
    _LOG.error("%s", words)
