"""The sums of all stories of the open project: read, counted where they lack, kept, followed."""

import gc
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.edits import Change
from annotator.errors import AnnotatorError
from annotator.store import Store
from annotator.store.kept import renamed
from annotator.store.reader import Reader
from ui.lookup import IsWanted
from ui.survey import Survey
from ui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.counting import Turn
    from annotator.overview import Overview, Told
    from annotator.rules import HouseRules
    from annotator.sums import Sums

TURN = 50
"""How many stories are counted before they are kept; keeping more would be felt."""
AT_ONCE = 300
"""An open story of more claims is counted in the background, after a change as well."""
_REST = 700
"""Milliseconds without a change after which what lacks is counted."""
TRIES = 10
"""So often what was counted is tried to be kept; after that it is only shown."""
_BUSY = 300
"""Milliseconds after which a file that was busy is tried again."""


class ProjectSums(QObject):
    """What the pictures of the project and the library need of every story.

    `changed` tells that the overview is another: it was read, more of it was counted, or it
    followed a change. Nothing is read before somebody wants it. A story that is to be counted
    again is there as it was until then.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject | None = None,
        house: "Callable[[], HouseRules] | None" = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.house = house or _shipped
        self._overview: Overview | None = None
        self._lacking: dict[str, None] = {}
        self._wanters: set[object] = set()
        self._unkept: Turn | None = None
        self._tries = 0
        self._is_broken = False
        self._survey = Survey(workspace, self)
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._go_on)
        self._busy = QTimer(self, singleShot=True, interval=_BUSY)
        self._busy.timeout.connect(self._keep)
        self._survey.gave_way.connect(self._rest.start)
        for opened in (workspace.project_opened, workspace.moved_on):
            opened.connect(self.count_anew)
        workspace.articles_changed.connect(self._meet)
        workspace.changed.connect(self._follow)

    @property
    def overview(self) -> "Overview | None":
        """Return the stories as far as they are counted, None before anything is read.

        It changes in place: ask again after `changed`.
        """
        return self._overview

    @property
    def progress(self) -> str:
        """Return how far the counting is, in words; nothing when all stories are counted."""
        if self._overview is None:
            return self.tr("Reading the project…") if self._survey.is_running else ""
        every, here = len(self._workspace.articles()), self._open_story()
        lacking = len(self._lacking) - (here in self._lacking)
        if not lacking:
            return ""
        words = self.tr("Counted {n} of {m} stories")
        return words.format(n=f"{every - lacking:,}", m=f"{every:,}")

    @property
    def is_settled(self) -> bool:
        """Return whether every story is counted, and kept where that can be."""
        is_busy = self._survey.is_running or self._busy.isActive() or self._rest.isActive()
        return self._overview is not None and not self._lacking and not is_busy

    def of(self, article_id: str) -> "Sums | None":
        """Return the sums of an article, None where it is not counted."""
        told = self._overview.story(article_id) if self._overview else None
        return told.sums if told else None

    def want(self, who: object, *, is_wanted: bool) -> None:
        """Keep them fresh for somebody from now on, or no more; else nothing is counted."""
        if is_wanted:
            self._wanters.add(who)
            self._is_broken = False
            self._go_on()
        else:
            self._wanters.discard(who)
            if not self._wanters:
                self._stop()

    def count_anew(self) -> None:
        """Begin from what is kept: of another project, or by other house rules."""
        self._stop()
        self._overview, self._lacking = None, {}
        self._is_broken = False
        self._go_on()
        self.changed.emit()

    def _stop(self) -> None:
        self._survey.cancel()
        self._rest.stop()
        self._busy.stop()
        self._unkept = None

    def _go_on(self) -> None:
        """Read what is kept, then count what lacks, some stories a turn."""
        is_waiting = self._survey.is_running or self._busy.isActive() or self._is_broken
        if not self._wanters or self._workspace.path is None or is_waiting:
            return
        house = self.house()
        if self._overview is None:
            self._survey.begin(partial(_read, house), self._take, self._miss)
        elif self._lacking:
            some = list(islice(self._lacking, TURN))
            take = partial(self._take_turn, some)
            self._survey.begin(partial(_count, some, house), take, self._miss)

    def _take(self, overview: "Overview") -> None:
        self._overview = overview
        _leave_alone()
        self._meet()
        self._go_on()

    def _take_turn(self, asked: list[str], turn: "Turn") -> None:
        for article_id in asked:
            self._lacking.pop(article_id, None)
        for one in turn.stories:
            self._put(one)
        self._unkept = turn
        if not self._lacking:
            _leave_alone()
        self._keep()
        self.changed.emit()

    def _miss(self, error: AnnotatorError) -> None:
        """Say why it cannot be read, once: until somebody wants it again, or another project."""
        self._is_broken = True
        self._workspace.said.emit(str(error))

    def _keep(self) -> None:
        """Keep what was counted, once nobody reads; what was changed since is counted again."""
        if self._workspace.path is None:
            return
        turn, store = self._unkept, self._workspace.reader
        if turn and isinstance(store, Store):
            sums = [one.sums for one in turn.stories]
            step = store.last_step()
            if (step.id if step else None) != turn.seen:
                self._give_up()
            elif store.keep_sums(sums, self.house(), turn.seen):
                self._tries = 0
            elif self._tries < TRIES:
                self._tries += 1
                self._busy.start()
                return
        self._unkept = None
        self._go_on()

    def _give_up(self) -> None:
        """Count again what could not be kept before something changed."""
        if self._unkept:
            self._lacking |= {one.article.id: None for one in self._unkept.stories}
        self._unkept = None
        self._busy.stop()

    def _put(self, one: "Told") -> None:
        if self._overview is not None:
            self._overview.put(one)

    def _meet(self) -> None:
        """Let go of the articles that are gone, and take in what is new or named anew."""
        overview = self._overview
        self._give_up()
        if overview is None:
            return
        articles = {article.id: article for article in self._workspace.articles()}
        for one in list(overview.stories):
            article = articles.get(one.article.id)
            if article is None:
                overview.drop(one.article.id)
            elif article != one.article:
                overview.put(replace(one, article=article))
        lacking = (key for key in articles if overview.story(key) is None)
        self._lacking = {key: None for key in (*self._lacking, *lacking) if key in articles}
        self._tell()

    def _follow(self, change: Change) -> None:
        overview = self._overview
        self._give_up()
        if overview is None:
            return
        try:
            touched = self._workspace.reader.touched_by(change)
        except AnnotatorError:
            self.count_anew()
            return
        touched |= overview.naming(renamed(change))
        known = {article.id for article in self._workspace.articles()}
        self._lacking = {k: None for k in (*self._lacking, *touched) if k in known}
        self._tell()

    def _tell(self) -> None:
        if self._wanters:
            self._count_open_story()
            self.changed.emit()
            self._rest.start()

    def _open_story(self) -> str | None:
        desk = self._workspace.desk
        return desk.article.id if desk else None

    def _count_open_story(self) -> None:
        """Count the story on the desk at once; what is kept of it is counted from the file."""
        desk = self._workspace.desk
        if desk and desk.article.id in self._lacking and len(desk.claims) <= AT_ONCE:
            from annotator.counting import told_of

            self._put(told_of(desk.marks(), self.house(), desk.words))


def _leave_alone() -> None:
    """Have what is there now looked through for garbage no more.

    A large project is millions of values, in no cycle: a look at all of them would take longer
    than to follow a change.
    """
    gc.freeze()


def _shipped() -> "HouseRules":
    from annotator.rules import shipped

    return shipped()


def _read(house: "HouseRules", reader: Reader, is_wanted: IsWanted) -> "Overview | None":
    from annotator.counting import kept_overview

    return kept_overview(reader, house, is_wanted)


def _count(
    some: list[str], house: "HouseRules", reader: Reader, is_wanted: IsWanted
) -> "Turn | None":
    from annotator.counting import count

    return count(reader, some, house, is_wanted)
