"""What a report is given from a project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator import edits, reporting
from annotator.checks.checking import check
from annotator.checks.waivers import take_back, waive
from annotator.model import Claim, new_id
from annotator.store import Store
from annotator.vocabulary import Tag, Variant
from tests.factories import keep_text, new_project


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
