"""The folder of everything that belongs to the person and not to a project."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

RULES_FILE = "house-rules.toml"
"""What a person's own house rules are called there."""


def home() -> Path:
    """Return the per-user folder: `$ONRECORD_HOME`, else the platform's own place."""
    chosen = os.environ.get("ONRECORD_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("onrecord", appauthor=False)


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
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / file.name
