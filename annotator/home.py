"""The folder of everything that belongs to the person and not to a project."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from annotator import private

RULES_FILE = "house-rules.toml"
"""What a person's own house rules are called there."""
_OURS = (
    *("settings.json", RULES_FILE, "secret", "logs", "backups", "away", "recovered", "starting"),
)


def home() -> Path:
    """Return the per-user folder: `$ONRECORD_HOME`, else the platform's own place."""
    chosen = os.environ.get("ONRECORD_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("onrecord", appauthor=False)


def keep_private() -> None:
    """Take from others what they could see of the folder and of what On Record keeps in it."""
    if not home().is_dir():
        return
    # Not all that is there: the folder may have been chosen among a person's other files.
    for name in _OURS:
        private.narrow(home() / name)
    private.narrow_folder(home())


def copies() -> Path:
    """Return where the copies of projects far away are."""
    return home() / "away"


def in_sight(file: Path) -> Path:
    """Return the name beside which to put what is made of a file: its own, where a person looks.

    Of a copy of a project far away that is one in `recovered`.
    """
    if not file.is_relative_to(copies()):
        return file
    folder = home() / "recovered"
    with suppress(OSError):  # the file that is to come tells of it
        private.make_folder(folder)
    return folder / file.name
