"""What every subcommand shares: its words on the terminal, its refusals, its arguments."""

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec

import click

from annotator.confidential import WITHHELD
from annotator.errors import AnnotatorError, ExportError, GivenAwayError, UsageError

P = ParamSpec("P")
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
    """Let a command that fails say why in one sentence and exit with 1."""

    @functools.wraps(command)
    def careful(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except AnnotatorError as error:
            warn(error)
            sys.exit(1)

    return careful
