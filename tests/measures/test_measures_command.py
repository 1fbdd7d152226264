"""`onrecord measures` as a process: what it chooses, prints and refuses."""

import json
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from annotator import edits
from annotator.model import Article, Source, new_id
from annotator.store import Store
from annotator.vocabulary import ArticleStatus, Tag
from tests.command_line import Result, onrecord
from tests.factories import claim_of, keep_text, keep_wire_story, new_project

STORY = "Mill poisons river\n\nThe mill poisons the river, three people said.\n"


def measures(*words: object) -> Result:
    return onrecord("measures", *words)


def printed(*words: object) -> Any:
    run = measures(*words, "--json")
    assert (run.returncode, run.stderr) == (0, b"")
    return json.loads(run.stdout)


def read(*words: object) -> str:
    run = measures(*words)
    assert (run.returncode, run.stderr) == (0, b"")
    return run.stdout.decode()


def single(told: str) -> str:
    """Return what was told with one space between words."""
    return " ".join(told.split())


def numbers(project: Path, *options: str) -> list[int]:
    """Return the numbers of the articles that options choose."""
    with Store.open(project) as store:
        number = {article.id: article.number for article in store.articles()}
    return [number[one["article"]] for one in printed(project, *options)["articles"]]


@pytest.fixture
def project(tmp_path: Path, made: Path) -> Path:
    return Path(copyfile(made, tmp_path / made.name))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep three articles: the wire story, one with a claim, one without any."""
    path = new_project(tmp_path_factory.mktemp("measures") / "desk.onrecord")
    with Store.open(path) as store:
        wire = keep_wire_story(store)
        marked = keep_text(store, STORY)
        bare = keep_text(store, STORY.replace("Mill", "Dam"), "bare.txt")
        source = Source(new_id(), "The mill\x1b[31m’s 漁村 spokesperson")
        claim = claim_of(marked, STORY, "The mill", tags=(Tag.DENIAL,), source_id=source.id)
        store.apply(edits.add("Mark", source, claim))
        tell(store, wire, outlet="Reuters", byline="Steve Scherer", published="2020-03-09")
        tell(
            store,
            marked,
            outlet="The Post",
            byline="By Ann Lee and Steve Scherer",
            published="2020-04-01T12:00:00Z",
            status=ArticleStatus.HELD,
        )
        tell(store, bare, byline="By Annabel Leeds")
    return path


def tell(store: Store, article: Article, **fields: Any) -> None:
    store.apply(edits.change("Tell", (article, replace(article, **fields))))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "chosen"),
    [
        ((), [1, 2, 3]),
        (("--outlet", "reuters"), [1]),
        (("--outlet", "Reuters", "--outlet", "The Post"), [1, 2]),
        (("--outlet", "Post"), []),
        (("--author", "scherer"), [1, 2]),
        (("--author", "Ann Lee"), [2]),
        (("--author", "Ann"), [2]),
        (("--after", "2020-03-09"), [1, 2]),
        (("--after", "2020-03-10"), [2]),
        (("--before", "2020-04"), [1]),
        (("--before", "2020-03-09"), []),
        (("--after", "2020-4", "--before", "2021"), [2]),
        (("--status", "held"), [2]),
        (("--status", "draft", "--author", "Steve Scherer"), [1]),
        (("--tag", "denial"), [1, 2]),
        (("--tag", "allegation"), [1]),
    ],
)
def test_articles_are_chosen(project: Path, options: tuple[str, ...], chosen: list[int]) -> None:
    assert numbers(project, *options) == chosen


@pytest.mark.slow
def test_of_several_articles_there_are_each_all_and_the_median_one(project: Path) -> None:
    found = printed(project)
    assert list(found) == ["articles", "pooled", "median", "profile"]
    alone = printed(project, "1")
    alone.pop("profile")
    assert found["articles"][0] == alone
    assert found["pooled"]["attribution_rate"] == {
        "numerator": 16,
        "denominator": 20,
        "value": 0.8,
    }
    assert found["median"]["claims"] == {"median": 1, "n": 3}
    assert found["median"]["attribution_rate"]["n"] == 2


def test_one_article_is_told_in_tables(project: Path) -> None:
    told = single(read(project, "1", "--sides", "US government, Canadian government"))
    for words in (
        "House rules: On Record",
        "unnamed sources' words, of those with a source 0.353 67 of 190",
        "balance of the two sides named 0.959 140 of 146",
        "US government 5 76 0.400 0.616 0.350",
        " 7 Huawei 9 8 0",
    ):
        assert words in told


@pytest.mark.slow
def test_few_claims_are_told_as_counts_alone(project: Path) -> None:
    told = single(read(project, "2"))
    assert "Fewer than 5 claims have a source" in told
    assert "claims with a source, of all claims – 1 of 1" in told
    assert "\x1b" not in told
    assert "effective sources" not in told
    assert printed(project, "2")["attribution_rate"] == 1


@pytest.mark.slow
def test_several_articles_are_told_in_tables(project: Path) -> None:
    told = single(read(project))
    assert told.startswith("3 articles, 20 claims House rules: On Record")
    assert "claims with a source, of all claims 0.800 16 of 20" in told
    assert "Top U.S. envoy presses Canada" in told
    assert read(project, "--outlet", "nobody") == "0 articles, 0 claims\nHouse rules: On Record\n"


def test_an_empty_project_has_measures_of_nothing(tmp_path: Path) -> None:
    found = printed(new_project(tmp_path / "empty.onrecord"))
    assert found["articles"] == []
    assert found["pooled"]["coverage"]["value"] is None


@pytest.mark.parametrize(
    "options",
    [
        ("1", "--outlet", "Reuters"),
        ("--after", "yesterday"),
        ("--before", "2020-13"),
        ("--status", "published"),
        ("--tag", "rumor"),
        ("--sides", "one"),
        ("--sides", "one,two,three"),
        ("--sides", "one,one"),
        ("--sides", "one, "),
    ],
)
def test_wrong_usage_is_refused(project: Path, options: tuple[str, ...]) -> None:
    run = measures(project, *options)
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"Traceback" not in run.stderr


def test_an_article_that_is_not_there_is_refused_in_words(project: Path) -> None:
    run = measures(project, "9")
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.decode().count("\n") == 1
    assert "there is no article “9”" in run.stderr.decode()


@pytest.mark.slow
def test_measuring_changes_no_byte_and_works_while_the_project_is_open(project: Path) -> None:
    before = project.read_bytes()
    with Store.open(project):
        assert printed(project, "1")["claims"] == 19
        assert len(printed(project)["articles"]) == 3
    assert project.read_bytes() == before
