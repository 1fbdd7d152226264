"""The subcommands `forget` and `traces`: what gives a source away, taken out or looked for.

No word of it is an argument: those are seen by every program of the machine, and kept by shells.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator import settings
from annotator.console import json_option, project_argument, refusing, say, say_json, warn
from annotator.errors import UsageError
from annotator.files import named

if TYPE_CHECKING:
    from annotator.store.traces import Found


@click.command()
@project_argument
@click.argument("source", metavar="SOURCE")
@click.option("--dry-run", is_flag=True, help="Only count what would go, file by file.")
@click.option("--delete-unreadable", is_flag=True, help="Delete copies that cannot be read.")
@json_option
@refusing
def forget(
    project: Path, source: str, *, dry_run: bool, delete_unreadable: bool, as_json: bool
) -> None:
    """Forget who a source is, here and in every backup and copy; SOURCE is its label or id.

    Standard input confirms it by a line with the label; each other line is a further word to
    forget. On a terminal you are asked for both.
    """
    from annotator.store.forgetting import Forgetting, Looking

    if dry_run:
        with Looking.open(project) as reader:
            meant = reader.source_meant(source)
            lines = _typed() if not _is_terminal() else _words_asked()
            words = reader.confidences(meant, (line for line in lines if line != meant.name))
            found = reader.found(words, lambda: True, lambda *_: None)
        _tell(project, found, found.further, as_json=as_json, has_files=True)
        return
    with Forgetting.open(project, reviewer=settings.reviewer()) as store:
        meant = store.source_meant(source)
        also = _confirmed(meant.name)
        done = store.forget(meant.id, also, delete_unreadable=delete_unreadable)
        told = (*store.notices, *done.further)
    _tell(project, done.found, told, as_json=as_json, rewritten=done.rewritten)
    if not done.found.is_all_clear:
        sys.exit(1)


@click.command()
@project_argument
@json_option
@refusing
def traces(project: Path, *, as_json: bool) -> None:
    """Look for words in every file of a project; each line of standard input is one.

    On a terminal you are asked for them, and they are not shown.
    """
    from annotator.store.forgetting import Looking

    with Looking.open(project) as reader:
        words = _words_asked() if _is_terminal() else _typed()
        if not words:
            raise UsageError("there is no word to look for; type one a line on standard input")
        found = reader.found(words, lambda: True, lambda *_: None)
    _tell(project, found, found.further, as_json=as_json, has_files=True)
    if not found.is_all_clear:
        sys.exit(1)


def _is_terminal() -> bool:
    return bool(sys.stdin) and sys.stdin.isatty()


def _confirmed(label: str) -> list[str]:
    """Return the words that a person adds, or raise `UsageError` where the label was not typed."""
    refused = UsageError(f"nothing was forgotten: type “{named(label)}” to forget who it is")
    if _is_terminal():
        typed = click.prompt(f"Type “{label}” to forget who it is; nothing brings it back")
        if typed.strip() != label:
            raise refused
        return _words_asked()
    lines = _typed()
    if label not in lines:
        raise refused
    return [line for line in lines if line != label]


def _words_asked() -> list[str]:
    """Ask for words until there is none; they are not shown."""
    found: list[str] = []
    asked = "A word that gives it away, or Enter for no more; it is not shown"
    while word := click.prompt(asked, "", hide_input=True, show_default=False).strip():
        found.append(word)
    return found


def _typed() -> list[str]:
    """Return the lines of standard input that say anything."""
    if sys.stdin is None:
        return []
    try:
        lines = sys.stdin.buffer.read().decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError("standard input is no UTF-8 text; save it as that") from error
    return [line.strip() for line in lines if line.strip()]


def _tell(
    project: Path,
    found: "Found",
    further: tuple[str, ...],
    *,
    as_json: bool,
    has_files: bool = False,
    rewritten: Sequence[Path] = (),
) -> None:
    by_file = {str(file): count for file, count in found.by_file.items()}
    if as_json:
        counted = {"traces": len(found.traces), "files": by_file, "articles": found.articles}
        files = [str(file) for file in rewritten]
        say_json({"project": str(project), **counted, "rewritten": files, "told": further})
        return
    if has_files or found.traces:
        say("".join(f"{count:>7,}  {file}\n" for file, count in by_file.items()))
    say(f"{found.sentence}\n")
    for sentence in further:
        warn(sentence)
