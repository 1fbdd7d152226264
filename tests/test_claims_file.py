"""Claims files: every default, every refusal by name, and all or none."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import claims_file, marking
from annotator.errors import ClaimsFileError
from annotator.model import Article
from annotator.store import Store
from annotator.vocabulary import SourceKind
from tests.examples import examples
from tests.factories import keep_text, new_project

TEXT = (
    "Mill accused of dumping: union\n\n"
    "The union said the mill dumped waste. The mill denies it, the union said.\n"
    "Family 👨‍👩‍👧 of three said no. Officials said yes.\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(new_project(tmp_path / "story.onrecord")) as opened:
        yield opened


@pytest.fixture
def article(store: Store) -> Article:
    return keep_text(store, TEXT)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Article]]:
    """Return a store in which nothing is ever marked."""
    path = new_project(tmp_path_factory.mktemp("untouched") / "story.onrecord")
    with Store.open(path) as opened:
        yield opened, keep_text(opened, TEXT)


def claim(quote: str, name: str = "a", **fields: object) -> dict[str, Any]:
    return {"id": name, "quote": quote, **fields}


def written(**parts: object) -> bytes:
    return json.dumps({"format": "onrecord-claims/1", **parts}).encode()


def mark(store: Store, article: Article, data: bytes) -> dict[str, Any]:
    parsed = claims_file.parse(data, "Reviewer 1")
    edit = marking.fit(store, article, parsed, "Mark")
    if edit.moves:
        store.apply(edit)
    told: dict[str, Any] = json.loads(json.dumps(claims_file.dump(store.marks(article.id))))
    return told


DUMPED = claim("the mill dumped waste", targets=["the mill"])
DENIES = claim("The mill denies it", "b")


def test_everything_but_the_required_has_a_default(store: Store, article: Article) -> None:
    told = mark(store, article, written(claims=[DUMPED]))
    assert told["claims"] == [
        {
            "id": "c0",
            "start": TEXT.index("the mill"),
            "end": TEXT.index(". The mill denies"),
            "quote": "the mill dumped waste",
            "tags": [],
            "source": None,
            "mention": None,
            "mention_start": None,
            "cue": None,
            "cue_start": None,
            "quote_type": "none",
            "targets": ["the mill"],
            "implicated": [],
            "response_type": None,
            "reported_speaker": None,
            "via": None,
            "verification": "unchecked",
            "evidence": [],
            "legal_risk": "none",
            "legal_note": "",
            "confidence": 1.0,
            "background": False,
            "denies_outside": False,
            "note": "",
            "reviewer": "Reviewer 1",
        }
    ]


def test_mention_and_cue_are_found_at_the_nearest_whole_words(
    store: Store, article: Article
) -> None:
    found = claim("The mill denies it", mention="the union", cue="said")
    (told,) = mark(store, article, written(claims=[found]))["claims"]
    assert told["mention_start"] == TEXT.index("the union said.")
    assert told["cue_start"] == TEXT.index("said.")


def test_a_cue_that_stands_nowhere_has_no_place(store: Store, article: Article) -> None:
    (told,) = mark(store, article, written(claims=[claim("The union", cue="alleged")]))["claims"]
    assert (told["cue"], told["cue_start"]) == ("alleged", None)


def test_a_source_that_is_not_listed_is_made_as_unknown(store: Store, article: Article) -> None:
    told = mark(store, article, written(claims=[claim("The union", source="Dockers’ union")]))
    (source,) = told["sources"]
    assert (source["name"], source["kind"], source["side"]) == (
        "Dockers’ union",
        "unknown",
        "unknown",
    )


def test_a_listed_source_is_kept_though_it_says_nothing(store: Store, article: Article) -> None:
    told = mark(store, article, written(sources=[{"name": "Mayor Ruiz", "kind": "named"}]))
    assert [source["name"] for source in told["sources"]] == ["Mayor Ruiz"]


def test_officials_of_two_stories_are_two_sources(store: Store, article: Article) -> None:
    other = keep_text(store, "Another\n\nOfficials said no.\n")
    officials = [{"name": "officials", "kind": "anonymous"}]
    mark(
        store, article, written(sources=officials, claims=[claim("said yes", source="officials")])
    )
    mark(store, other, written(sources=officials, claims=[claim("said no", source="officials")]))

    (here,) = store.marks(article.id).sources
    (there,) = store.marks(other.id).sources
    assert here.id != there.id
    assert (here.kind, here.article_id) == (SourceKind.ANONYMOUS, article.id)


def test_a_named_source_of_two_stories_is_one(store: Store, article: Article) -> None:
    other = keep_text(store, "Another\n\nThe union said no.\n")
    ruiz = [{"name": "Mayor Ruiz", "kind": "named", "role": "mayor"}]
    mark(store, article, written(sources=ruiz, claims=[claim("said yes", source="Mayor Ruiz")]))
    mark(store, other, written(sources=ruiz, claims=[claim("said no", source="Mayor Ruiz")]))
    assert store.marks(article.id).sources == store.marks(other.id).sources

    disagrees = [{"name": "Mayor Ruiz", "role": "former mayor"}]
    with pytest.raises(ClaimsFileError, match="another role: “mayor”, not “former mayor”"):
        mark(store, other, written(sources=disagrees))


def test_a_claims_file_without_marks_is_fine(store: Store, article: Article) -> None:
    told = mark(store, article, written())
    assert mark(store, article, json.dumps(told).encode()) == told


def link(kind: str, start: str = "b", goal: str = "a") -> dict[str, Any]:
    return {"kind": kind, "from": start, "to": goal}


SOUGHT = {"claim": "a", "target": "the mill", "status": "sought"}
REFUSALS: dict[str, tuple[bytes, str]] = {
    "no json": (b"{", "not JSON: line 1"),
    "not utf-8": (b"\xff\xfe", "not UTF-8"),
    "nested deep": (b"[" * 100_000, "not JSON"),
    "a list": (b"[]", "one JSON object"),
    "no format": (b"{}", "onrecord-claims/1"),
    "another format": (b'{"format": "onrecord-claims/2"}', "onrecord-claims/1"),
    "a doubled key": (b'{"format": "x", "format": "y"}', "“format” stands twice"),
    "not a number": (b'{"format": NaN}', "NaN"),
    "huge number": (b'{"format": ' + b"9" * 5000 + b"}", "not JSON"),
    "unknown key": (written(claim=[]), "unknown key “claim”"),
    "unknown claim key": (written(claims=[claim("The union", tag="denial")]), "(“a”).*“tag”"),
    "unknown tag": (written(claims=[claim("The union", tags=["rumor"])]), "“rumor” is not one of"),
    "doubled tag": (
        written(claims=[claim("The union", tags=["denial", "denial"])]),
        "“denial” twice",
    ),
    "no quote": (written(claims=[{"id": "a"}]), "lacks “quote”"),
    "no id": (written(claims=[{"quote": "x"}]), "lacks “id”"),
    "empty quote": (written(claims=[claim("")]), "quote is empty"),
    "white quote": (written(claims=[claim("\n\n", start=30, end=32)]), "quote is empty"),
    "claims no list": (written(claims={}), "must be a list"),
    "claim no object": (written(claims=["x"]), "must be an object"),
    "doubled id": (written(claims=[DUMPED, claim("The union")]), "“a” stands twice"),
    "wrong quote": (
        written(claims=[claim("The onion", start=32, end=41)]),
        "the article says “The union” from 32 to 41, not “The onion”",
    ),
    "quote twice": (written(claims=[claim("union")]), "more than once"),
    "quote nowhere": (written(claims=[claim("onion")]), "nowhere"),
    "only a start": (written(claims=[claim("The union", start=32)]), "both start and end"),
    "a waiver twice": (
        written(waivers=[{"rule": "SRC-01"}, {"rule": "SRC-01"}]),
        "SRC-01 is waived there already",
    ),
    "far outside": (written(claims=[claim("x", start=9999, end=10_000)]), "no place"),
    "negative": (written(claims=[claim("x", start=-1, end=2)]), "not negative"),
    "a true start": (written(claims=[claim("x", start=True, end=2)]), "whole number"),
    "half a character": (
        written(claims=[claim("👨", start=TEXT.index("👨"), end=TEXT.index("👨") + 1)]),
        "cuts a character in two",
    ),
    "wrong cue place": (
        written(claims=[claim("The union", cue="said", cue_start=0)]),
        "cue “said” is not at 0",
    ),
    "a place and no cue": (written(claims=[claim("The union", cue_start=3)]), "no cue"),
    "confidence": (written(claims=[claim("The union", confidence=1.5)]), "from 0 to 1"),
    "huge confidence": (written(claims=[claim("The union", confidence=10**400)]), "from 0 to 1"),
    "text for a flag": (written(claims=[claim("The union", background="no")]), "true or false"),
    "NUL": (written(claims=[claim("The union", note="a\0b")]), "NUL"),
    "lone surrogate": (written(claims=[claim("The union", note="\ud800")]), "half a character"),
    "there twice": (written(claims=[DUMPED, DUMPED | {"id": "b"}]), "“b” is there already"),
    "unknown source kind": (written(sources=[{"name": "x", "kind": "friend"}]), "“friend”"),
    "doubled source": (written(sources=[{"name": "x"}, {"name": "x"}]), "“x” stands twice"),
    "nameless source": (written(sources=[{"name": " "}]), "name is empty"),
    "bad count": (written(sources=[{"name": "x", "descriptor": {"count": "two"}}]), "count"),
    "link to nowhere": (written(claims=[DUMPED], links=[link("denies")]), "“b” that is not in"),
    "link to itself": (
        written(claims=[DUMPED], links=[link("denies", "a", "a")]),
        "linked to itself",
    ),
    "doubled link": (
        written(claims=[DUMPED, DENIES], links=[link("denies"), link("denies")]),
        "linked that way already",
    ),
    "unknown link": (written(claims=[DUMPED, DENIES], links=[link("refutes")]), "“refutes”"),
    "two sources in a chain": (
        written(claims=[DUMPED, DENIES | {"source": "x"}], links=[link("continues")]),
        "cannot have two sources",
    ),
    "a chain backwards": (
        written(claims=[DUMPED, DENIES], links=[link("continues", "a", "b")]),
        "the later half",
    ),
    "response of a stranger": (
        written(claims=[DUMPED], responses=[SOUGHT | {"target": "the mayor"}]),
        "not among the targets",
    ),
    "doubled response": (
        written(claims=[DUMPED], responses=[SOUGHT, SOUGHT]),
        "has a response of “the mill” already",
    ),
    "bad date": (
        written(claims=[DUMPED], responses=[SOUGHT | {"date": "last Friday"}]),
        "“last Friday” is not a date",
    ),
    "waiver of no claim": (written(waivers=[{"rule": "SRC-01", "claim": "z"}]), "“z”"),
    "waiver of no rule": (written(waivers=[{"reason": "x"}]), "lacks “rule”"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_broken_claims_file_is_refused_by_name_and_nothing_is_kept(
    untouched: tuple[Store, Article], name: str
) -> None:
    store, article = untouched
    data, words = REFUSALS[name]
    before = store.last_step()
    with pytest.raises(ClaimsFileError, match=words) as refused:
        mark(store, article, data)
    assert "\n" not in str(refused.value)
    assert store.last_step() == before
    assert store.marks(article.id).claims == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["id", "quote", "tags", "source", "kind", "from", "name", "rule", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@pytest.mark.slow
@given(
    parts=st.dictionaries(
        st.sampled_from(["sources", "claims", "links", "responses", "waivers"]), JSON
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_is_marked_or_refused_in_words(
    store: Store, article: Article, parts: dict[str, Any]
) -> None:
    with suppress(ClaimsFileError):
        parsed = claims_file.parse(written(**parts), "R")
        marking.fit(store, article, parsed, "Mark")


@given(st.binary(max_size=200))
def test_any_bytes_are_parsed_or_refused_in_words(data: bytes) -> None:
    with pytest.raises(ClaimsFileError):
        claims_file.parse(data, "R")


@st.composite
def marked_files(draw: st.DrawFn) -> bytes:
    """Draw a claims file that fits TEXT, with sources, links, responses and waivers."""
    words = TEXT.split(" ")
    offsets = [len(" ".join(words[:n])) + bool(n) for n in range(len(words))]
    claims: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, 6))):
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, min(first + 8, len(words) - 1)))
        start, end = offsets[first], offsets[last] + len(words[last])
        fields = {
            "tags": draw(
                st.lists(st.sampled_from(["allegation", "denial"]), unique=True, max_size=2)
            ),
            "source": draw(st.sampled_from([None, "the union", "officials"])),
            "targets": draw(st.sampled_from([[], ["the mill"], ["the mill", "Ruiz"]])),
            "note": draw(
                st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=9)
            ),
            "confidence": draw(st.floats(0, 1)),
            "reviewer": f"R{n}",
        }
        claims.append(
            {"id": f"x{n}", "start": start, "end": end, "quote": TEXT[start:end], **fields}
        )
    pairs = st.tuples(st.sampled_from(claims), st.sampled_from(claims)).filter(
        lambda pair: pair[0]["id"] != pair[1]["id"]
    )
    links = {
        (a["id"], b["id"])
        for a, b in draw(st.lists(pairs, max_size=4) if len(claims) > 1 else st.just([]))
    }
    return written(
        sources=[{"name": "officials", "kind": "anonymous", "descriptor": {"count": 2}}],
        claims=claims,
        links=[link("supports", a, b) for a, b in sorted(links)],
        responses=[SOUGHT | {"claim": c["id"]} for c in claims if "the mill" in c["targets"]],
        waivers=[{"rule": "SRC-01", "claim": claims[0]["id"], "reason": "said so"}],
    )


@pytest.mark.slow
@given(data=marked_files())
@settings(examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_claims_prints_marks_a_fresh_import_the_same(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("marks")
    told = []
    for n in range(2):
        with Store.open(new_project(folder / f"{n}.onrecord")) as store:
            data = json.dumps(mark(store, keep_text(store, TEXT), data)).encode()
            told.append(data)
    assert told[0] == told[1]
