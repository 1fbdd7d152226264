"""The subcommand `export`: the marks in the formats of others."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.console import (
    PATH,
    offering_to_withhold,
    project_argument,
    refusing,
    say,
    withhold_option,
)
from annotator.errors import UsageError
from annotator.export.kinds import tables
from annotator.files import is_folder, named
from annotator.store.reader import Reader
from annotator.vocabulary import FileFormat, TableName, Variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.export.formats import Format


_KINDS = [str(kind) for kind in FileFormat if kind is not FileFormat.WORD]


@click.command()
@project_argument
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--format", "kind", required=True, type=click.Choice(_KINDS))
@click.option("-o", "--output", "out", required=True, type=PATH, help="The file to write.")
@click.option("--variant", type=click.Choice([str(v) for v in Variant]), default="full")
@click.option(
    "--table",
    type=click.Choice([str(name) for name in TableName]),
    help="Which table to write as CSV; claims unless it is said.",
)
@click.option("--page", type=click.Choice(["a4", "letter"]), help="The paper of a PDF; else A4.")
@withhold_option
@click.pass_obj
@refusing
def export(
    paper: "Callable[[str], Format] | None",
    project: Path,
    articles: tuple[str, ...],
    kind: str,
    out: Path,
    variant: str,
    table: str | None,
    page: str | None,
    *,
    withholds: bool,
) -> None:
    """Write the marks as a web page, PDF, table, workbook or JSON, on all articles or some."""
    from annotator import reporting
    from annotator.export import formats
    from annotator.export.withholding import withholding

    wanted, told = FileFormat(kind), Variant(variant)
    if table and wanted is not FileFormat.CSV:
        raise click.UsageError("--table is for CSV; other formats hold every table or none.")
    if page and wanted is not FileFormat.PDF:
        raise click.UsageError("--page is for PDF; other formats have no paper.")
    form = _pdf(paper, page or "a4") if wanted is FileFormat.PDF else formats.FORMATS[wanted]
    if told not in form.variants:
        raise click.UsageError(f"There is no {variant} variant of {kind}.")
    chosen = TableName(table or TableName.CLAIMS)
    if wanted is FileFormat.CSV and chosen not in tables(told):
        raise click.UsageError(f"The {variant} variant has no table of {table}.")
    if out.suffix.lower() != form.suffix and not is_folder(out):
        raise UsageError(
            f"{named(out.name or out)} is no name for {kind}; end it with {form.suffix}"
        )
    with Reader.open(project) as reader:
        built = reporting.build(reader, articles, told)
    with offering_to_withhold():
        formats.write(withholding(built) if withholds else built, form, out, chosen)
    say(f"Wrote {out}\n")


def _pdf(paper: "Callable[[str], Format] | None", page: str) -> "Format":
    """Return the printed page, which needs the window's part of the program."""
    if paper is None:
        raise UsageError("PDF is written by the onrecord command alone")
    return paper(page)
