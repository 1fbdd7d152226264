"""The balance as PNGs: of several stories, in the dock and the whole window, and in grey."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator import edits, png
from annotator.charts.page import article_page
from annotator.measures.counted import counted
from annotator.model import Marks
from annotator.palette import GREY_PALETTE
from annotator.right_of_reply import today
from annotator.store import Store
from annotator.vocabulary import SourceKind
from tests.charts.stories import answered, busy, empty, one_source
from tests.factories import keep_text, keep_wire_story, new_project
from ui.main_window import MainWindow
from ui.panels.balance_subjects import PAGE

STORIES = {"answered": answered, "forty": busy, "one-source": one_source, "empty": empty}


def project(path: Path) -> Path:
    """Make a project of the wire story and those whose pictures are looked at."""
    with Store.open(new_project(path)) as store:
        keep_wire_story(store)
        for name, made in STORIES.items():
            _keep(store, name, made().marks)
    return path


def _keep(store: Store, name: str, marks: Marks) -> None:
    """Keep the marks of a story under ids that no other has."""
    article = keep_text(store, f"{marks.text}\n\nEnd of {name}.\n")

    def own(key: str) -> str:
        return f"{name}: {key}"

    sources = [
        replace(
            one,
            id=own(one.id),
            article_id=article.id if one.kind is SourceKind.ANONYMOUS else None,
        )
        for one in marks.sources
    ]
    claims = [
        replace(
            one,
            id=own(one.id),
            article_id=article.id,
            source_id=own(one.source_id) if one.source_id else None,
        )
        for one in marks.claims
    ]
    links = [
        replace(one, id=own(one.id), from_id=own(one.from_id), to_id=own(one.to_id))
        for one in marks.links
    ]
    answers = [replace(one, id=own(one.id), claim_id=own(one.claim_id)) for one in marks.responses]
    if claims:
        store.apply(edits.add("Mark", *sources, *claims, *links, *answers))


def draw(window: MainWindow, shoot: Callable[[str, QWidget], None], folder: Path) -> None:
    """Draw every story, then the tables, what the keys are on, and a page in grey."""
    balance, toggle = window.balance, window.parts.toggle_balance
    window.show_tab(balance)
    articles = window.workspace.articles()
    for name, article in zip(("wire", *STORIES), articles, strict=True):
        window.workspace.show_article(article.id)
        shoot(f"balance-dock-{name}", window)
        toggle()
        shoot(f"balance-{name}", window)
        toggle()
    window.workspace.show_article(articles[0].id)
    desk = window.workspace.desk
    assert desk
    page = article_page(counted(desk.marks(), desk.words), (), PAGE, today())
    (folder / "balance-grey.png").write_bytes(png.png(page, GREY_PALETTE))
    balance.toggle_tables()
    shoot("balance-dock-tables", window)
    toggle()
    shoot("balance-tables", window)
    balance.toggle_tables()
    view = balance.page.cards[1].view
    view.setFocus()
    view.go_to(3)
    shoot("balance-keys", window)
    window.close()


def draw_project(
    window: MainWindow, shoot: Callable[[str, QWidget], None], wait: Callable[[], object]
) -> None:
    """Draw all stories together, as tables, and narrowed to some; `wait` lets them be counted."""
    balance, toggle = window.balance, window.parts.toggle_balance
    window.show_tab(balance)
    balance.show_project(is_wanted=True)
    while not window.sums.is_settled:
        wait()
    shoot("project-dock", window)
    balance.toggle_tables()
    shoot("project-dock-tables", window)
    balance.toggle_tables()
    balance.chips.author.take("Cleo Tran")
    shoot("project-dock-narrowed", window)
    toggle()
    shoot("project-narrowed", window)
    balance.chips.author.take("Cleo Tran")
    shoot("project", window)
    balance.toggle_tables()
    shoot("project-tables", window)
    balance.toggle_tables()
    window.close()
