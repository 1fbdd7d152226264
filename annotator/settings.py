"""What a person set once for all projects, in `settings.json` of their own folder."""

import json
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError
from annotator.files import replacing
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


def forget_project(project: Path, articles: Collection[str] = ()) -> None:
    """Let nothing that the window remembers tell of a project, or of articles with these ids."""
    values = _kept()
    kept = without_project(values, project, articles)
    if kept != values:
        with suppress(AnnotatorError), replacing(_path()) as file:
            file.write(json.dumps(kept, ensure_ascii=False, indent=1).encode())


def without_project(
    values: Mapping[str, Any], project: Path, articles: Collection[str] = ()
) -> dict[str, Any]:
    """Return what is remembered without what tells of a project, by its path or articles."""
    project = project.absolute()
    written = paths_written(values.get("export.paths"))
    about = {key for key in written if str(project) in key or any(a in key for a in articles)}
    folders = {str(project.parent), *(str(Path(written[key]).parent) for key in about)}
    kept = {
        name: value
        for name, value in values.items()
        if not (name.startswith("folder.") and value in folders)
        and not (name == "article" and value in articles)
    }
    if isinstance(kept.get("recent"), list):
        kept["recent"] = [path for path in kept["recent"] if path != str(project)]
    if about:
        left = {key: path for key, path in written.items() if key not in about}
        kept["export.paths"] = json.dumps(left, ensure_ascii=False)
    return kept


def paths_written(kept: object) -> dict[str, str]:
    """Return where files of projects were written, by what they are about."""
    try:
        found = json.loads(kept) if isinstance(kept, str) else {}
    except ValueError:
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: path for key, path in pairs if isinstance(path, str)}


def _kept() -> dict[str, Any]:
    path = _path()
    try:
        # Nobody waits for a pipe that has the place of the file.
        kept = json.loads(path.read_text(encoding="utf-8") if path.is_file() else "")
    except (OSError, ValueError):
        # Settings that cannot be read never stand in the way of the work.
        return {}
    return kept if isinstance(kept, dict) else {}


def _path() -> Path:
    return home() / "settings.json"
