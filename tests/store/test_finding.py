"""A search finds what a plain reading of every article finds, and no query makes it fail."""

import random
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator import edits
from annotator.errors import AnnotatorError
from annotator.hits import Part
from annotator.model import Article, Claim, Link, Marks, Response, Source, new_id
from annotator.query import Query, Term, parse
from annotator.report import pairs
from annotator.store import Store, finding
from annotator.store.reader import Reader
from annotator.vocabulary import ArticleStatus, LinkKind, ResponseStatus, Tag, Verification
from tests.benchmarks.libraries import library_of
from tests.examples import examples
from tests.factories import claim_of, keep_text, new_project

WORDS = [
    *("mill", "Mill", "dumped", "waste", "étude", "etude", "שלום", "عالم", "👍", "U.S.", "it’s"),
]
NAMES = ["The mill", "Étude & Co.", "White House", "שלום", "clerk 👍"]
PARTIES = ["The mill", "old The mill", "x-y"]
SIDES = ["US government", "company", "unknown"]
FIELDS = [
    *("tag:A", "tag:denial", "tag:off", "status:draft", "status:held", "status:unchecked"),
    *("status:false", "unanswered:yes", "unanswered:no", "after:2020-03", "before:2020-03-15"),
    *("after:soon", "source:mill", "source:“white h”", "source:étu", "side:us", "side:gov"),
]
LINES = st.lists(
    st.sampled_from(
        [*WORDS, *FIELDS, "-waste", "-mill", "mi*", "“mill dumped”", "lawyer", "house", "-"]
    ),
    max_size=5,
).map(" ".join)
ANY = st.text(st.characters(exclude_categories=()))


class Library:
    """A project, and everything in it as it is read article by article."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.every = [reader.marks(article.id) for article in reader.articles()]


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with TemporaryDirectory() as folder:
        path = new_project(Path(folder) / "many.onrecord")
        chance = random.Random(3)  # noqa: S311
        with Store.open(path) as store:
            sources = [
                Source(new_id(), name, side=chance.choice(SIDES), aliases=(f"old {name}", "x-y"))
                for name in NAMES
            ]
            sources.append(Source(new_id(), "spokesman", affiliation=NAMES[0]))
            store.apply(edits.add("Sources", *sources))
            for number in range(40):
                _keep(store, number, sources, chance)
        with Reader.open(path) as opened:
            yield Library(opened)


def _keep(store: Store, number: int, sources: list[Source], chance: random.Random) -> None:
    def some(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    text = f"{some(4)} {number}\n\n" + "\n\n".join(some(30) for _ in range(4)) + "\n"
    article = keep_text(store, text)
    day = chance.choice([None, "2019-05-01", "2020-03-01", "2020-03-15", "2021-01-01T10:00:00Z"])
    status = chance.choice(list(ArticleStatus))
    byline = chance.choice([None, "Ann Mill"])
    changed = replace(article, published=day, status=status, byline=byline)
    if changed != article:
        store.apply(edits.change("Change", (article, changed)))
    claims = [_claim(article, text, sources, chance) for _ in range(chance.randint(0, 9))]
    if claims:
        store.apply(edits.add("Mark", *claims, *_answers(claims, chance)))


def _claim(article: Article, text: str, sources: list[Source], chance: random.Random) -> Claim:
    start = chance.randrange(len(text) - 2)
    end = chance.randint(start + 1, min(len(text), start + 60))
    source = chance.choice([*sources, None])
    return Claim(
        new_id(),
        article.id,
        start,
        end,
        text[start:end],
        tuple(chance.sample(list(Tag), chance.randint(0, 2))),
        source.id if source else None,
        targets=tuple(chance.sample(PARTIES, chance.randint(0, 2))),
        verification=chance.choice([Verification.UNCHECKED, Verification.FALSE]),
        note=chance.choice(["", "", "ask the lawyer of the mill"]),
    )


def _answers(claims: list[Claim], chance: random.Random) -> Iterator[Link | Response]:
    for claim in claims:
        if Tag.ALLEGATION not in claim.tags:
            continue
        for other in chance.sample(claims, min(3, len(claims))):
            if other.id != claim.id:
                yield Link(new_id(), chance.choice(list(LinkKind)), other.id, claim.id)
        for target in claim.targets[: chance.randint(0, 1)]:
            yield Response(new_id(), claim.id, target, chance.choice(list(ResponseStatus)))


def folded(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return re.findall(r"[^\W_]+", bare)


def holds(term: Term, text: str) -> bool:
    wanted, there = folded(term.words), folded(text)
    for at in range(len(there) - len(wanted) + 1):
        run = there[at : at + len(wanted)]
        last = run[-1].startswith(wanted[-1]) if term.is_prefix else run[-1] == wanted[-1]
        if run[:-1] == wanted[:-1] and last:
            return True
    return False


def is_hit(query: Query, *columns: str) -> bool:
    every = all(any(holds(term, column) for column in columns) for term in query.words)
    none = not any(holds(term, column) for term in query.without for column in columns)
    return every and none


def passes(query: Query, marks: Marks, claim: Claim) -> bool:
    source = marks.source_of(claim)
    names = [source.name, " ".join(source.aliases)] if source else []
    meant = [Term(name, is_prefix=True) for name in query.sources]
    begins = [f" {side.casefold()}" for side in query.sides]
    waits = {pair.claim.id: False for pair in pairs(marks)}
    waits |= {pair.claim.id: True for pair in pairs(marks) if not pair.is_answered}
    return (
        (not query.tags or bool(set(query.tags) & set(claim.tags)))
        and (not query.verifications or claim.verification in query.verifications)
        and (not meant or any(holds(term, name) for term in meant for name in names))
        and (not begins or any(b in f" {source.side.casefold()}" for b in begins if source))
        and (not query.unanswered or waits.get(claim.id) in query.unanswered)
    )


def is_in_time(query: Query, article: Article) -> bool:
    day = article.published or ""
    return (
        (not query.statuses or article.status in query.statuses)
        and (query.after is None or (bool(day) and day >= query.after))
        and (query.before is None or (bool(day) and day < query.before))
    )


Place = tuple[str, Part, str | None]


def expected(query: Query, every: Iterable[Marks]) -> tuple[set[str], set[Place]]:
    """Return the articles that hold hits, and all places but passages of texts."""
    articles: set[str] = set()
    places: set[Place] = set()
    for marks in every if not query.is_empty else ():
        article = marks.article
        if not is_in_time(query, article):
            continue
        found = set(_of_claims(query, marks))
        if not query.is_about_claims:
            told = (article.title, article.byline or "", article.outlet or "")
            in_text = is_hit(query, marks.text)
            if is_hit(query, *told) and (query.words or in_text):
                found.add((article.id, Part.HEADLINE, None))
            if found or (query.words and in_text):
                articles.add(article.id)
        elif found:
            articles.add(article.id)
        places |= found
    return articles, places


def _of_claims(query: Query, marks: Marks) -> Iterator[Place]:
    heard = set()
    for claim in marks.claims:
        if not (query.words or query.is_about_claims) or not passes(query, marks, claim):
            continue
        if is_hit(query, claim.quote, claim.note):
            in_quote = not query.words or any(holds(t, claim.quote) for t in query.words)
            yield marks.article.id, Part.CLAIM if in_quote else Part.NOTE, claim.id
        source = marks.source_of(claim)
        named = source and is_hit(query, source.name, " ".join(source.aliases))
        if query.words and source and named and source.id not in heard:
            heard.add(source.id)
            yield marks.article.id, Part.SOURCE, claim.id


@pytest.mark.slow
@given(LINES)
@example("mill dumped -waste")
@example("-mill after:2020")
def test_a_search_finds_what_a_plain_reading_finds(library: Library, line: str) -> None:
    check(library, line)


@pytest.mark.slow
@pytest.mark.parametrize("line", FIELDS)
def test_each_field_finds_what_a_plain_reading_finds(library: Library, line: str) -> None:
    check(library, line)
    check(library, f"mill {line}")


def check(library: Library, line: str) -> None:
    query = parse(line)
    hits = library.reader.find(query, limit=10_000).hits
    articles, places = expected(query, library.every)
    assert {hit.article.id for hit in hits} == articles
    found = [(h.article.id, h.part, h.claim_id) for h in hits if h.part is not Part.TEXT]
    assert len(found) == len(set(found))
    assert set(found) == places


@pytest.mark.slow
@given(LINES)
def test_what_is_shown_of_a_hit_holds_the_words_at_their_places(
    library: Library, line: str
) -> None:
    query = parse(line)
    texts = {marks.article.id: marks.text for marks in library.every}
    for hit in library.reader.find(query, limit=200).hits:
        for span in hit.found:
            words = span.of(hit.context)
            if hit.part is Part.TEXT and span.end == len(hit.context):
                continue  # a phrase that goes on in the next paragraph
            assert any(holds(term, words) for term in query.words), (line, words)
        if query.words:
            assert hit.found
        if hit.part is Part.TEXT:
            assert hit.span
            shown = hit.found[0].of(hit.context)
            assert hit.span.of(texts[hit.article.id]) == shown
        elif hit.part is Part.CLAIM:
            assert hit.span
            assert hit.context.strip("…") in hit.span.of(texts[hit.article.id]).replace("\n", " ")


@pytest.mark.slow
@given(LINES, st.integers(1, 7))
def test_hits_come_newest_article_first_and_the_same_page_by_page(
    library: Library, line: str, limit: int
) -> None:
    query = parse(line)
    whole = library.reader.find(query, limit=10_000)
    assert whole.rest is None
    page = library.reader.find(query, limit=limit)
    paged = list(page.hits)
    while page.rest:
        assert len(page.hits) == limit
        page = library.reader.find(query, limit=limit, rest=page.rest)
        paged += page.hits
    assert paged == list(whole.hits)
    order = list(dict.fromkeys(hit.article for hit in paged))
    dated = [article.published or "" for article in order]
    assert dated == sorted(dated, reverse=True)


@given(ANY | st.lists(ANY | st.sampled_from(FIELDS), max_size=3).map(" ".join))
@examples(300)
@example("\0")
@example("\ud800")
@example('"" AND OR NOT ( NEAR("a" * ^')
@example(" ".join(f"w{n}" for n in range(5_000)))
@example("𞤀𞤁 -𞤂")
@example("{quote} : mill")
def test_no_query_makes_a_search_fail(library: Library, line: str) -> None:
    library.reader.find(parse(line))


@pytest.mark.torture
@given(ANY | LINES)
@settings(max_examples=5_000)
def test_no_query_of_thousands_makes_a_search_fail(library: Library, line: str) -> None:
    page = library.reader.find(parse(line), limit=3)
    if page.rest:
        library.reader.find(parse(line), limit=3, rest=page.rest)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "one.onrecord")) as opened:
        yield opened


def found(store: Store, line: str) -> list[tuple[Part, str]]:
    return [(hit.part, hit.context) for hit in store.find(parse(line)).hits]


def test_emoji_and_right_to_left_words_are_found_at_their_code_points(store: Store) -> None:
    text = "Headline\n\n👍🏽👨‍👩‍👧 she said 👍 שלום עולם and left 𝔄 early.\n"
    keep_text(store, text)
    (hit,) = store.find(parse("“שלום עולם”")).hits
    assert hit.span
    assert hit.span.of(text) == "שלום עולם"
    assert hit.found[0].of(hit.context) == "שלום עולם"
    (hit,) = store.find(parse("early")).hits
    assert hit.span
    assert hit.span.of(text) == "early"


def test_a_passage_is_not_shown_again_where_a_claim_shows_its_words(store: Store) -> None:
    text = "Headline\n\nThe mill dumped waste.\n\nThe mill did so at night.\n"
    article = keep_text(store, text)
    store.apply(edits.add("Mark", claim_of(article, text, "The mill dumped waste")))
    assert found(store, "mill") == [
        (Part.CLAIM, "The mill dumped waste"),
        (Part.TEXT, "The mill did so at night."),
    ]


def test_passages_with_all_the_words_keep_back_those_with_some(store: Store) -> None:
    keep_text(store, "Headline\n\nThe mill.\n\nThe mill dumped waste.\n\nWaste.\n")
    assert found(store, "mill waste") == [(Part.TEXT, "The mill dumped waste.")]
    assert len(found(store, "headline waste")) == 3


def test_a_long_passage_is_cut_around_the_words(store: Store) -> None:
    keep_text(store, f"Headline\n\n{'before ' * 50}mill {'after ' * 50}\n")
    ((_, context),) = found(store, "mill")
    assert context.startswith("…before")
    assert context.endswith("after…")
    assert " mill " in context
    assert len(context) < 200


def test_a_search_follows_what_is_changed_undone_and_deleted(store: Store) -> None:
    text = "Headline\n\nThe mill dumped waste.\n"
    article = keep_text(store, text)
    store.apply(edits.add("Mark", claim_of(article, text, "mill", note="ask the lawyer")))
    assert found(store, "lawyer") == [(Part.NOTE, "ask the lawyer")]
    store.undo()
    assert found(store, "lawyer") == []
    store.apply(edits.delete_article(store.marks(article.id), store.listings(article.id)))
    assert found(store, "mill") == []
    store.undo()
    assert found(store, "mill") == [(Part.TEXT, "The mill dumped waste.")]


def test_what_is_wanted_no_more_is_not_looked_for(library: Library) -> None:
    assert library.reader.find(parse("mill"), is_wanted=lambda: False).hits == ()


def test_a_search_is_given_up_within_a_statement(tmp_path: Path) -> None:
    path = library_of(tmp_path / "many.onrecord", 300, 20)
    answers = iter([True])
    query = parse("unanswered:yes")
    with Reader.open(path) as reader:
        # Between statements it would be known by now where to go on.
        assert reader.find(query, lambda: next(answers, False)).rest is None
        assert reader.find(query).rest


def test_a_search_that_is_broken_off_before_its_first_answer_is_no_fault(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every statement but the first is broken off, as another thread does for a write."""
    library.reader._conn.set_progress_handler(lambda: True, 1)  # noqa: SLF001
    answers = iter([True])
    monkeypatch.setattr(finding, "_STEPS", 1)
    assert library.reader.find(parse("mill"), lambda: next(answers, False)).hits == ()


def test_a_damaged_row_is_told_and_not_shown(tmp_path: Path) -> None:
    import sqlite3

    path = new_project(tmp_path / "one.onrecord")
    with Store.open(path) as opened:
        article = keep_text(opened, "Headline\n\nThe mill dumped waste.\n")
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE article SET title = 'Another' WHERE id = ?", (article.id,))
    conn.close()
    with Reader.open(path) as opened_again, pytest.raises(AnnotatorError, match="damaged"):
        opened_again.find(parse("mill"))
