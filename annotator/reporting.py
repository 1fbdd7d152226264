"""From a project to the frozen report that exporters write."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from annotator.checks.registry import RULES
from annotator.errors import UsageError
from annotator.report import Report
from annotator.rules import chosen
from annotator.sides import of_project
from annotator.store.reader import Reader
from annotator.vocabulary import Variant


def build(reader: Reader, references: Sequence[str], variant: Variant) -> Report:
    """Return the report on the articles that `references` mean, on all where there are none."""
    with reader.snapshot():
        if references:
            articles = [reader.find_article(reference) for reference in references]
        else:
            articles = reader.articles()
        if not articles:
            raise UsageError(f"{reader.path.name} holds no article yet; import one first")
        marks = tuple(reader.marks(key) for key in dict.fromkeys(a.id for a in articles))
        return Report(
            project=Path(reader.path).stem,
            articles=marks,
            dated=reader.dated(),
            variant=variant,
            confidential=reader.confidential(),
            house=chosen(None, RULES).rules,
            sides=of_project(reader),
            waived_at=reader.waived_at(),
            pseudonyms=reader.pseudonyms(),
        )


def build_revealing(reader: Reader, references: Sequence[str]) -> Report:
    """Return the full report that names the confidential sources of these articles.

    Nothing else puts identities into a report. Raises UsageError where none is kept.
    """
    report = build(reader, references, Variant.FULL)
    with reader.snapshot():
        sources = {source.id for marks in report.articles for source in marks.sources}
        found = {key: tuple(reader.identities(key)) for key in sorted(sources)}
        revealed = {key: identities for key, identities in found.items() if identities}
    if not revealed:
        raise UsageError(
            "nobody keeps who a confidential source of these articles is; write the usual report"
        )
    return replace(report, revealed=revealed)
