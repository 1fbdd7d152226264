"""Many articles' marks are read together as each of them is read alone."""

from pathlib import Path

import pytest

from annotator import edits
from annotator.errors import ProjectError
from annotator.model import Article, Claim, Link, Listing, Response, Source, Waiver, new_id
from annotator.store import Store
from annotator.store import marks as reading
from annotator.store.reader import Reader
from annotator.vocabulary import LinkKind, ResponseStatus, SourceKind, Tag
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

STORY = "Mill number {} poisons river\n\nThe mill poisons the river, officials said.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Keep articles that share sources, name them as parties, list and waive them."""
    path = new_project(tmp_path / "many.onrecord")
    with Store.open(path) as store:
        keep_wire_story(store)
        mill, town, listed, waived = (
            Source(new_id(), name) for name in ("mill", "town", "listed", "waived")
        )
        store.apply(edits.add("Name", mill, town, listed, waived))
        for n in range(4):
            text = STORY.format(n)
            article = keep_text(store, text)
            # The town is a source of its own in one article, and the project's in the others.
            own = [Source(new_id(), "town", SourceKind.ANONYMOUS, article_id=article.id)]
            first, second = claims_of(article, text, mill)
            store.apply(
                edits.add(
                    "Mark",
                    *(own if n == 1 else []),
                    first,
                    second,
                    Link(new_id(), LinkKind.SUPPORTS, second.id, first.id),
                    Response(new_id(), first.id, "town", ResponseStatus.SOUGHT),
                    Listing(new_id(), article.id, listed.id),
                    Waiver(new_id(), article.id, "SRC-01", "known", source_id=waived.id),
                )
            )
    return path


def claims_of(article: Article, text: str, mill: Source) -> tuple[Claim, Claim]:
    party = {"targets": ("town",), "tags": (Tag.ALLEGATION,)}
    first = claim_of(article, text, "Mill number", source_id=mill.id, **party)
    return first, claim_of(article, text, "officials", implicated=("mill",))


@pytest.mark.parametrize("together", [1, 2, 250])
def test_articles_read_together_are_as_read_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, together: int
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", together)
    with Store.open(project) as store:
        ids = [article.id for article in store.articles()]
        assert list(store.marks_by_turns(ids)) == [store.marks(key) for key in ids]


def test_each_article_has_the_sources_that_its_marks_name(project: Path) -> None:
    with Store.open(project) as store:
        for marks in store.marks_by_turns([article.id for article in store.articles()[1:]]):
            towns = [source for source in marks.sources if source.name == "town"]
            names = sorted(source.name for source in marks.sources)
            assert names == ["listed", "mill", "town", "waived"]
            is_own = towns[0].article_id == marks.article.id
            assert is_own == (marks.article.number == 3)


def test_no_articles_are_nothing(project: Path) -> None:
    with Store.open(project) as store:
        assert list(store.marks_by_turns([])) == []


def test_a_window_can_delete_an_article_while_another_reads_them_all(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TOGETHER", 2)
    with Store.open(project) as store, Reader.open(project) as reader:
        articles = reader.articles()
        found = reader.marks_by_turns([article.id for article in articles])
        read = [next(found).article]
        last = articles[-1]
        store.apply(edits.delete_article(store.marks(last.id), store.listings(last.id)))
        read += [marks.article for marks in found]
    assert read == articles[:-1]


def test_an_article_without_its_text_is_damage(project: Path) -> None:
    with Store.open(project) as store, pytest.raises(ProjectError, match="damaged"):
        store.document("no such article")
