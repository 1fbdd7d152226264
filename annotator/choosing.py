"""The options by which articles, and sides of a story, are chosen on the command line."""

from collections.abc import Callable
from typing import Any

import click

from annotator.query import partial_date
from annotator.selection import Selection
from annotator.vocabulary import ArticleStatus, Tag

Command = Callable[..., None]


def choosing(command: Command) -> Command:
    """Give a command the options that choose articles."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def selection_of(chosen: dict[str, Any]) -> Selection:
    """Return the articles that the options of `choosing` mean."""
    return Selection(
        outlets=frozenset(chosen["outlets"]),
        authors=frozenset(chosen["authors"]),
        statuses=frozenset(ArticleStatus(status) for status in chosen["statuses"]),
        tags=frozenset(Tag(tag) for tag in chosen["tags"]),
        after=chosen["after"],
        before=chosen["before"],
    )


def two_sides(
    _context: click.Context, _option: click.Parameter, typed: str | None
) -> tuple[str, str] | None:
    """Read two sides with a comma between them."""
    if typed is None:
        return None
    sides = [side.strip() for side in typed.split(",")]
    if len(sides) != 2 or not all(sides) or sides[0] == sides[1]:
        raise click.BadParameter("give two sides with a comma between them")
    return sides[0], sides[1]


def _date(_context: click.Context, _option: click.Parameter, typed: str | None) -> str | None:
    found = None if typed is None else partial_date(typed)
    if typed is not None and found is None:
        raise click.BadParameter("give a year, month or day, such as 2020-03-09")
    return found


def _several(option: str, name: str, words: str, **options: Any) -> Callable[[Command], Command]:
    return click.option(option, name, multiple=True, help=words, **options)


_OPTIONS = (
    _several("--outlet", "outlets", "Of this outlet; may be given again."),
    _several("--author", "authors", "With this name in the byline; may be given again."),
    click.option("--after", metavar="DATE", callback=_date, help="Published on it or later."),
    click.option("--before", metavar="DATE", callback=_date, help="Published before it."),
    _several(
        "--status",
        "statuses",
        "In this status.",
        type=click.Choice([str(s) for s in ArticleStatus]),
    ),
    _several(
        "--tag", "tags", "With a claim of this tag.", type=click.Choice([str(t) for t in Tag])
    ),
)
