"""What a report is given from a project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import edits, reporting
from annotator.checks.checking import check
from annotator.checks.waivers import take_back, waive
from annotator.export.published import published
from annotator.model import Claim, Identity, Source, new_id
from annotator.store import Store
from annotator.vocabulary import Level, SourceKind, Tag, Variant
from tests.factories import claim_of, keep_text, new_project


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "news.onrecord")) as opened:
        yield opened


def test_a_report_knows_house_rules_sides_and_when_checks_were_waived(store: Store) -> None:
    text = "Head\n\nShe lied."
    article = keep_text(store, text)
    start = text.index("She")
    claim = Claim(new_id(), article.id, start, start + 8, "She lied", (Tag.ALLEGATION,))
    store.apply(edits.add("Mark", claim))
    (finding,) = [f for f in check(store.marks(article.id)) if f.rule == "FAIR-02"]
    store.apply(waive(article, finding, "She is a figure in a play", "Lee Poe"))

    built = reporting.build(store, (), Variant.FULL)

    (waiver,) = built.articles[0].waivers
    step = store.waiving(waiver.id)
    assert step is not None
    assert built.waived_at == {waiver.id: step.at}
    assert built.house.name == built.house_rules == "On Record"
    assert built.sides == tuple(store.sides())

    (waived,) = [f for f in check(store.marks(article.id)) if f.rule == "FAIR-02"]
    store.apply(take_back(store.marks(article.id).waivers, waived))
    store.undo()
    assert reporting.build(store, (), Variant.FULL).waived_at == {waiver.id: step.at}


def test_every_public_report_has_the_letters_of_the_project(store: Store) -> None:
    texts = ("One\n\nShe lied.", "Two\n\nShe lied, too.")
    articles = [keep_text(store, text) for text in texts]
    for article, text, name in zip(articles, texts, ("an aide", "a clerk"), strict=True):
        source = Source(new_id(), name, SourceKind.ANONYMOUS, article_id=article.id)
        said = claim_of(article, text, "She lied", source_id=source.id, targets=(name,))
        store.apply(edits.add("Mark", source, said))

    def told(*references: str) -> list[str]:
        report = published(reporting.build(store, references, Variant.PUBLIC))
        assert published(report) == report
        parties = [marks.claims[0].targets for marks in report.articles]
        names = [marks.sources[0].name for marks in report.articles]
        assert parties == [(name,) for name in names]
        return names

    assert told() == ["Source A", "Source B"]
    assert told("2") == ["Source B"]
    assert told("2", "1") == ["Source B", "Source A"]
    (clerk,) = store.marks(articles[1].id).sources
    store.protect(clerk.id, Identity(new_id(), clerk.id, "Ann Lee"), Level.CONFIDENTIAL)
    assert told("2") == ["Source B"]
    assert [one.name for one in store.marks(articles[1].id).sources] == ["Source B (a clerk)"]
    full = reporting.build(store, ("2",), Variant.FULL)
    assert full.confidential == {"Ann Lee"}
    assert "Ann Lee" not in str(full.articles)


def test_a_public_report_never_calls_two_by_one_letter(store: Store) -> None:
    text = "One\n\nShe lied. He lied."
    article = keep_text(store, text)
    hidden = Source(new_id(), "an aide", SourceKind.ANONYMOUS, article_id=article.id)
    store.apply(
        edits.add("Mark", hidden, claim_of(article, text, "She lied", source_id=hidden.id))
    )
    named = Source(new_id(), "Source A", SourceKind.NAMED)  # called so only later
    store.apply(edits.add("Mark", named, claim_of(article, text, "He lied", source_id=named.id)))
    (marks,) = published(reporting.build(store, (), Variant.PUBLIC)).articles
    assert sorted(source.name for source in marks.sources) == ["Source A", "Source B"]
