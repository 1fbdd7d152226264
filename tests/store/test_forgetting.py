"""A source that is forgotten leaves no trace: in no row, no event, no index, no copy."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from annotator import edits
from annotator.edits import add
from annotator.errors import EditError, StoppedError, UsageError
from annotator.model import UNKNOWN_SIDE, Identity, Source, new_id
from annotator.store import Store, cipher, purging, rewriting, rows
from annotator.store.away_record import Record
from annotator.store.backup import folder_of
from annotator.store.forgetting import Forgetting, Looking
from annotator.store.integrity import examine
from annotator.store.lock import Lock
from annotator.store.reader import Reader
from annotator.store.rekeying import set_passphrase
from annotator.vocabulary import SourceKind
from tests.factories import claim_of, keep_text, project_with
from tests.store.canaries import (
    ADDED,
    ALIAS,
    CONTACT,
    LABEL,
    NAME,
    forget,
    full_of_it,
    key_of,
    left_in,
    spread,
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def own_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing that other programs left be looked through."""
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))


@pytest.fixture
def project(desk: Path) -> Path:
    """Make a project that holds the name in every place."""
    return project_with(desk / "mill.onrecord", full_of_it)


@pytest.fixture
def everywhere(project: Path, onrecord_home: Path, tmp_path: Path) -> Path:
    """Make one that lies wherever the program leaves copies, too."""
    spread(project, onrecord_home, tmp_path / "stick")
    return project


def test_a_name_in_an_address_and_a_number_in_other_groups_are_forgotten_too(desk: Path) -> None:
    sayings = (
        "https://example.org/people/ottilie-zwetschgenkuch",
        "ottilie.zwetschgenkuch@example.org",
        "https://example.org/?q=Ottilie%20Zwetschgenkuch",
        "+49 (170) 555-01-99",
        "0170/55 50 199",
        "0049 170\t5550199",
    )
    other = "not 01705550199345 but +43 170 5550199"

    def noted(store: Store) -> None:
        article = keep_text(store, "The mill dumped waste, a person said.\n")
        source = Source(new_id(), LABEL, SourceKind.ANONYMOUS, article_id=article.id)
        store.apply(add("Meet", source))
        text = store.document(article.id).text
        for words in sayings:
            claim = claim_of(article, text, "dumped waste", note=f"see {words} for more")
            store.apply(add("Mark", replace(claim, source_id=source.id)))
        store.apply(add("Mark", claim_of(article, text, "a person", note=other)))
        store.keep_identity(Identity(new_id(), source.id, NAME, CONTACT))

    project = project_with(desk / "mill.onrecord", noted)
    with Looking.open(project) as reader:
        words = reader.confidences(reader.source_meant(LABEL))
        found = reader.found(words, lambda: True, lambda *_: None)
    places = [trace.place for trace in found.traces]
    assert sum(place.startswith("claim") for place in places) == len(sayings)
    assert sum(place.startswith("history of claim") for place in places) == len(sayings)
    assert forget(project).found.traces == ()
    data = project.read_bytes().lower()
    assert b"zwetschgenkuch" not in data
    assert b"555-01-99" not in data
    assert b"55 50 199" not in data
    assert b"170\t5550199" not in data
    assert b"170\\t5550199" not in data
    assert other.encode() in data


@pytest.mark.slow
def test_a_forgotten_source_leaves_no_trace_in_any_file(everywhere: Path, tmp_path: Path) -> None:
    before = {place.partition(": ")[0] for place in left_in(tmp_path)}
    assert len(before) == 9
    done = forget(everywhere, ADDED)
    assert list(left_in(tmp_path)) == []
    assert (done.sentence, done.further) == ("0 traces in 13 files", ())
    assert {str(path) for path in (*done.rewritten, everywhere)} >= before
    for path in (everywhere, *done.rewritten):
        assert examine(path) == []
    with Reader.open(everywhere) as reader:
        assert reader.history(limit=1)[0].label == "Forget a source"
        assert reader.confidential() == frozenset()
        (source,) = (s for s in reader.sources(reader.articles()[0].id) if s.name == LABEL)
        assert (source.side, source.role, source.aliases) == (UNKNOWN_SIDE, None, ())


@pytest.mark.slow
def test_the_wrong_words_leave_traces_that_are_told(everywhere: Path) -> None:
    done = forget(everywhere)  # what a person alone knows is not typed in
    assert done.found.traces == ()
    with Looking.open(everywhere) as reader:
        found = reader.found([ADDED], lambda: True, lambda *_: None)
    assert len(found.traces) > 100
    assert {trace.file for trace in found.traces} == {everywhere, *done.rewritten}


def in_the_news(store: Store) -> None:
    """Fill a project with an article that names a source itself."""
    full_of_it(store)
    article = keep_text(store, f"A scandal\n\nSo said {NAME}, of all people.\n")
    claim = claim_of(article, store.document(article.id).text, NAME, note=f"it is {NAME}")
    claim = replace(claim, mention=NAME, mention_start=claim.start)
    store.apply(add("Mark", claim))
    store.apply(edits.change("Note", (claim, replace(claim, note=f"surely {NAME}"))))


@pytest.mark.slow
def test_the_words_of_an_article_stay_and_are_told(desk: Path) -> None:
    project = project_with(desk / "news.onrecord", in_the_news)
    done = forget(project, ADDED)
    assert done.found.traces == ()
    assert (done.found.articles, done.found.deleted) == ((2,), 0)
    assert "stands in the words of article 2" in done.further[0]
    assert examine(project) == []
    with Forgetting.open(project) as store:
        marks = store.marks(store.find_article("2").id)
        assert (marks.claims[0].quote, marks.claims[0].mention) == (NAME, NAME)
        assert marks.claims[0].note == f"surely {LABEL}"
        store.undo()
        assert store.marks(marks.article.id).claims[0].note == f"it is {LABEL}"
        store.apply(edits.delete_article(store.marks(marks.article.id), ()))
        again = store.forget(LABEL, [NAME])
    assert (again.found.articles, again.found.deleted) == ((), 1)
    assert "1 deleted article" in again.further[0]
    assert again.sentence.startswith("0 traces in ")


@pytest.mark.slow
def test_a_copy_that_cannot_be_read_is_told_and_deleted_on_request(
    everywhere: Path, tmp_path: Path
) -> None:
    backup = min(folder_of(key_of(everywhere)).glob("*.onrecord"))
    broken = backup.with_name(backup.name.replace(".onrecord", ".damaged.onrecord"))
    data = bytearray(backup.read_bytes())
    data[100:4096] = b"\xff" * 3996
    broken.write_bytes(data)
    done = forget(everywhere, ADDED)
    assert done.found.unread == (broken,)
    assert [words for words in done.further if broken.name in words and "delete it" in words]
    assert broken.exists()
    again = forget(everywhere, NAME, ADDED, delete_unreadable=True)
    assert again.removed == (broken,)
    assert (again.further, list(left_in(tmp_path))) == ((), [])


@pytest.mark.slow
def test_a_backup_with_another_passphrase_is_told_and_never_deleted(project: Path) -> None:
    Store.open(project).close()
    set_passphrase(project, "harbor lantern oyster")
    backup = max(folder_of(key_of(project)).glob("*.onrecord"))
    before = backup.read_bytes()
    set_passphrase(project, "violin marble puddle")
    backup.write_bytes(before)
    cipher.forget(backup)
    cipher.forget_all()
    cipher.unlock(project, "violin marble puddle")
    done = forget(project, ADDED, delete_unreadable=True)
    assert backup.read_bytes() == before
    assert (done.removed, done.found.unread, done.found.locked) == ((), (), (backup,))
    (told,) = [words for words in done.further if backup.name in words]
    assert "another passphrase" in told
    assert "Backups…" in told
    cipher.unlock(backup, "harbor lantern oyster")
    again = forget(project, NAME, CONTACT, ALIAS, ADDED)
    assert (again.found.traces, again.further) == ((), ())
    assert backup.read_bytes() != before
    cipher.forget_all()


@pytest.mark.slow
def test_a_copy_that_is_open_elsewhere_is_told_and_forgets_it_the_next_time(
    project: Path, tmp_path: Path
) -> None:
    copy = Path(copyfile(project, project.with_name("mill copy.onrecord")))
    lock = Lock.take(copy)
    done = forget(project, ADDED)
    assert {trace.file for trace in done.found.traces} == {copy}
    assert "open for writing" in done.further[0]
    lock.release()
    assert forget(project, NAME, CONTACT, ALIAS, ADDED).sentence.startswith("0 traces in ")
    assert list(left_in(tmp_path)) == []


@pytest.mark.slow
def test_a_second_place_that_is_not_there_is_told(everywhere: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    pulled = stick.rename(tmp_path / "pulled out")
    done = forget(everywhere, ADDED)
    assert done.found.absent == (stick,)
    assert "is not there now" in done.further[0]
    assert {place.partition(": ")[0] for place in left_in(tmp_path)} == {
        str(path) for path in pulled.rglob("*.onrecord")
    }
    pulled.rename(stick)
    forget(everywhere, NAME, CONTACT, ALIAS, ADDED)
    assert list(left_in(tmp_path)) == []


@pytest.mark.slow
def test_copies_of_far_projects_and_what_was_left_half_made_are_found(
    project: Path, onrecord_home: Path, tmp_path: Path
) -> None:
    folder = onrecord_home / "away" / new_id()
    (folder / "held").mkdir(parents=True)
    record = Record(folder, project, project, project.name, None, ("x",), "x")
    record.write()
    copyfile(project, record.copy)
    copyfile(project, folder / "fetched.part")
    looked_at = tmp_path / "scratch" / "onrecord-x1y2"
    looked_at.mkdir()
    copyfile(project, looked_at / project.name)
    for name in (f".onrecord-{'0' * 16}.former.part", f".{new_id()}.tmp"):
        copyfile(project, project.with_name(name))
    key = key_of(project)
    folder_of(key).mkdir(parents=True)
    copyfile(project, folder_of(key) / "20260101T000000000000Z-1.part")
    other = project_with(project.with_name("other.onrecord"), full_of_it)
    before = other.read_bytes()
    first = forget(project, ADDED)
    assert len(first.found.busy) == 5, "what may still be in use is left alone"
    assert first.found.traces
    for each in first.found.busy:
        os.utime(each, (1, 1))
    again = forget(project, NAME, CONTACT, ALIAS, ADDED)
    assert set(again.removed) == set(first.found.busy)
    assert again.sentence.startswith("0 traces in ")
    assert {place.partition(": ")[0] for place in left_in(tmp_path)} == {str(other)}
    assert other.read_bytes() == before
    assert record.copy.exists()


def test_until_the_project_itself_is_changed_it_can_be_stopped(everywhere: Path) -> None:
    asked = iter((True, True, False))
    with Forgetting.open(everywhere) as store:
        with pytest.raises(StoppedError, match="of its copies 2 files"):
            store.forget(LABEL, [ADDED], lambda: next(asked))
        assert NAME in store.confidential()
        assert store.history(limit=1)[0].label != "Forget a source"


def test_what_makes_no_sense_is_refused_and_changes_nothing(project: Path) -> None:
    before = project.read_bytes()
    with Forgetting.open(project) as store:
        lawyer = next(s for s in store.all_sources() if s.kind is SourceKind.NAMED)
        with pytest.raises(EditError, match="named in public"):
            store.forget(lawyer.id)
        with pytest.raises(UsageError, match="3 characters"):
            store.forget(LABEL, ["x"])
        with pytest.raises(EditError, match="gives it away"):
            store.forget(LABEL, ["the mill"])
        with pytest.raises(UsageError, match="no source"):
            store.forget("nobody")
        assert store.history(limit=1)[0].label != "Forget a source"
    assert project.read_bytes() == before


def test_a_window_that_has_it_open_goes_on_afterwards(project: Path) -> None:
    with Store.open(project) as window:
        with Forgetting.beside(project) as store:
            told: list[tuple[int, int]] = []
            done = store.forget(LABEL, [ADDED], tell=lambda n, of: told.append((n, of)))
        assert done.found.traces == ()
        assert told[-1][0] == told[-1][1]
        window.undo()
        window.apply(add("Meet", Source(new_id(), "Somebody")))
        window.undo()
    assert examine(project) == []


@pytest.mark.slow
def test_a_deleted_source_is_forgotten_too(project: Path, tmp_path: Path) -> None:
    with Store.open(project) as store:
        article = store.articles()[0]
        store.apply(edits.delete_article(store.marks(article.id), store.listings(article.id)))
        assert all(source.name != LABEL for source in store.all_sources())
        (key,) = {identity.source_id for identity in store._nouns(Identity, "1")}  # noqa: SLF001
    with Forgetting.open(project) as store:
        assert store.forget(key, [ADDED]).found.traces == ()
    assert list(left_in(tmp_path)) == []
    with Store.open(project) as store:
        store.undo()
        assert LABEL in {source.name for source in store.all_sources()}
    assert examine(project) == []


def skipping_events(patch: pytest.MonkeyPatch) -> None:
    every = rows.selects
    patch.setattr(
        purging, "selects", lambda conn: [pair for pair in every(conn) if pair[0] != "event"]
    )
    patch.setattr(purging, "unknown_tables", lambda _: set())


def skipping_the_index(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(purging, "SEARCHED", {})


def skipping_half_typed_words(patch: pytest.MonkeyPatch) -> None:
    every = rows.selects
    patch.setattr(
        purging, "selects", lambda conn: [pair for pair in every(conn) if pair[0] != "draft"]
    )
    patch.setattr(purging, "unknown_tables", lambda _: set())


def skipping_a_backup(patch: pytest.MonkeyPatch) -> None:
    rewrite = rewriting.Rewriting.rewrite
    patch.setattr(
        rewriting.Rewriting,
        "rewrite",
        lambda self, file, key: None if file.parent.name == key else rewrite(self, file, key),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [skipping_events, skipping_the_index, skipping_half_typed_words, skipping_a_backup],
)
def test_a_wrong_purger_is_caught_by_both_looks(
    everywhere: Path,
    tmp_path: Path,
    wrong: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong(monkeypatch)
    done = forget(everywhere, ADDED)
    assert done.found.traces
    assert list(left_in(tmp_path))
