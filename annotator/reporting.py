"""From a project to the frozen report that exporters write."""

from collections.abc import Sequence
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
