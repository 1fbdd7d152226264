"""Nouns as rows: what goes in comes out, and the schema has a column for every field."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ProjectError
from annotator.model import (
    Block,
    Claim,
    Descriptor,
    Document,
    Evidence,
    Response,
    Side,
    Source,
    Waiver,
)
from annotator.store import Store
from annotator.store.rows import BY_NAME, DOCUMENTS, STEPS, TABLES, digest
from annotator.vocabulary import (
    BlockKind,
    EvidenceKind,
    LegalRisk,
    QuoteType,
    ResponseStatus,
    ResponseType,
    Sector,
    SourceKind,
    Tag,
    Verification,
)
from tests.factories import new_project

WORDS = st.text('aé\u00a0😀\n"\\\u0301“\u200d', max_size=6)
MAYBE = st.none() | WORDS
NAMES = st.lists(WORDS, max_size=3).map(tuple)
PLACE = st.none() | st.integers(0, 1 << 53)

CLAIMS = st.builds(
    Claim,
    id=WORDS,
    article_id=WORDS,
    start=st.integers(0, 1 << 40),
    end=st.integers(0, 1 << 40),
    quote=WORDS,
    tags=st.lists(st.sampled_from(Tag), unique=True).map(tuple),
    source_id=MAYBE,
    mention=MAYBE,
    mention_start=PLACE,
    cue=MAYBE,
    cue_start=PLACE,
    quote_type=st.sampled_from(QuoteType),
    targets=NAMES,
    implicated=NAMES,
    response_type=st.none() | st.sampled_from(ResponseType),
    reported_speaker=MAYBE,
    via=MAYBE,
    verification=st.sampled_from(Verification),
    evidence=st.lists(
        st.builds(
            Evidence, kind=st.sampled_from(EvidenceKind), title=WORDS, url=MAYBE, text=MAYBE
        ),
        max_size=2,
    ).map(tuple),
    legal_risk=st.sampled_from(LegalRisk),
    legal_note=WORDS,
    confidence=st.floats(0, 1),
    background=st.booleans(),
    denies_outside=st.booleans(),
    note=WORDS,
    reviewer=WORDS,
)
SOURCES = st.builds(
    Source,
    id=WORDS,
    name=WORDS,
    kind=st.sampled_from(SourceKind),
    sector=st.sampled_from(Sector),
    side=WORDS,
    role=MAYBE,
    affiliation=MAYBE,
    aliases=NAMES,
    descriptor=st.none()
    | st.builds(
        Descriptor,
        affiliation=st.booleans(),
        basis=st.booleans(),
        count=st.none() | st.integers(0, 99),
        reason=st.booleans(),
    ),
    article_id=MAYBE,
)
RESPONSES = st.builds(
    Response,
    id=WORDS,
    claim_id=WORDS,
    target=WORDS,
    status=st.sampled_from(ResponseStatus),
    date=MAYBE,
    channel=MAYBE,
    deadline=MAYBE,
)
WAIVERS = st.builds(Waiver, id=WORDS, article_id=WORDS, rule=WORDS, reason=WORDS, claim_id=MAYBE)
SIDES = st.builds(Side, id=WORDS, name=WORDS, place=st.integers(0, 99), look=st.integers(0, 29))


@given(CLAIMS | SOURCES | RESPONSES | WAIVERS | SIDES)
def test_a_noun_comes_back_from_its_row_and_from_its_event(
    noun: Claim | Source | Response | Waiver | Side,
) -> None:
    table = TABLES[type(noun)]
    assert table.from_row(table.sealed(noun)) == noun
    assert table.from_json(table.to_json(noun)) == noun


def test_claims_share_the_strings_that_stand_in_many_of_them() -> None:
    table = TABLES[Claim]
    row = table.sealed(Claim("c", "an article", 0, 1, "x", source_id="a source"))
    copies = [["".join(list(v)) if isinstance(v, str) else v for v in row] for _ in range(2)]
    first, second = map(table.from_row, copies)
    assert first.article_id is second.article_id
    assert first.source_id is second.source_id


@given(CLAIMS, st.data())
def test_any_other_value_in_a_row_is_noticed(claim: Claim, data: st.DataObject) -> None:
    table = TABLES[Claim]
    row = table.sealed(claim)
    n = data.draw(st.integers(0, len(row) - 2))
    row[n] = "something else" if row[n] != "something else" else None
    with pytest.raises(ProjectError, match="damaged"):
        table.from_row(row)


def test_a_documents_blocks_come_back() -> None:
    blocks = (Block(BlockKind.HEADLINE, 0, 5, 0), Block(BlockKind.FURNITURE, 7, 9, None))
    document = Document("d", "Hello\n\nby", blocks, "x.txt", "00")
    assert DOCUMENTS.from_row(DOCUMENTS.sealed(document)) == document


def test_a_row_of_one_table_does_not_pass_in_another() -> None:
    assert digest("claim", ["x"]) != digest("source", ["x"])


def test_a_bytes_digest_depends_on_the_bytes() -> None:
    assert digest("original", ["x", b"a"]) != digest("original", ["x", b"b"])


def test_the_schema_has_a_column_for_every_field_and_no_other(tmp_path: Path) -> None:
    with Store.open(new_project(tmp_path / "x.onrecord")) as store:
        for table in (*BY_NAME.values(), DOCUMENTS, STEPS):
            rows = store._conn.execute(f"PRAGMA table_info({table.name})")  # noqa: SLF001
            assert {row[1] for row in rows} == {*table.names, "digest"}


def test_replacing_a_field_changes_the_digest() -> None:
    claim = Claim("c", "a", 0, 1, "x")
    table = TABLES[Claim]
    assert table.sealed(claim)[-1] != table.sealed(replace(claim, background=True))[-1]
