"""The allegations ladder: what came of asking, who answers for whom, and what is left out."""

from dataclasses import replace

from annotator.charts.ladder import MOST, ladder
from annotator.measures.counted import counted
from annotator.vocabulary import ResponseStatus, Tag
from tests.charts.drawn import cells
from tests.charts.stories import NOW, answered
from tests.marked_story import Story


def told_of(status: ResponseStatus | None, deadline: str | None = None) -> str:
    story = Story()
    story.claim("Mill poisons river", Tag.ALLEGATION, targets=("the mill",))
    if status:
        story.answer("Mill poisons river", "the mill", status)
        (asked,) = story.responses
        story.responses = [replace(asked, date="2020-03-07", deadline=deadline)]
    picture = ladder(counted(story.marks), 600, NOW)
    return str(cells(picture, "Answer")[0])


def test_the_ladder_says_what_came_of_asking() -> None:
    assert told_of(None) == "no answer, not asked yet"
    assert told_of(ResponseStatus.NOT_SOUGHT) == "no answer, not asked yet"
    assert told_of(ResponseStatus.SOUGHT) == "no answer yet, asked on March 7, 2020"
    due = told_of(ResponseStatus.DEADLINE, "2020-03-10")
    assert due == "no answer yet, asked on March 7, 2020, due March 10, 2020"
    late = told_of(ResponseStatus.DEADLINE, "2020-03-08")
    assert late == "overdue since March 8, 2020, no answer, asked on March 7, 2020"
    assert told_of(ResponseStatus.DECLINED) == "declined to comment"


def test_the_ladder_names_who_answers_for_whom() -> None:
    picture = ladder(answered(), 700, NOW)
    assert list(zip(cells(picture, "About"), cells(picture, "By"), strict=True)) == [
        ("the mill", ""),
        ("the mill", "the mill"),
        ("the province", ""),
    ]
    assert picture.description == "2 allegations, of which 1 has no answer."


def test_of_many_allegations_none_without_an_answer_is_left_out() -> None:
    words = " ".join(f"word{n}" for n in range(120))
    story = Story(f"Headline here\n\n{words}\n")
    for n in range(120):
        story.claim(f"word{n}", Tag.ALLEGATION, targets=("the mill",), name=f"c{n}")
        if n % 4:
            story.answer(f"c{n}", "the mill", ResponseStatus.DECLINED)
    picture = ladder(counted(story.marks), 600, NOW)
    assert picture.marks[-1].name == f"and {120 - MOST} more, 0 of them without an answer"
    assert len(picture.table.rows) == 120
