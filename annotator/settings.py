"""What a person set once for all projects, in `settings.json` of their own folder."""

import json

from annotator.home import home
from annotator.model import DEFAULT_REVIEWER
from annotator.text import is_line


def reviewer() -> str:
    """Return the reviewer's name; "Reviewer 1" until one is set, never the system's user name."""
    path = home() / "settings.json"
    try:
        # Nobody waits for a pipe that has the place of the file.
        name = json.loads(path.read_text(encoding="utf-8") if path.is_file() else "")["reviewer"]
    except (OSError, ValueError, KeyError, TypeError):
        # Settings that cannot be read never stand in the way of the work.
        return DEFAULT_REVIEWER
    return name if isinstance(name, str) and is_line(name) else DEFAULT_REVIEWER
