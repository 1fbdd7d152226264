"""The subcommands `backup` and `restore`: what there is to go back to, and going back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from annotator import backups
from annotator.backups import Backup
from annotator.console import PATH, json_option, project_argument, refusing, say, say_json, warn
from annotator.console_tables import table
from annotator.errors import UsageError
from annotator.files import named
from annotator.store import restoring

_HEAD = ("No.", "Made", "Articles", "Claims", "MB", "State", "File")


@click.command()
@project_argument
@click.option("--list", "is_list", is_flag=True, help="List the backups; make none.")
@json_option
@refusing
def backup(project: Path, *, is_list: bool, as_json: bool) -> None:
    """Back a project up now, or list its backups with dates and counts."""
    if is_list:
        listed = backups.listed(project)
        if as_json:
            say_json([_told(each, number) for number, each in enumerate(listed, 1)])
        else:
            say(_table(listed) or f"There is no backup of {named(project.name)}\n")
        return
    made, notices = backups.make(project)
    for notice in notices:
        warn(notice)
    if as_json:
        say_json(_told(made, 1))
    else:
        say(f"{project.name} is backed up: {_counts(made)} ({made.path})\n")


@click.command()
@project_argument
@click.option("--from", "file", type=PATH, help="The file to go back to: a backup or a copy.")
@click.option("--number", type=click.IntRange(min=1), help="The backup of that number in --list.")
@click.option("--undo", "is_undo", is_flag=True, help="Put back what the last restoring kept.")
@json_option
@refusing
def restore(
    project: Path, file: Path | None, number: int | None, *, is_undo: bool, as_json: bool
) -> None:
    """Go back to a backup, the newest sound one unless another is named; can be undone."""
    if (file is not None) + (number is not None) + is_undo > 1:
        raise click.UsageError("Name a file, a number or --undo; not several of them.")
    if is_undo:
        done = _undone(project)
    else:
        chosen = _chosen(project, file, number)
        done = _Done(chosen.path, None, f"Restored {project} from the backup of {_counts(chosen)}")
        if project.exists():
            done.kept = restoring.restore(project, chosen.path)
        else:
            restoring.recreate(project, chosen.path)
    if as_json:
        kept = str(done.kept) if done.kept else None
        say_json({"project": str(project), "from": str(done.source), "kept": kept})
        return
    say(f"{done.words}\n")
    if done.kept:
        say(f"The former file is kept as {done.kept}; `onrecord restore --undo` puts it back\n")


@dataclass(slots=True)
class _Done:
    """What was put in a project's place, where the former file is kept, and what is said."""

    source: Path
    kept: Path | None
    words: str


def _undone(project: Path) -> _Done:
    last = next(iter(restoring.kept_beside(project)), None)
    if last is None:
        raise UsageError(f"nothing that a restoring kept is beside {named(project.name)}")
    return _Done(last, restoring.undo(project, last), f"{project} is again what {last.name} was")


def _chosen(project: Path, file: Path | None, number: int | None) -> Backup:
    if file is not None:
        return backups.at(file)
    if number is None:
        return backups.newest_sound(project)
    found = backups.found(project)
    if number > len(found):
        many = "1 backup" if len(found) == 1 else f"{len(found)} backups"
        raise UsageError(f"{named(project.name)} has {many}; there is no number {number}")
    return backups.read(found[number - 1])


def _counts(found: Backup) -> str:
    at = f"{found.taken.astimezone():%Y-%m-%d %H:%M}"
    if found.is_locked:
        return f"{at}, which has another passphrase"
    if not found.is_sound:
        return f"{at}, {'not checked' if found.is_sound is None else 'which is damaged'}"
    articles = "1 article" if found.articles == 1 else f"{found.articles} articles"
    claims = "1 claim" if found.claims == 1 else f"{found.claims} claims"
    return f"{at}, {articles}, {claims}"


def _state(found: Backup) -> str:
    if found.is_locked:
        return "another passphrase"
    return "sound" if found.is_sound else "damaged"


def _told(found: Backup, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "file": str(found.path),
        "taken": found.taken.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "articles": found.articles,
        "claims": found.claims,
        "bytes": found.bytes,
        "sound": found.is_sound,
        "locked": found.is_locked,
    }


def _table(listed: list[Backup]) -> str:
    return table(
        _HEAD,
        [
            (
                str(number),
                f"{found.taken.astimezone():%Y-%m-%d %H:%M}",
                "–" if found.articles is None else str(found.articles),
                "–" if found.claims is None else str(found.claims),
                f"{found.bytes / 1e6:.1f}",
                _state(found),
                str(found.path),
            )
            for number, found in enumerate(listed, 1)
        ],
    )
