"""The subcommands `sources`, `protect` and `release`: who is heard, and whose name stays here."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from annotator import settings
from annotator.console import json_option, project_argument, refusing, say, say_json, warn
from annotator.console_tables import Rows, cut, table
from annotator.errors import UsageError
from annotator.model import Identity, Pseudonym, Source, new_id
from annotator.pseudonyms import pseudonym
from annotator.store.reader import Reader
from annotator.vocabulary import Level

_SHORTEST_ID = 4
_HEAD = ("Id", "Article", "Promised", "Source")
source_argument = click.argument("source")


@click.command()
@project_argument
@json_option
@refusing
def sources(project: Path, *, as_json: bool) -> None:
    """List the sources of a project, and what was promised to each about its name."""
    with Reader.open(project) as reader, reader.snapshot():
        every, known = reader.all_sources(), reader.pseudonyms()
        numbers = {article.id: article.number for article in reader.articles()}
    rows = [(one, numbers.get(one.article_id or ""), known.get(one.id)) for one in every]
    if as_json:
        say_json([_told(*row) for row in rows])
        return
    lines: Rows = [
        (one.id[:8], str(number or ""), _promised(held), cut(one.name))
        for one, number, held in rows
    ]
    say(table(_HEAD, lines))


@click.command()
@project_argument
@source_argument
@click.option(
    "--level",
    type=click.Choice([str(level) for level in Level if level.hides]),
    required=True,
    help="What was promised to the source.",
)
@click.option("--descriptor", metavar="WORDS", help="What the story tells of it: “a clerk”.")
@refusing
def protect(project: Path, source: str, level: str, descriptor: str | None) -> None:
    """Keep who SOURCE really is in the project alone; a pseudonym stands everywhere else.

    Who it is, is asked for, or read from standard input: a line each for name and contact, the
    rest is a note. SOURCE is an id as `sources` lists them, or a name. The name leaves history,
    backups and every copy known here, too.
    """
    from annotator.store.withdrawing import Withdrawing

    name, contact, note = _who_it_is()
    with Withdrawing.open(project, reviewer=settings.reviewer()) as store:
        found = _found(store, source)
        before = [one for same in store.same_person(found.id) for one in store.identities(same.id)]
        names = dict.fromkeys((name, *(called for one in before for called in one.names)))
        identity = Identity(new_id(), found.id, "\n".join(names), contact, note)
        done = store.withdraw(identity, Level(level), descriptor)
        number = store.pseudonyms()[found.id].number
        settings.forget_project(project, [article.id for article in store.articles()])
    for notice in (*store.notices, *done.kept, *done.remaining.told):
        warn(notice)
    say(f"{pseudonym(number)}\n")


@click.command()
@project_argument
@source_argument
@click.argument("name")
@click.option("--forget", is_flag=True, help="Delete contact and note, too.")
@refusing
def release(project: Path, source: str, name: str, *, forget: bool) -> None:
    """Let SOURCE go by NAME again, in all its articles: it may be named."""
    from annotator.store import Store

    with Store.open(project, reviewer=settings.reviewer()) as store:
        store.release(_found(store, source).id, name, forget=forget)
    for notice in store.notices:
        warn(notice)
    say(f"{name}\n")


def _who_it_is() -> tuple[str, str, str]:
    """Return name, contact and note, asked for on a terminal, else read."""
    if sys.stdin is not None and sys.stdin.isatty():
        asked = [
            click.prompt(
                f"{what} (stays in the project)", default="", show_default=False, err=True
            )
            for what in ("Name", "Contact", "Note")
        ]
        return asked[0].strip(), asked[1].strip(), asked[2].strip()
    try:
        read = sys.stdin.buffer.read().decode() if sys.stdin is not None else ""
    except UnicodeDecodeError as error:
        raise UsageError("who the source is must be UTF-8 text") from error
    lines = [*read.splitlines(), "", ""]
    name, contact, note = lines[0], lines[1], lines[2:]
    if not name.strip():
        raise UsageError(
            "write who the source is to standard input: a line for the name, one for the contact"
        )
    return name.strip(), contact.strip(), "\n".join(note).strip()


def _found(reader: Reader, asked: str) -> Source:
    """Return the source that a person means by its id, the beginning of one, or its name."""
    every = reader.all_sources()
    found = [one for one in every if asked in one.names]
    found = found or [
        one for one in every if len(asked) >= _SHORTEST_ID and one.id.startswith(asked)
    ]
    same = Counter(_person(reader.pseudonyms(), found))
    if not found:
        raise UsageError("there is no such source; `onrecord sources` lists them")
    if len(same) > 1:
        raise UsageError("more than one source is called so; name one by its id")
    return found[0]


def _person(known: dict[str, Pseudonym], some: Sequence[Source]) -> list[object]:
    return [known[one.id].number if one.id in known else one.id for one in some]


def _promised(known: Pseudonym | None) -> str:
    return known.level.shown if known and known.level.hides else ""


def _told(source: Source, article: int | None, known: Pseudonym | None) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": str(source.kind),
        "article": article,
        "pseudonym": pseudonym(known.number) if known else None,
        "level": str(known.level) if known else str(Level.PUBLIC),
    }
