"""The subcommand `compact`: what of the history a person gives up, told before it is."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import settings
from annotator.console import json_option, project_argument, refusing, say, say_json, warn
from annotator.errors import UsageError
from annotator.moments import days_ago

if TYPE_CHECKING:
    from annotator.store.compacting import GivenUp


@click.command()
@project_argument
@click.option(
    "--older-than",
    type=click.IntRange(0, 36_500),
    metavar="DAYS",
    help="Give up only the steps made more than so many days ago.",
)
@click.option("--yes", is_flag=True, help="Give it up without being asked.")
@json_option
@refusing
def compact(project: Path, older_than: int | None, *, yes: bool, as_json: bool) -> None:
    """Give up the old steps of the history, which no undo brings back; backs up before."""
    from annotator.store import Store

    before = days_ago(older_than) if older_than is not None else None
    with Store.open(project, reviewer=settings.reviewer()) as store:
        given = store.what_goes(before)
        size = project.stat().st_size
        is_wanted = given is not None and (yes or (not as_json and _ask(project, given)))
        if given and is_wanted:
            store.compact(given)
    for notice in store.notices:
        warn(notice)
    if as_json:
        goes = asdict(given) if given else None
        sizes = {"bytes_before": size, "bytes": project.stat().st_size}
        say_json({"project": str(project), "is_given_up": is_wanted, "goes": goes, **sizes})
    elif given is None:
        say(f"{project}: there is no step to give up\n")
    elif is_wanted:
        now = project.stat().st_size
        say(f"Gave up {_steps(given)}: {size / 1e6:.1f} MB became {now / 1e6:.1f} MB\n")


def _ask(project: Path, given: "GivenUp") -> bool:
    """Say what goes and ask for it; raise `UsageError` where there is nobody to ask."""
    say(_told(given))
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError(f"nothing of {project.name} was given up; add --yes to give it up")
    if not click.confirm("Give it up?"):
        raise UsageError(f"nothing of {project.name} was given up")
    return True


def _told(given: "GivenUp") -> str:
    """Return what goes, a line for each thing."""
    lines = [
        f"{_steps(given)} until {given.until[:10]} can be undone no more, and what was then "
        "is shown no more; everything stays as it is now"
    ]
    if given.texts:
        lines.append(f"{_counted(given.texts, 'deleted article')} cannot come back")
    if given.identities:
        who = _counted(given.identities, "deleted source")
        lines.append(f"who {who} really was is forgotten")
    lines.append("a backup of the project as it is now is made before, and still holds all of it")
    return "".join(f"{line}\n" for line in lines)


def _steps(given: "GivenUp") -> str:
    return _counted(given.steps, "step")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
