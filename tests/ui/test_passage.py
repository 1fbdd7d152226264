"""Words of two versions are drawn as they are, whatever stands in them."""

from pytestqt.qtbot import QtBot

from annotator.model import Span
from tests.pictures import picture_of
from ui.dialogs.passage import LONGEST, Passage

TEXT = "Before 😀. The mill <b>denied</b> &amp; “laughed” it off.\nAfter."
WHOLE = Span(7, len(TEXT))
CLAIM = Span(TEXT.index("The mill"), TEXT.index(" it off"))
DIFFERS = Span(TEXT.index("“"), TEXT.index("”") + 1)


def shown(qtbot: QtBot, *differ: Span, is_old: bool = True) -> Passage:
    passage = Passage(is_old=is_old)
    qtbot.addWidget(passage)
    passage.show_claim(TEXT, WHOLE, CLAIM, differ)
    passage.resize(300, passage.heightForWidth(300))
    return passage


def test_markup_in_an_article_is_words(qtbot: QtBot) -> None:
    passage = shown(qtbot, DIFFERS)
    assert passage.words == passage.accessibleName() == TEXT[7:]
    (look,) = [look for look in passage.looks if look.differs]
    assert look.is_claim
    assert look.span.of(passage.words) == "“laughed”"
    claim = "".join(look.span.of(passage.words) for look in passage.looks if look.is_claim)
    assert claim == CLAIM.of(TEXT)


def test_what_differs_is_seen_and_struck_out_is_not_underlined(qtbot: QtBot) -> None:
    same, old = picture_of(shown(qtbot)), picture_of(shown(qtbot, DIFFERS))
    new = picture_of(shown(qtbot, DIFFERS, is_old=False))
    assert same != old != new != same


def test_a_narrow_passage_is_higher_and_a_long_one_is_cut(qtbot: QtBot) -> None:
    passage = shown(qtbot)
    assert passage.heightForWidth(150) > passage.heightForWidth(600) > 0
    text = "word " * LONGEST
    passage.show_claim(text, Span(0, len(text) - 1), Span(0, 4), [])
    assert passage.words == text[:LONGEST] + "…"
