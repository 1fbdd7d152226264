"""The subcommand `export-unredacted`: the one that tells who confidential sources are."""

import sys
from pathlib import Path

import click

from annotator import settings
from annotator.console import PATH, project_argument, refusing, say, warn
from annotator.errors import UsageError
from annotator.files import is_folder, named
from annotator.store import Store


@click.command("export-unredacted")
@project_argument
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-o", "--output", "out", required=True, type=PATH, help="The .docx to write.")
@click.option("--page", type=click.Choice(["a4", "letter"]), help="The paper; else A4.")
@refusing
def export_unredacted(
    project: Path, articles: tuple[str, ...], out: Path, page: str | None
) -> None:
    """Write a Word report that NAMES the confidential sources of these articles.

    It asks for a confirmation, which is typed or stands in a line of the input; has a banner on
    each page; can be read by you alone; and is noted in the history.
    """
    from annotator.export import revealing

    if out.suffix.lower() != ".docx" and not is_folder(out):
        raise UsageError(
            f"{named(out.name or out)} is no name for a Word report; end it with .docx"
        )
    with Store.open(project, reviewer=settings.reviewer()) as store:
        for article in articles:
            store.find_article(article)
        _confirm(revealing.CONFIRMATION)
        count = revealing.write(store, articles, out, page or "")
    for notice in store.notices:
        warn(notice)
    who = "1 confidential source" if count == 1 else f"{count} confidential sources"
    say(f"Wrote {out}, which names {who}; do not pass it on\n")


def _confirm(wanted: str) -> None:
    from annotator.export.revealing import is_confirmed

    if sys.stdin is not None and sys.stdin.isatty():
        click.echo("This report tells who your confidential sources are.", err=True)
        click.echo(f"Type “{wanted}” to write it: ".encode(), nl=False, err=True)
    typed = sys.stdin.readline() if sys.stdin is not None else ""
    if not is_confirmed(typed):
        raise UsageError(f"nothing was written: to name sources, type “{wanted}” when asked")
