"""The Word report: what an editor and a lawyer read, mark up and sign."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from annotator.export.article import write_article
from annotator.export.balance import write_balance
from annotator.export.balance_pictures import write_project
from annotator.export.checks import write_checks
from annotator.export.confidential import read_package
from annotator.export.contents import Contents, write_articles
from annotator.export.cover import write_page_one
from annotator.export.edition import PAGE_ONE, Edition
from annotator.export.evidence import write_evidence
from annotator.export.guard import refuse_confidential, refuse_name
from annotator.export.method import write_method
from annotator.export.newsroom import Base
from annotator.export.package import A4, Package, Page, zipped
from annotator.export.published import published
from annotator.export.questions import write_questions
from annotator.export.quotations import write_quotations
from annotator.export.story import Story
from annotator.export.tables import write_allegations, write_claims, write_sources
from annotator.files import replacing
from annotator.report import Report
from annotator.vocabulary import Part

WRITERS: dict[Part, Callable[[Story, Package], None]] = {
    Part.ARTICLE: write_article,
    Part.ALLEGATIONS: write_allegations,
    Part.CLAIMS: write_claims,
    Part.SOURCES: write_sources,
    Part.BALANCE: write_balance,
    Part.CHECKS: write_checks,
    Part.QUOTATIONS: write_quotations,
    Part.EVIDENCE: write_evidence,
    Part.QUESTIONS: write_questions,
    Part.METHOD: write_method,
}
"""Who writes each part that does not stand on page one."""


BANNER = "Names confidential sources - do not pass on"
"""Stands on each page of a report that tells who they are."""
Step = Callable[[int, int], None]
"""Told before each piece of work which it is, from 0, of how many; may raise `StoppedError`."""


def write(report: Report, out: Path, page: Page | None = None, base: Base | None = None) -> None:
    """Write `report` as .docx; `out` appears whole, or stays as it was (ExportError).

    The paper is A4, or that of the base, unless one is chosen.
    """
    refuse_name(out.name, report)
    content = build(report, page, base)
    with replacing(out, is_private=bool(report.revealed)) as file:
        file.write(content)


def build(
    report: Report, page: Page | None = None, base: Base | None = None, step: Step | None = None
) -> bytes:
    """Return `report` as the bytes of a .docx; the same report gives the same bytes.

    Raises ExportError where it would be more than Word reads, or give a confidence away.
    """
    return zipped(sealed(compose(report, page, base, step), report))


def sealed(package: Package, report: Report) -> dict[str, bytes]:
    """Return the parts of a package; ExportError where they would give a confidence away."""
    files = package.sealed()
    finished = read_package(files, package.pictured)
    refuse_confidential(finished, report, "The report was not written")
    return files


def compose(
    report: Report,
    page: Page | None = None,
    base: Base | None = None,
    step: Step | None = None,
    *,
    is_whole: bool = True,
) -> Package:
    """Return `report` with every part written, or only what stands first, not yet sealed."""
    shown = published(report)
    edition = Edition(shown)
    banner = BANNER if shown.revealed else ""
    package = Package(_title(shown, edition), report.dated, _paper(page, base), base, banner)
    parts = [part for part in edition.parts if part not in PAGE_ONE]
    whole = len(report.articles) * (len(parts) + 1)

    def at(done: int) -> None:
        if step:
            step(done, whole)

    stories = list(_stories(shown, report, edition, at))
    if len(stories) == 1:
        write_page_one(stories[0], package)
    else:
        write_articles(stories, edition, package)
    contents = Contents(stories, package)
    if not is_whole:
        return package
    if len(stories) > 1 and Part.BALANCE in edition.parts:
        write_project(stories, package)
    for n, story in enumerate(stories):
        done = n * (len(parts) + 1)
        at(done)
        if len(stories) > 1:
            write_page_one(story, package)
        for number, part in enumerate(parts, 1):
            at(done + number)
            WRITERS[part](story, package)
    contents.fill()
    return package


def _stories(
    shown: Report, report: Report, edition: Edition, at: Callable[[int], None]
) -> Iterator[Story]:
    for marks, own in zip(shown.articles, report.articles, strict=True):
        at(0)
        yield Story(marks, edition, own)


def _paper(page: Page | None, base: Base | None) -> Page:
    if base is None:
        return page or A4
    if page is None:
        return base.page
    # Another paper within the margins of the base.
    return replace(base.page, width=page.width, height=page.height)


def _title(report: Report, edition: Edition) -> str:
    if len(report.articles) == 1:
        return report.articles[0].article.title
    # A project may be given by its path, which would tell where the newsroom keeps it.
    name = PureWindowsPath(report.project).name.removesuffix(".onrecord")
    return "Public report" if edition.is_public or not name else name
