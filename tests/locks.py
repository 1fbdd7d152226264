"""Lock files as another machine leaves them."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path


def lock_of(project: Path) -> Path:
    return project.with_name(project.name + ".lock")


def signed_elsewhere(project: Path, age: timedelta, **others: object) -> Path:
    """Leave the lock file as a share or a sync program brings it from another machine."""
    then = (datetime.now(UTC) - age).isoformat()
    signature = {"process": 12, "host": "desk-2", "since": then, "renewed": then} | others
    path = lock_of(project)
    path.write_text(json.dumps(signature), encoding="utf-8")
    return path
