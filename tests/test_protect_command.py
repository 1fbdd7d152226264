"""The subcommands `sources`, `protect` and `release`: who it is comes in, and never out."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator import edits
from annotator.model import Source, new_id
from annotator.store import Store
from annotator.store.backup import folder_of
from annotator.store.drafts import Place
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.vocabulary import Level, SourceKind
from tests.command_line import Result, onrecord, printed, refused
from tests.factories import claim_of, keep_text, new_project
from tests.store.canaries import key_of

TEXT = "Head\n\nIt leaked, she said."
WHO = "Dorothea Vance\n+1 555 010-7788\nmet at the docks\nat night\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = new_project(tmp_path / "desk.onrecord")
    with Store.open(path) as store:
        article = keep_text(store, TEXT)
        source = Source(new_id(), "Dory Vance", SourceKind.NAMED)
        said = claim_of(article, TEXT, "It leaked", source_id=source.id)
        store.apply(edits.add("Mark", source, said, Source(new_id(), "The mill")))
    return path


def protect(project: Path, source: str, *more: str, who: str = WHO) -> Result:
    return onrecord(
        "protect", project, source, "--level", "confidential", *more, input=who.encode()
    )


def of(project: Path, name: str) -> str:
    (found,) = [row["id"] for row in printed("sources", project, "--json") if row["name"] == name]
    return str(found)


def test_a_project_that_becomes_confidential_is_remembered_no_more(
    project: Path, onrecord_home: Path
) -> None:
    kept = onrecord_home / "settings.json"
    written = json.dumps({f"report {project}": str(project.with_name("out.docx"))})
    told = {"recent": [str(project), "/news/other.onrecord"], "reviewer": "Ann"}
    told |= {"folder.reports": str(project.parent), "export.paths": written}
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(told), encoding="utf-8")
    protect(project, of(project, "Dory Vance"))
    assert str(project.parent) not in kept.read_text(encoding="utf-8")
    left = {"recent": ["/news/other.onrecord"], "reviewer": "Ann", "export.paths": "{}"}
    assert json.loads(kept.read_bytes()) == left


def test_who_a_source_is_comes_in_and_its_pseudonym_out(project: Path) -> None:
    done = protect(project, of(project, "Dory Vance")[:8], "--descriptor", "a clerk")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"Source A\n", b"")
    rows = printed("sources", project, "--json")
    assert [(row["name"], row["pseudonym"], row["level"], row["article"]) for row in rows] == [
        ("Source A (a clerk)", "Source A", "confidential", 1),
        ("The mill", None, "public", None),
    ]
    listed = onrecord("sources", project).stdout.decode()
    assert "confidential  Source A (a clerk)" in listed
    for told in (listed, str(rows), onrecord("claims", project, 1).stdout.decode()):
        assert "Vance" not in told
    with Reader.open(project) as reader:
        (known,) = reader.identities(rows[0]["id"])
        assert known.names == ("Dorothea Vance", "Dory Vance")
        assert (known.contact, known.note) == ("+1 555 010-7788", "met at the docks\nat night")
    assert examine(project) == []


def holding(project: Path, name: str) -> Iterator[str]:
    """Yield the tables of a file in which a name stands, and its bytes beside its identities."""
    known = 0
    with closing(sqlite3.connect(project)) as conn:
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = str(conn.execute(f'SELECT * FROM "{table}"').fetchall())
            if name.lower() in rows.lower():
                known += rows.count(name) if table == "identity" else 0
                yield table
    if project.read_bytes().lower().count(name.lower().encode()) != known:
        yield "pages"


@pytest.mark.slow
@pytest.mark.parametrize("is_renamed", [False, True])
def test_the_name_leaves_notes_labels_drafts_and_backups(
    project: Path, *, is_renamed: bool
) -> None:
    with Store.open(project) as store:
        (article,) = store.articles()
        source = next(one for one in store.all_sources() if one.name == "Dory Vance")
        (claim,) = store.marks(article.id).claims
        store.apply(edits.change("Note", (claim, replace(claim, note="call Dory Vance soon"))))
        now = replace(source, kind=SourceKind.INSTITUTION)
        store.apply(edits.change("Kind of “Dory Vance”", (source, now)))
        assert store.draft_keeper.keep({Place(claim.id, "note"): "half of Dory Vance"})
        if is_renamed:
            clerk = replace(
                now, name="the clerk", kind=SourceKind.ANONYMOUS, article_id=article.id
            )
            store.apply(edits.change("Rename “Dory Vance” to “the clerk”", (now, clerk)))
    done = protect(project, source.id)
    assert (done.stdout, done.stderr) == (b"Source A\n", b"")
    assert set(holding(project, "Vance")) == {"identity"}
    backups = list(folder_of(key_of(project)).glob("*.onrecord"))
    assert [set(holding(backup, "Vance")) for backup in backups] == [set()] * len(backups)
    assert backups
    assert examine(project) == []
    with Store.open(project) as store:
        (known,) = store.identities(source.id)
        assert known.names == ("Dorothea Vance", "Dory Vance")
        while store.undoable():
            store.undo()
            assert not any("Vance" in one.name for one in store.all_sources())


def test_where_the_name_stays_is_told(project: Path) -> None:
    with Store.open(project) as store:
        keep_text(store, "Night\n\nDorothea Vance was not asked.")
    done = protect(project, "Dory Vance")
    assert done.stdout == b"Source A\n"
    assert done.stderr.decode() == (
        "The name also stands in the words of article 2, which were left as they are.\n"
    )


@pytest.mark.slow
def test_a_second_time_adds_and_keeps_further_names(project: Path) -> None:
    protect(project, "Dory Vance")
    done = protect(project, "Source A", who="Dorothea Q. Vance")
    assert done.stdout == b"Source A\n"
    with Reader.open(project) as reader:
        (source,) = [one for one in reader.all_sources() if one.name == "Source A"]
        (known,) = reader.identities(source.id)
        assert known.names == ("Dorothea Q. Vance", "Dorothea Vance", "Dory Vance")


@pytest.mark.slow
def test_a_released_source_is_named(project: Path) -> None:
    protect(project, "Dory Vance")
    done = onrecord("release", project, "Source A", "Dorothea Vance", "--forget")
    assert (done.returncode, done.stdout) == (0, b"Dorothea Vance\n")
    with Reader.open(project) as reader:
        assert not reader.is_confidential()
        assert {one.level for one in reader.pseudonyms().values()} == {Level.PUBLIC}


def test_what_makes_no_sense_is_refused_in_words_that_do_not_say_who_it_is(project: Path) -> None:
    refused(protect(project, "Dory Vance", who=""), "write who the source is to standard input")
    refused(protect(project, "Dory Vance", who="DV"), "write the name in full")
    refused(protect(project, "Dory Vance", "--descriptor", "vance, dorothea vance"), "describe it")
    for asked in ("Dora", "abc"):
        nobody = protect(project, asked)
        refused(nobody, "there is no such source; `onrecord sources` lists them")
        assert asked.encode() not in nobody.stderr
    wrong = onrecord("protect", project, "Dory Vance", "--level", "public", input=WHO.encode())
    assert wrong.returncode == 2
    with Reader.open(project) as reader:
        assert reader.pseudonyms() == {}


@pytest.mark.slow
def test_two_sources_of_one_name_are_told_apart_by_their_ids(project: Path) -> None:
    other = Source(new_id(), "The mill")
    with Store.open(project) as store:
        store.apply(edits.add("Meet", other))
    refused(protect(project, "The mill"), "name one by its id")
    assert protect(project, other.id).stdout == b"Source A\n"
