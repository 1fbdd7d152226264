"""The subcommand `report`: the Word report, which names no confidential source."""

from dataclasses import replace
from pathlib import Path

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
from annotator.export.edition import PAGE_ONE
from annotator.files import is_folder, named
from annotator.store.reader import Reader
from annotator.vocabulary import Part, Variant


@click.command()
@project_argument
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("-o", "--output", "out", required=True, type=PATH, help="The .docx to write.")
@click.option("--variant", type=click.Choice([str(v) for v in Variant]), default="full")
@click.option(
    "--page", type=click.Choice(["a4", "letter"]), help="The paper; else the base's, or A4."
)
@click.option("--base", type=PATH, help="A .docx of your own that the report shall look like.")
@click.option(
    "--without",
    type=click.Choice([part.word for part in Part if part not in PAGE_ONE]),
    multiple=True,
    help="A part to leave out; may be given several times.",
)
@withhold_option
@refusing
def report(
    project: Path,
    articles: tuple[str, ...],
    out: Path,
    variant: str,
    page: str | None,
    base: Path | None,
    without: tuple[str, ...],
    *,
    withholds: bool,
) -> None:
    """Write the Word report, on all articles unless some are named."""
    from annotator import reporting
    from annotator.export import newsroom, word
    from annotator.export.package import PAGES
    from annotator.export.withholding import withholding

    if out.suffix.lower() != ".docx" and not is_folder(out):
        raise UsageError(
            f"{named(out.name or out)} is no name for a Word report; end it with .docx"
        )
    with Reader.open(project) as reader:
        built = reporting.build(reader, articles, Variant(variant))
    left_out = frozenset(part for part in Part if part.word in without)
    look = newsroom.read(base) if base else None
    told = replace(withholding(built) if withholds else built, without=left_out)
    with offering_to_withhold():
        word.write(told, out, PAGES[page] if page else None, look)
    say(f"Wrote {out}\n")
