"""What every subcommand shares: its words on the terminal, its refusals, its arguments."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from annotator.confidential import WITHHELD
from annotator.errors import (
    AnnotatorError,
    DamageError,
    ExportError,
    GivenAwayError,
    LockedError,
    PassphraseError,
    UsageError,
)

P = ParamSpec("P")
T = TypeVar("T")
_ERRORS = 2
PATH = click.Path(path_type=Path, readable=False)
"""A file; what cannot be read is refused by us, in one sentence."""

project_argument = click.argument("project", type=PATH)
article_argument = click.argument("article")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


withhold_option = click.option(
    "--withhold-names",
    "withholds",
    is_flag=True,
    help="Write “[name withheld]” for confidential names in the article's own words.",
)


def say(words: str, *, undecodable: str = "surrogateescape") -> None:
    """Print to stdout as UTF-8, whatever the terminal's own encoding."""
    if sys.stdout is None:  # closed by whoever called us
        raise UsageError("there is no output to print to")
    try:
        sys.stdout.buffer.write(words.encode("utf-8", undecodable))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # click ends quietly: whoever read has read enough
    except OSError as error:
        raise UsageError(
            f"the output could not be written: {os.strerror(error.errno or 0)}"
        ) from error


def say_json(document: object) -> None:
    """Print one JSON document to stdout."""
    # An undecodable byte of a file's name becomes its JSON escape.
    say(json.dumps(document, ensure_ascii=False, indent=1) + "\n", undecodable="backslashreplace")


def warn(words: object) -> None:
    """Print one plain sentence to stderr."""
    sentence = " ".join(str(words).split())
    if not sentence.endswith((".", "!", "?")):
        sentence += "."
    click.echo(sentence.encode("utf-8", "backslashreplace"), err=True)


@contextmanager
def offering_to_withhold() -> Iterator[None]:
    """Name the option that helps where a confidential name stands in the article's own words."""
    try:
        yield
    except GivenAwayError as error:
        if not error.is_in_article:
            raise
        raise ExportError(
            f"{error} With --withhold-names the article's words have {WITHHELD} instead."
        ) from error


def refusing(command: Callable[P, None]) -> Callable[P, None]:
    """Let a command that fails say why in one sentence and exit with 1.

    Where what it has as `project` is encrypted, it asks for the passphrase before; where another
    file turns out to be, it begins anew with that one's.
    """

    @functools.wraps(command)
    def careful(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            project = kwargs.get("project")
            if isinstance(project, Path):
                _unlock(project)
            _run(command, *args, **kwargs)
        except AnnotatorError as error:
            warn(error)
            sys.exit(1)

    return careful


def _run(command: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
    asked: set[Path] = set()
    while True:
        try:
            return command(*args, **kwargs)
        except LockedError as locked:
            # Files are opened before anything is done with them.
            if locked.path in asked:
                raise
            asked.add(locked.path)
            _unlock(locked.path)


def _unlock(file: Path) -> None:
    from annotator.store import cipher

    # What is damaged, the command itself finds; and some commands are there for that.
    with suppress(DamageError):
        if not cipher.is_unlocked(file):
            asking_again(lambda: cipher.unlock(file, passphrase(f"Passphrase of {file.name}")))


def asking_again(ask: Callable[[], T]) -> T:
    """Return what `ask` returns; a person at a terminal may err twice."""
    for _ in range(_ERRORS if _is_terminal() else 0):
        try:
            return ask()
        except PassphraseError as error:
            warn(error)
    return ask()


def passphrase(what: str) -> str:
    """Ask for a passphrase, unseen; where no terminal is, take a line of standard input for it.

    It is kept nowhere. Raises `UsageError` where there is none.
    """
    if _is_terminal():
        return str(click.prompt(what, hide_input=True, err=True))
    line = sys.stdin.buffer.readline() if sys.stdin else b""
    if not line:
        raise UsageError(f"{what}: type it at a terminal, or give it as a line of standard input")
    try:
        return line.removesuffix(b"\n").removesuffix(b"\r").decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{what}: the line of standard input is no UTF-8") from error


def new_passphrase(what: str) -> str:
    """Ask for a passphrase that is to be, twice at a terminal; raise where it protects nothing."""
    from annotator.store import cipher

    def ask() -> str:
        words = passphrase(what)
        cipher.refuse_weak(words)
        if _is_terminal() and passphrase("The same again") != words:
            raise PassphraseError("the two are not the same; type them again")
        return words

    if _is_terminal():
        warn("Nobody can open the project without its passphrase: if it is lost, all is lost")
    return asking_again(ask)


def _is_terminal() -> bool:
    return bool(sys.stdin and sys.stdin.isatty())
