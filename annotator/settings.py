"""What a person set once for all projects, in `settings.json` of their own folder."""

import json
import os
from pathlib import Path
from typing import Any

from annotator.home import home
from annotator.model import DEFAULT_REVIEWER
from annotator.text import is_line

NO_NETWORK = "ONRECORD_NO_NETWORK"
"""The environment variable by which a newsroom takes the network away for good."""


def reviewer() -> str:
    """Return the reviewer's name; "Reviewer 1" until one is set, never the system's user name."""
    name = _kept().get("reviewer")
    return name if isinstance(name, str) and is_line(name) else DEFAULT_REVIEWER


def backup_folder() -> Path | None:
    """Return the second place that backups are copied to, None where none was chosen."""
    folder = _kept().get("backup_folder")
    if not isinstance(folder, str) or not is_line(folder):
        return None
    return Path(folder) if Path(folder).is_absolute() else None


def is_network_taken() -> bool:
    """Return whether a newsroom took the network away, whatever the settings say."""
    return NO_NETWORK in os.environ


def why_no_network() -> str | None:
    """Return why no web page may be fetched, None where one may on a person's command."""
    if is_network_taken():
        return f"web pages are not fetched here, because {NO_NETWORK} is set"
    if _kept().get("network", True) is not True:
        return "web pages are not fetched, because that is switched off in the settings"
    return None


def _kept() -> dict[str, Any]:
    path = home() / "settings.json"
    try:
        # Nobody waits for a pipe that has the place of the file.
        kept = json.loads(path.read_text(encoding="utf-8") if path.is_file() else "")
    except (OSError, ValueError):
        # Settings that cannot be read never stand in the way of the work.
        return {}
    return kept if isinstance(kept, dict) else {}
