"""From a finding to the place where a person mends it, with the keys there."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.vocabulary import LinkKind

if TYPE_CHECKING:
    from annotator.checks.finding import Finding
    from ui.main_window import MainWindow

_OF_A_STRANGER = "FAIR-10"
"""A reply that is linked already, and by the wrong word."""
_WITHOUT_REASON = "ATT-03"


class Mending(QObject):
    """What `checks.fix` does: it goes to the finding, then to where it is mended.

    Nothing is changed by that alone. The finding's sentence stays in the status line, with the
    keys that mend it where they are those of the text.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window

    def fix(self) -> None:
        """Begin to mend the finding that is meant; where there is none, say so."""
        window = self._window
        finding = window.checks.meant(window.view.caret())
        if finding is None:
            window.checks.tell_empty()
            return
        window.checks.turn_to(finding)
        how = self._way(finding)(finding)
        window.workspace.said.emit(f"{finding.message} {window.keymap.told(how)}".rstrip())

    def _way(self, finding: "Finding") -> "Callable[[Finding], str]":
        """Return what leads to where a finding is mended; it returns what to do there."""
        from annotator.checks.finding import Fix
        from annotator.checks.registry import RULES

        inspector = self._window.inspector
        in_inspector = partial(partial, self._inspect)
        ways: dict[Fix, Callable[[Finding], str]] = {
            Fix.NAME_SOURCE: in_inspector(inspector.focus_source),
            Fix.NAME_TARGET: in_inspector(inspector.focus_target),
            Fix.LINK_ANSWER: self._link_answer,
            Fix.LINK_SUPPORT: self._link_support,
            Fix.RECORD_RESPONSE: self._record,
            Fix.DESCRIBE_SOURCE: self._describe,
            Fix.COUNT_SOURCES: self._count,
            Fix.TAG: self._tag,
            Fix.VERIFY: in_inspector(inspector.focus_verification),
            Fix.ADD_EVIDENCE: in_inspector(inspector.focus_evidence),
            Fix.CONFIRM_FURNITURE: self._confirm,
            Fix.MOVE_BOUNDS: self._move_bounds,
            Fix.NONE: self._change_story,
        }
        return ways[RULES[finding.rule].fix]

    def _inspect(self, focus: Callable[[], None], _: "Finding") -> str:
        self._window.show_tab(self._window.inspector)
        focus()
        return ""

    def _link_answer(self, finding: "Finding") -> str:
        linking, desk = self._window.text_commands.linking, self._window.workspace.desk
        if finding.rule == _OF_A_STRANGER and desk:
            own, *others = filter(None, map(desk.claim, finding.claims))
            linked = {link.to_id for link in desk.links_from(own)}
            linking.begin(LinkKind.DISPUTES, [other for other in others if other.id in linked])
            return self.tr("Enter links it as “disputes”.")
        linking.begin(LinkKind.DENIES)
        return self._how_to_choose()

    def _link_support(self, _: "Finding") -> str:
        self._window.text_commands.linking.begin(LinkKind.SUPPORTS, is_toward=True)
        return self._how_to_choose()

    def _how_to_choose(self) -> str:
        if not self._window.text_commands.linking.is_on:
            return self.tr("There is no other claim to link to.")
        return self.tr("Choose it by its digit or a click.")

    def _record(self, finding: "Finding") -> str:
        window, desk = self._window, self._window.workspace.desk
        halves = filter(None, map(desk.claim, finding.claims)) if desk else ()
        asked = next((half for half in halves if finding.target in half.targets), None)
        if asked:  # of an allegation in two halves either may name the target
            window.selection.select(asked)
        window.show_tab(window.inspector)
        window.inspector.focus_outcome(finding.target)
        return ""

    def _describe(self, finding: "Finding") -> str:
        form = self._window.sources.form
        is_reason = finding.rule == _WITHOUT_REASON
        return self._open_source(finding, partial(form.focus_descriptor, is_reason=is_reason))

    def _count(self, finding: "Finding") -> str:
        return self._open_source(finding, self._window.sources.form.focus_count)

    def _open_source(self, finding: "Finding", focus: Callable[[], None]) -> str:
        window, desk = self._window, self._window.workspace.desk
        source = desk.sources.get(finding.source or "") if desk else None
        if source:
            window.show_tab(window.sources)
            window.sources.show_source(source)
            focus()
        return ""

    def _tag(self, _: "Finding") -> str:
        self._window.back_to_text()
        return self.tr(
            "{tag.allegation} {tag.denial} {tag.official} {tag.anonymous} change its tag, with "
            "Shift they add or remove one."
        )

    def _confirm(self, _: "Finding") -> str:
        window, desk = self._window, self._window.workspace.desk
        first = (
            next((block for block in desk.blocks if block.is_furniture), None) if desk else None
        )
        if first:
            window.view.put_caret(first.start)
            window.view.scroll_to(first.start)
            window.show_tab(window.checks)
            window.checks.ask_to_confirm()
        return ""

    def _move_bounds(self, _: "Finding") -> str:
        self._window.text_commands.edges.begin()
        return self.tr("Arrows move its end, {edge.mode} turns to its start, Enter keeps it.")

    def _change_story(self, _: "Finding") -> str:
        return self.tr("No mark can mend this: change the story, or waive it.")
