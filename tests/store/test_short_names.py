"""A short name goes where it is a word: what is taken out and what is looked for are the same."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import edits
from annotator.edits import add
from annotator.model import Identity, Response, Side, Source, new_id
from annotator.store import Store
from annotator.store.drafts import Place
from annotator.store.forgetting import Forgetting, Looking
from annotator.store.integrity import examine
from annotator.store.purging import Purge
from annotator.store.scanning import Scanner
from annotator.store.traces import Forgotten, Found
from annotator.vocabulary import ResponseStatus, SourceKind
from tests.command_line import onrecord
from tests.factories import claim_of, keep_text, project_with

LABEL = "a clerk at the annual fair"
TEXT = "The Annex burned\n\nThe annex was planned by Hannah, she said. The channel said no.\n"
WORDS = "The annex was planned"
SPARED = "Planned in the Annex: channel, Hannah, annual, JoAnn, annex_planned"


@pytest.fixture(autouse=True)
def own_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that other programs left be looked through."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))


def longer_words(store: Store) -> Source:
    """Fill a project with words that have the letters of Ann in them, wherever words stand."""
    article = keep_text(store, TEXT, "annex.txt")
    source = Source(new_id(), LABEL, SourceKind.ANONYMOUS, article_id=article.id)
    store.apply(add("Meet one at the Annex", source))
    claim = claim_of(article, TEXT, WORDS, source_id=source.id, note=SPARED, targets=("Annex",))
    store.apply(add("Mark the annex", claim))
    other = Source(new_id(), "The Annex", SourceKind.INSTITUTION, aliases=("Annexe",))
    store.apply(add("Meet", replace(other, side="annexers")))
    store.apply(add("Side", Side(new_id(), "the annexers", 90, 0)))
    asked = Response(new_id(), claim.id, "The Annex", ResponseStatus.SOUGHT, channel="channel")
    store.apply(add("Ask", asked))
    store.draft_keeper.keep({Place("annex", "about the annex"): "half\nan\nnexus: annexed"})
    store.keep_identity(Identity(new_id(), source.id, "Ann", "by post to the Annex"))
    return source


def noted(store: Store, note: str) -> None:
    """Write a note on the one claim."""
    (claim,) = store.marks(store.articles()[0].id).claims
    store.apply(edits.change("Note", (claim, replace(claim, note=note))))


def note_of(project: Path) -> str:
    with Looking.open(project) as reader:
        (claim,) = reader.marks(reader.articles()[0].id).claims
        return claim.note


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return project_with(folder / "mill.onrecord", longer_words)


def found(project: Path, *words: str) -> Found:
    with Looking.open(project) as reader:
        return reader.found(words, lambda: True, lambda *_: None)


def forget(project: Path, *also: str) -> Forgotten:
    with Forgetting.open(project) as store:
        return store.forget(LABEL, also)


def test_longer_words_are_no_traces_of_a_short_name_and_stay(project: Path) -> None:
    with Looking.open(project) as reader:
        source = reader.source_meant(LABEL)
        assert reader.confidences(source) >= {"Ann"}
    before = found(project, "Ann")
    assert {trace.place.partition(" ")[0] for trace in before.traces} == {"identity"}
    assert (before.articles, before.deleted) == ((), 0)
    done = forget(project)
    assert (done.found.traces, done.found.articles, done.further) == ((), (), ())
    assert note_of(project) == SPARED
    with Looking.open(project) as reader:
        assert {"The Annex", LABEL} == {source.name for source in reader.all_sources()}
        assert [step.label for step in reader.history()][-2:] == [
            "Meet one at the Annex",
            "Import “The Annex burned”",
        ]
    assert examine(project) == []


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Ann, ANN, A\u0301nn and Anns aunt", f"{LABEL}, {LABEL}, {LABEL} and {LABEL} aunt"),
        ("A\u200bnn met_ann, Ann's Annex", f"{LABEL} met_{LABEL}, {LABEL}'s Annex"),
        ("see https://x.org/?q=%41nn now", f"see {LABEL} now"),
        ("see https://x.org/ann-doe now", f"see https://x.org/{LABEL}-doe now"),
        ("so said\nAnn\tto \\Ann", f"so said\n{LABEL}\tto \\{LABEL}"),
        ("Ann", LABEL),
    ],
)
def test_the_word_itself_is_a_trace_until_it_is_forgotten(
    project: Path, said: str, left: str
) -> None:
    with Store.open(project) as store:
        noted(store, said)
        assert store.draft_keeper.keep({Place("x", "note"): said})
    places = [trace.place for trace in found(project, "Ann").traces]
    assert sum(place.startswith("claim ") for place in places) == 1
    assert sum(place.startswith("history of claim ") for place in places) == 1
    assert sum(place.startswith("draft") for place in places) == 1
    assert forget(project).sentence.startswith("0 traces in ")
    assert note_of(project) == left
    assert examine(project) == []


def test_the_words_of_an_article_are_told_where_the_name_is_a_word(project: Path) -> None:
    with Store.open(project) as store:
        keep_text(store, "A fair\n\nSo said Ann.\n")
    done = forget(project)
    assert (done.found.traces, done.found.articles) == ((), (2,))


@pytest.mark.parametrize("name", ["Eve", "Tex", "Ada", "Abe", "Dee", "Art"])
def test_neither_the_schema_nor_an_id_has_a_name_in_it(project: Path, name: str) -> None:
    """The letters of these are in the names of tables and columns, or digits of an id."""
    assert [t.place for t in found(project, name).traces] == []
    assert forget(project, name).sentence.startswith("0 traces in ")


def test_a_name_in_letters_without_capitals_goes_wherever_it_stands(project: Path) -> None:
    """Nothing is between two words there, or what belongs to a word stands at it."""
    with Store.open(project) as store:
        noted(store, "记者欧阳修说, 김민수는, ומשהו")
    assert len(found(project, "欧阳修", "김민수", "משה").traces) == 2
    assert forget(project, "欧阳修", "김민수", "משה").found.traces == ()
    assert note_of(project) == f"记者{LABEL}说, {LABEL}는, ו{LABEL}ו"


def test_a_name_of_before_goes_although_a_word_of_the_label_has_its_letters(
    project: Path,
) -> None:
    with Store.open(project) as store:
        source = next(one for one in store.all_sources() if one.name == LABEL)
        called = replace(source, aliases=("Nnu", "Fair"))
        store.apply(edits.change("Name", (source, called)))
        store.apply(edits.change("Name", (called, source)))
    with Looking.open(project) as reader:
        words = reader.confidences(reader.source_meant(LABEL))
    assert "Nnu" in words
    assert "Fair" not in words


def test_a_word_that_the_index_alone_still_knows_is_a_trace(project: Path) -> None:
    """A longer one with its letters is there, too."""
    with closing(sqlite3.connect(project)) as conn, conn:
        conn.execute("INSERT INTO claim_fts (rowid, quote, note) VALUES (77, 'an ana', 'Ann')")
    assert "search index of claim" in {trace.place for trace in found(project, "Ann").traces}
    with closing(sqlite3.connect(project)) as conn, conn:
        sql = "INSERT INTO claim_fts (claim_fts, rowid, quote, note)"
        conn.execute(f"{sql} VALUES ('delete', 77, 'an ana', 'Ann')")
    assert "search index of claim" in {trace.place for trace in found(project, "Ann").traces}
    assert forget(project).sentence.startswith("0 traces in ")


@pytest.mark.slow
def test_the_commands_follow_the_rule(project: Path) -> None:
    label = f"{LABEL}\n".encode()
    assert onrecord("traces", project, input=b"Ann\n").returncode == 1
    assert onrecord("forget", project, LABEL, input=label).stdout.startswith(b"0 traces in ")
    assert onrecord("traces", project, input=b"Ann\n").returncode == 0
    with Store.open(project) as store:
        noted(store, "Ann")
    assert onrecord("traces", project, input=b"Ann\n").returncode == 1


@pytest.mark.slow
def test_a_short_word_of_a_longer_name_is_a_word_of_its_own(project: Path) -> None:
    said = "A wounded young man can listen. Red Young\u2019s, Bob Lines"
    with Store.open(project) as store:
        noted(store, f"{said}: Ed Young, see x.org/ed-young, An Lis, Bob Lin, Jo Hartmanin")
    words = ("Ed Young", "An Li", "Bob Lin", "Jo Hartman", "Ann")
    assert any("claim" in trace.place for trace in found(project, *words).traces)
    assert forget(project, *words).found.traces == ()
    assert note_of(project) == (
        f"{said}: {LABEL}, see x.org/ed-young, {LABEL}, {LABEL}, {LABEL}in"
    )
    with Store.open(project) as store:
        noted(store, f"{said}; hence An Li")
    assert len(found(project, "An Li").traces) == 2
    assert examine(project) == []


def test_of_names_that_overlap_nothing_is_left() -> None:
    what = Purge(frozenset({"Ann", "Ann Lee", "Li Ann"}), "X")
    assert what.taken_out("Planned by Li Ann Lee and Ann Leeson") == "Planned by X and X Leeson"


PIECES = ("Ann", "ann", "s", "ex", "pl", " ", "-", "_", "\n", "\u00ad", "\u0301", "é", "1", "'")
ODD = ("\\", "https://x.org/", "%41nn", "Bob", "Long Name", "Å", "ﬁ")
texts = st.lists(st.sampled_from(PIECES + ODD), max_size=8).map("".join)


@given(texts, st.sampled_from(["X", LABEL, "[name withheld]"]))
def test_nothing_is_a_trace_in_what_is_left_and_what_is_none_stays(text: str, label: str) -> None:
    what = Purge(frozenset({"Ann", "Bob", "Long Name", "Ex Ann"}), label)
    left = what.taken_out(text)
    assert not what.stands_in(left)
    assert (left == text) == (not what.stands_in(text))


@given(texts)
def test_what_the_scan_counts_is_what_is_taken_out(text: str) -> None:
    """In a file of text that is no project."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.json"
        file.write_text(text, encoding="utf-8", newline="")
        traces = Scanner(["Ann", "Bob", "Bob Ex"]).look(file, is_project=False).traces
    assert bool(traces) == Purge(frozenset({"Ann", "Bob", "Bob Ex"}), "X").stands_in(text)
