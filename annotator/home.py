"""The folder of everything that belongs to the person and not to a project."""

import os
from pathlib import Path

import platformdirs

RULES_FILE = "house-rules.toml"
"""What a person's own house rules are called there."""


def home() -> Path:
    """Return the per-user folder: `$ONRECORD_HOME`, else the platform's own place."""
    chosen = os.environ.get("ONRECORD_HOME")
    return Path(chosen) if chosen else platformdirs.user_data_path("onrecord", appauthor=False)
