"""The subcommands `doctor` and `recover`: what is wrong with a project, what is left of it."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.console import PATH, json_option, project_argument, refusing, say, say_json
from annotator.errors import UsageError
from annotator.files import printable
from annotator.private import is_open_to_others

if TYPE_CHECKING:
    from annotator.backups import Backup
    from annotator.recovery import Offers
    from annotator.store.rebuilt import Rebuilt


@click.command()
@project_argument
@json_option
@refusing
def doctor(project: Path, *, as_json: bool) -> None:
    """Verify the file, the schema, every row and the history; changes nothing."""
    from annotator import recovery
    from annotator.checks.registry import RULES
    from annotator.rules import chosen

    found = recovery.offers(project, chosen(None, RULES).rules)
    findings = [printable(finding) for finding in found.findings]
    if as_json:
        say_json(
            {
                "project": str(project),
                "findings": findings,
                "backup": _backup(found.backup),
                "recoverable": _counts(found.rebuilt),
                "is_open_to_others": is_open_to_others(project),
            }
        )
    else:
        say("".join(f"{finding}\n" for finding in findings) or f"{project}: nothing is wrong\n")
        if findings:
            say(_sealed(project))
        say(_left(project))
        say(_open(project))
    if findings:
        raise UsageError(f"{project.name}: {_summary(found)}")


@click.command()
@project_argument
@click.argument("out", type=PATH)
@json_option
@refusing
def recover(project: Path, out: Path, *, as_json: bool) -> None:
    """Make a new project OUT of all that can be read of a damaged one; PROJECT stays as it is."""
    from annotator.recovery import counts
    from annotator.store.rebuilding import rebuild

    found = rebuild(project, out)
    losses = [printable(loss) for loss in found.losses]
    last = {"label": found.last.label, "at": found.last.at} if found.last else None
    if as_json:
        told = {"project": str(project), "out": str(out), "last": last, "losses": losses}
        say_json(told | {"recovered": _counts(found)})
        return
    lines = [f"Wrote {out} with {counts(found)}"]
    if found.last:
        at = f"{found.last.at[:10]} {found.last.at[11:16]} UTC"
        lines.append(printable(f"the last change that can be read, of {at}: {found.last.label}"))
    lines += losses or ["nothing is lost up to there"]
    say("".join(f"{line}\n" for line in lines))


def _summary(found: "Offers") -> str:
    """Return in one sentence how much is wrong and what there is to go back to."""
    from annotator.recovery import counts
    from annotator.store.rebuilt import counted

    many = len(found.findings)
    parts = ["one thing is wrong" if many == 1 else f"{many} things are wrong"]
    if found.backup:
        parts.append(
            f"the newest good backup is {found.backup.path} of"
            f" {found.backup.taken:%Y-%m-%d %H:%M} UTC, with"
            f" {counted(found.backup.articles or 0, 'article')} and"
            f" {counted(found.backup.claims or 0, 'claim')}"
        )
    if found.rebuilt:
        parts.append(f"`onrecord recover` can take {counts(found.rebuilt)} out of the file")
    return "; ".join(parts)


def _sealed(project: Path) -> str:
    """Say that the pages of an encrypted file cannot be searched for rows, if it is one."""
    from annotator.store import cipher
    from annotator.store.rebuilding import SEALED

    return f"{SEALED}\n" if cipher.is_encrypted(project) else ""


def _left(project: Path) -> str:
    """Return in words that work on a far project is on this machine alone, if it is."""
    from annotator.store.away_record import left_of

    left = left_of(project)
    if left is None or not left.is_changed():
        return ""
    return (
        f"work on it that is not back in its place yet is in {left.copy}; open it in the window\n"
    )


def _open(project: Path) -> str:
    """Return in words that other people on this machine may read the file, if they may."""
    if not is_open_to_others(project):
        return ""
    return (
        "other people on this machine may be able to read or change the file; unless that is"
        f" meant, take it from them: chmod go= {shlex.quote(printable(str(project)))}\n"
    )


def _backup(backup: "Backup | None") -> dict[str, Any] | None:
    if backup is None:
        return None
    counted = {"articles": backup.articles, "claims": backup.claims}
    return {"path": str(backup.path), "taken": backup.taken.isoformat()} | counted


def _counts(rebuilt: "Rebuilt | None") -> dict[str, dict[str, int]] | None:
    if rebuilt is None:
        return None
    return {
        name: {"kept": rebuilt.kept[name], "known": rebuilt.known[name]}
        for name in sorted(rebuilt.known)
        if rebuilt.known[name]
    }
