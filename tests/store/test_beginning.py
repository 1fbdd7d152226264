"""What is read of an article's beginning says of its claims just what the whole says."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import edits
from annotator.desk import Desk
from annotator.model import Claim, Link, Response, Source, new_id
from annotator.store import Store
from annotator.vocabulary import LinkKind, ResponseStatus, Tag
from tests.examples import examples
from tests.factories import keep_text, new_project

TEXT = "Head\n\nAbcdefghijklmnopqrstuvwxyz, and so on to the end of it all.\n"
NAMES = ("The mill", "The union", "A clerk")
KINDS = (LinkKind.DENIES, LinkKind.CONTINUES, LinkKind.SUPPORTS)


@pytest.mark.slow
@given(st.data())
@examples(60)
def test_the_beginning_says_of_its_claims_what_the_whole_says(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, project(Path(folder)) as store:
        article = keep_text(store, TEXT)
        sources = [Source(new_id(), name) for name in NAMES]
        count = data.draw(st.integers(1, 7))
        claims = [
            Claim(
                new_id(),
                article.id,
                start,
                start + 4,
                TEXT[start : start + 4],
                data.draw(st.sampled_from([(), (Tag.ALLEGATION,), (Tag.DENIAL,)])),
                data.draw(st.sampled_from([*[source.id for source in sources], None])),
                targets=data.draw(st.sampled_from([(), NAMES[:1], NAMES[:2]])),
            )
            for start in data.draw(st.lists(st.integers(6, 40), min_size=count, max_size=count))
        ]
        links = list(drawn_links(data, claims))
        asked = data.draw(st.lists(st.sampled_from(claims), max_size=2, unique_by=id))
        responses = [Response(new_id(), c.id, NAMES[0], ResponseStatus.DECLINED) for c in asked]
        store.apply(edits.add("Mark", *sources, *claims, *links, *responses))
        until = data.draw(st.integers(6, 42))
        whole, part = (Desk(store.marks(article.id, until=n)) for n in (None, until))
        early = [claim for claim in whole.claims if claim.start < until]
        assert part.claims[: len(early)] == early
        for claim in early:
            assert part.number_of(claim) == whole.number_of(claim)
            assert part.source_of(claim) == whole.source_of(claim)
            assert part.chain_of(claim) == whole.chain_of(claim)
            assert part.pairs_of(claim) == whole.pairs_of(claim)
            assert part.is_about_nobody(claim) == whole.is_about_nobody(claim)


def project(folder: Path) -> Store:
    return Store.open(new_project(folder / "desk.onrecord"))


def drawn_links(data: st.DataObject, claims: list[Claim]) -> Iterator[Link]:
    """Yield links between any two claims, each pair at most once a kind."""
    numbers = st.integers(0, len(claims) - 1)
    drawn = data.draw(st.sets(st.tuples(numbers, numbers, st.sampled_from(KINDS)), max_size=8))
    for start, goal, kind in sorted(drawn):
        if start != goal:
            yield Link(new_id(), kind, claims[start].id, claims[goal].id)
