"""What is put together of a damaged file is sound, and what it lacks is counted and told."""

import random
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator import edits
from annotator.errors import ProjectError, StoppedError
from annotator.store import Store
from annotator.store.drafts import Place
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from annotator.store.rebuilding import LABEL, rebuild
from annotator.store.rebuilt import Rebuilt
from annotator.store.rows import BY_NAME
from tests.factories import claim_of, keep_text, new_project, project_with
from tests.store.damage import (
    LONG,
    PAGE,
    Damage,
    append,
    content,
    everything_told,
    flip,
    mixed_with,
    overwrite,
    swap,
    truncate,
    zero,
)

NOUNS = ("article", "source", "claim", "link", "response", "waiver", "version", "side", "identity")


def four_hundred_rows(store: Store) -> None:
    """Fill a project with an article and claims on it, one or two in a step."""
    text = "Headline\n\n" + "The mill said no to it. " * 200
    article = keep_text(store, text)
    for n in range(130):
        some = [claim_of(article, text, "The mill", note=f"{n}") for _ in range(1 + (n < 2))]
        store.apply(edits.add("Mark", *some))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with(tmp_path / "story.onrecord", everything_told)


def destroy(path: Path, number: int) -> None:
    """Overwrite a page, numbered from 1."""
    data = path.read_bytes()
    path.write_bytes(data[: (number - 1) * PAGE] + b"\xff" * PAGE + data[number * PAGE :])


def destroy_rows(path: Path, words: bytes) -> None:
    """Overwrite every page on which some words stand."""
    data = path.read_bytes()
    for found in re.finditer(re.escape(words), data):
        destroy(path, found.start() // PAGE + 1)


def rebuilt(project: Path) -> tuple[Rebuilt, Path]:
    out = project.with_name("out.onrecord")
    out.unlink(missing_ok=True)
    found = rebuild(project, out)
    assert examine(out) == []
    return found, out


def test_half_typed_words_and_a_history_that_was_cut_come_out_as_they_are(project: Path) -> None:
    with Store.open(project) as store:
        (claim, *_) = store.marks(store.articles()[0].id).claims
        given = store.what_goes(None)
        assert given
        store.compact(given)
        store.apply(edits.change("Note", (claim, replace(claim, note="later"))))
        place = Place(claim.id, "note")
        assert store.draft_keeper.keep({place: "half a thou"})
    whole = content(project)
    destroy(project, 1)
    found, out = rebuilt(project)
    assert found.losses == []
    assert content(out) == whole
    with Store.open(out) as store:
        assert store.drafts() == {place: "half a thou"}
        store.undo()
        assert store.undoable() is None


def test_a_history_that_was_given_up_when_nothing_was_there_has_no_gap(tmp_path: Path) -> None:
    path = new_project(tmp_path / "story.onrecord")
    with Store.open(path) as store:
        keep_text(store, LONG)
        store.undo()
        given = store.what_goes(None)
        assert given
        store.compact(given)
    assert rebuilt(path)[0].losses == []


def test_a_sound_project_comes_out_as_it_is(project: Path) -> None:
    whole = content(project)
    found, out = rebuilt(project)
    assert content(out) == whole
    assert found.losses == []
    assert found.kept == found.known
    with Store.open(out) as copy, Store.open(project) as store:
        assert copy.undo().label == store.undo().label
        assert copy.redo().label == store.redo().label


@pytest.mark.slow
def test_all_of_four_hundred_rows_come_out_with_the_first_page_destroyed(tmp_path: Path) -> None:
    path = project_with(tmp_path / "story.onrecord", four_hundred_rows)
    whole = content(path)
    assert sum(map(len, whole.values())) == 400
    destroy(path, 1)
    before = path.read_bytes()
    found, out = rebuilt(path)
    assert (found.rows, found.named, found.losses) == (400, 0, [])
    assert content(out) == whole
    assert path.read_bytes() == before
    with Reader.open(out) as reader:
        assert reader.articles_holding(["said no"])


def test_a_row_that_is_lost_comes_from_its_last_event(project: Path) -> None:
    whole = content(project)
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE claim SET note = 'spoiled'")
        conn.execute("UPDATE source SET name = 'spoiled'")
        conn.commit()
    found, out = rebuilt(project)
    assert content(out) == whole
    assert found.losses == []


def test_a_lost_original_leaves_the_text(project: Path) -> None:
    whole = content(project)
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE original SET data = substr(data, 2)")
        conn.commit()
    found, out = rebuilt(project)
    assert [line for line in found.losses if "original file of article 1" in line]
    now = content(out)
    assert all(now[name] == whole[name] for name in NOUNS)
    with Reader.open(out) as reader:
        (first, _) = reader.articles()
        document = reader.document(first.id)
        assert reader.original(first.id) == document.text.encode()
        assert document.original_name.endswith("(lost, the text alone).txt")


def test_an_article_without_its_text_is_lost_with_its_marks_and_told(project: Path) -> None:
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE document SET text = replace(text, 'Huawei', 'Hauwei')")
        conn.commit()
    found, out = rebuilt(project)
    assert found.kept["article"] == 1
    assert found.known["article"] == 2
    told = "\n".join(found.losses)
    assert re.search(r"article 1 “.+” is lost with what was marked in it", told)
    assert re.search(r"\d+ claims of \d+ are lost", told)
    with Store.open(out) as store:
        assert len(store.articles()) == 1
        assert store.undoable() is None
        assert store.history()[0].label == LABEL


def test_a_text_that_is_lost_comes_from_a_backup_with_its_marks(project: Path) -> None:
    with Store.open(project) as store:  # which backs up what there is
        (claim, *_) = store.marks(store.articles()[0].id).claims
        store.apply(edits.change("Note", (claim, replace(claim, note="later"))))
    whole = content(project)
    with closing(sqlite3.connect(project)) as conn, conn:
        conn.execute("UPDATE document SET text = replace(text, 'Huawei', 'Hauwei')")
        conn.execute("UPDATE original SET data = x'00'")
    found, out = rebuilt(project)
    assert content(out) == whole
    assert found.kept == found.known
    told = [
        loss.partition(" cannot be read here, and is taken from a backup")[0]
        for loss in found.losses
    ]
    assert all(each.startswith(("the text of", "the original file of")) for each in told)
    assert [each.startswith("the text of article 1 “") for each in told].count(True) == 1


def test_a_text_that_nothing_names_becomes_an_article_again(project: Path) -> None:
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("DELETE FROM version")
        conn.execute("DELETE FROM article WHERE title = 'A long story'")
        conn.execute("DELETE FROM event WHERE noun IN ('article', 'version')")
        conn.commit()
    found, out = rebuilt(project)
    assert any("what was said of article 2 “A long story” is lost" in x for x in found.losses)
    with Reader.open(out) as reader:
        assert [article.title for article in reader.articles()][1] == "A long story"


def test_a_confidential_name_that_is_lost_is_told(project: Path) -> None:
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("UPDATE identity SET name = 'x'")
        conn.commit()
    found, _ = rebuilt(project)
    assert "1 name of a confidential source of 1 is lost" in found.losses


def test_what_the_file_has_though_it_was_removed_is_told(project: Path) -> None:
    with Store.open(project) as store:
        link = store.marks(store.articles()[0].id).links[0]
        store.apply(edits.Edit("Remove a link", (edits.Move(link, None),)))
    row = BY_NAME["link"].sealed(link)
    with closing(sqlite3.connect(project)) as conn:
        conn.execute(BY_NAME["link"].insert, row)
        conn.commit()
    found, out = rebuilt(project)
    assert any("1 link may have been removed once" in line for line in found.losses)
    assert tuple(row) in content(out)["link"]


def test_a_claim_whose_source_is_lost_keeps_one(project: Path) -> None:
    with Reader.open(project) as reader:
        marks = reader.marks(reader.articles()[0].id)
        claims = [claim for claim in marks.claims if claim.source_id]
        gone = marks.source_of(claims[0])
    assert gone
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("DELETE FROM source WHERE id = ?", (gone.id,))
        conn.execute("DELETE FROM event WHERE noun = 'source' AND key = ?", (gone.id,))
        conn.commit()
    found, out = rebuilt(project)
    with Reader.open(out) as reader:
        now = reader.marks(marks.article.id)
    assert len(now.claims) == len(marks.claims)
    stand_in = now.source_of(now.claim(claims[0].id))
    assert stand_in
    assert stand_in.name == "Lost source 1"
    assert any("look for “Lost source 1”" in line for line in found.losses)


def test_a_history_with_a_gap_can_be_read_and_no_more_be_undone(project: Path) -> None:
    with closing(sqlite3.connect(project)) as conn:
        conn.execute("DELETE FROM event WHERE step_id = (SELECT id FROM step WHERE seq = 4)")
        conn.execute("DELETE FROM step WHERE seq = 4")
        conn.commit()
    whole = content(project)
    with Reader.open(project) as reader:
        last = reader.history()[0].label
    found, out = rebuilt(project)
    assert any("part of the history is lost" in line for line in found.losses)
    now = content(out)
    assert all(now[name] == whole[name] for name in NOUNS)
    with Store.open(out) as store:
        assert store.undoable() is None
        assert [step.label for step in store.history()][:2] == [LABEL, last]


def test_what_is_newer_than_the_history_is_told(project: Path) -> None:
    """Of a mix of two copies, the history of the older may come out, with rows of the newer."""
    with Store.open(project) as store:
        last = store.last_step()
        keep_text(store, LONG.replace("mill", "plant"))
    assert last
    with closing(sqlite3.connect(project)) as conn, conn:
        newer = "SELECT id FROM step WHERE seq > ?"
        conn.execute(f"DELETE FROM event WHERE step_id IN ({newer})", (last.seq,))
        conn.execute("DELETE FROM step WHERE seq > ?", (last.seq,))
        conn.commit()
        conn.execute("VACUUM")  # what was deleted stands nowhere any more
    found, _ = rebuilt(project)
    assert found.kept["article"] == 3
    assert any("newer than the history" in loss for loss in found.losses)


def test_what_was_removed_does_not_come_back(project: Path) -> None:
    with Store.open(project) as store:
        marks = store.marks(store.articles()[0].id)
        store.apply(edits.remove_claims(marks, marks.claims[5:]))
    whole = content(project)
    for number in (1, 2, 3):
        destroy(project, number)
    _, out = rebuilt(project)
    assert content(out)["claim"] <= whole["claim"]


def test_only_ids_of_rows_that_are_lost_are_counted_as_named(project: Path) -> None:
    destroy_rows(project, b'"kind":"denies"')
    found, _ = rebuilt(project)
    assert found.named > 0
    assert any(line.startswith(f"{found.named} more rows are lost") for line in found.losses)


def test_nothing_is_written_over_and_nothing_left_behind(project: Path) -> None:
    taken = project.with_name("taken.onrecord")
    taken.write_text("mine")
    with pytest.raises(ProjectError, match="is there already"):
        rebuild(project, taken)
    assert taken.read_text() == "mine"
    stranger = project.with_name("stranger.onrecord")
    stranger.write_bytes(random.Random(3).randbytes(9000))  # noqa: S311
    out = project.with_name("out.onrecord")
    with pytest.raises(ProjectError, match="nothing of an On Record project"):
        rebuild(stranger, out)
    with pytest.raises(StoppedError):
        rebuild(project, out, lambda: False)
    with pytest.raises(ProjectError, match="it cannot be read"):
        rebuild(project.with_name("none.onrecord"), out)
    with pytest.raises(ProjectError, match="takes no new files; copy it to a folder of your own"):
        rebuild(project, project.parent / "none" / "out.onrecord")
    there = {path.name for path in project.parent.iterdir() if path.is_file()}
    assert there == {"story.onrecord", "taken.onrecord", "stranger.onrecord"}


def lost_in_silence(project: Path, older: bytes, seed: int, many: int) -> list[str]:
    """Return what came out otherwise than it was, and was not told; and what was never so.

    Of a file that an older copy was mixed with, all of the older copy may come out: the last step
    that is told is its last then.
    """
    sound, whole = project.read_bytes(), content(project)
    project.write_bytes(older)
    once, damages = content(project), every_damage(older)
    chance = random.Random(seed)  # noqa: S311 - the same damages each time
    wrong = []
    for n in range(many):
        damage = damages[n % len(damages)]
        project.write_bytes(damage(sound, chance))
        try:
            found, out = rebuilt(project)
        except ProjectError as error:
            found, out = Rebuilt(losses=[str(error)]), None
        now = content(out) if out else None
        was_once = now == once and found.last and found.last.id in {row[0] for row in once["step"]}
        if now != whole and not found.losses and not was_once:
            wrong.append(f"{damage.__name__}, damage {n} of seed {seed}")
        if now and any(now[name] - whole[name] for name in NOUNS):
            wrong += never_so(now, whole, f"{damage.__name__}, damage {n} of seed {seed}")
    project.write_bytes(sound)
    return wrong


def never_so(now: dict[str, set[Any]], whole: dict[str, set[Any]], about: str) -> list[str]:
    """Return which nouns neither stood in the project nor in its history."""
    told = "\n".join(str(row) for row in whole["event"])
    return [
        f"{about}: {name} {row[0]}"
        for name in NOUNS
        for row in now[name] - whole[name]
        if row[0] not in told and "Lost source" not in str(row)
    ]


def every_damage(other: bytes) -> list[Damage]:
    return [flip, overwrite, truncate, swap, zero, append, mixed_with(other)]


@pytest.fixture
def older(project: Path) -> bytes:
    """Return a copy of the project, to which then more was done than it knows of."""
    copy = project.read_bytes()
    with Store.open(project) as store:
        keep_text(store, LONG.replace("mill", "plant"))
        marks = store.marks(store.articles()[0].id)
        store.apply(edits.remove_claims(marks, marks.claims[:1]))
    return copy


@pytest.mark.slow
def test_nothing_is_lost_in_silence(project: Path, older: bytes) -> None:
    assert lost_in_silence(project, older, seed=4, many=14) == []


@pytest.mark.torture
@pytest.mark.promise("recoveries", 100)
@pytest.mark.parametrize("seed", range(10))
def test_nothing_of_a_thousand_damages_is_lost_in_silence(
    project: Path, older: bytes, seed: int
) -> None:
    assert lost_in_silence(project, older, seed, many=100) == []
