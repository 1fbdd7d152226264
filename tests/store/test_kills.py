"""A writer killed at any moment: nothing acknowledged is lost, and all or none shows."""

import json
import random
import shutil
from pathlib import Path

import pytest

from annotator.store import Store
from annotator.store.integrity import examine
from annotator.store.reader import Reader
from tests.factories import keep_text, new_project
from tests.killing import told_until_killed

ARTICLES, CLAIMS = 40, 12


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with many unmarked articles that all fit one claims file."""
    folder = tmp_path_factory.mktemp("kills")
    path = new_project(folder / "template.onrecord")
    body = "".join(f"\nThe union said {n} mills dumped waste.\n" for n in range(CLAIMS))
    with Store.open(path) as store:
        for n in range(ARTICLES):
            keep_text(store, f"Headline {n:03}\n{body}")
    claims = [
        {
            "id": f"c{n}",
            "quote": f"{n} mills dumped waste",
            "start": len("Headline 000\n") + body.index(f" {n} mills") + 1,
            "tags": ["allegation"],
            "source": "the union",
            "note": "x" * 500,
        }
        for n in range(CLAIMS)
    ]
    for claim in claims:
        claim["end"] = int(str(claim["start"])) + len(str(claim["quote"]))
    links = [{"kind": "supports", "from": "c1", "to": "c0"}]
    written = {"format": "onrecord-claims/1", "claims": claims, "links": links}
    (folder / "claims.json").write_text(json.dumps(written))
    return path


def killed_while_marking(kind: str, project: Path, claims: Path, first: int, after: float) -> int:
    """Let a writer mark from article `first` on, kill it, and return the last one it acknowledged.

    `after` is in seconds from its first sign of life.
    """
    words = (kind, project, claims, first, ARTICLES)
    told = told_until_killed("tests.store.writers", *words, after=after)
    return max([first - 1, *(int(line.split()[-1]) for line in told)])


def broken_promises(project: Path, acknowledged: int) -> list[str]:
    """Return what a reader finds wrong after a kill."""
    wrong = []
    with Reader.open(project) as reader:
        counts = reader.claim_counts()
        for article in reader.articles():
            count = counts.get(article.id, 0)
            links = len(reader.marks(article.id).links) if count else 0
            if (count, links) not in {(0, 0), (CLAIMS, 1)}:
                wrong.append(f"article {article.number} shows {count} of {CLAIMS} claims")
            if article.number <= acknowledged and count != CLAIMS:
                wrong.append(f"article {article.number} was acknowledged and is lost")
    return wrong


def kill_many(kind: str, template: Path, folder: Path, kills: int, seed: int) -> list[str]:
    """Kill a writer `kills` times at random moments and return every broken promise."""
    chance = random.Random(seed)  # noqa: S311 - the moments need no secrecy
    project, claims = folder / "story.onrecord", template.parent / "claims.json"
    wrong: list[str] = []
    first = ARTICLES + 1
    for n in range(kills):
        if first > ARTICLES - 5:
            for old in folder.glob("story.onrecord*"):
                old.unlink()
            shutil.copyfile(template, project)
            first = 1
        acknowledged = killed_while_marking(kind, project, claims, first, chance.uniform(0, 0.15))
        wrong += [f"kill {n}: {what}" for what in broken_promises(project, acknowledged)]
        if wrong and kind != "honest":
            break  # it is caught
        with Store.open(project) as store:  # the next writer rolls back for good
            marked = set(store.claim_counts())
            unmarked = [a.number for a in store.articles() if a.id not in marked]
        first = min(unmarked, default=ARTICLES + 1)
    wrong += examine(project)
    return wrong


@pytest.mark.slow
def test_30_kills_lose_nothing_acknowledged_and_show_all_or_none(
    template: Path, tmp_path: Path
) -> None:
    assert kill_many("honest", template, tmp_path, kills=30, seed=1) == []


@pytest.mark.torture
@pytest.mark.promise("kills", 1000)
def test_1000_kills_lose_nothing_acknowledged_and_show_all_or_none(
    template: Path, tmp_path: Path
) -> None:
    assert kill_many("honest", template, tmp_path, kills=1000, seed=2) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "words"), [("too early", "acknowledged and is lost"), ("piecemeal", "shows")]
)
def test_the_harness_catches_a_deliberately_wrong_writer(
    template: Path, tmp_path: Path, kind: str, words: str
) -> None:
    wrong = kill_many(kind, template, tmp_path, kills=25, seed=3)
    assert any(words in what for what in wrong)
