"""The wire story beside one in which a mill is accused: who has to answer, and what is listed."""

from pathlib import Path

import pytest

from annotator import edits
from annotator.model import Article, Response, Source, new_id
from annotator.store import Store
from annotator.vocabulary import ResponseStatus, Tag
from tests.factories import claim_of, keep_text, keep_wire_story, project_with
from ui.models.requests import STATE_ROLE
from ui.panels.responses import ResponsesPanel

TEXT = "Mill poisons river\n\nThe mill poisons the river, a clerk said. It bribed the mayor.\n"


def _two_stories(store: Store) -> None:
    keep_wire_story(store)
    accuse_the_mill(store, keep_text(store, TEXT))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "story.onrecord", _two_stories)


def accuse_the_mill(store: Store, article: Article) -> None:
    """Accuse the mill of one thing that was put to it long ago, the mayor of another."""
    clerk = Source(new_id(), "a clerk")
    fields = {"tags": (Tag.ALLEGATION,), "source_id": clerk.id}
    river = claim_of(article, TEXT, "The mill poisons the river", targets=("The mill",), **fields)
    both = ("The mill", "The mayor")
    bribed = claim_of(article, TEXT, "It bribed the mayor", targets=both, **fields)
    late = Response(new_id(), river.id, "The mill", ResponseStatus.DEADLINE, deadline="2020-03-09")
    store.apply(edits.add("Mark the mill", clerk, river, bribed, late))


def rows(panel: ResponsesPanel) -> list[tuple[str, str]]:
    model = panel.list.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [(index.data(), index.data(STATE_ROLE)) for index in indexes]
