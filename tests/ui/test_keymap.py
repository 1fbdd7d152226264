"""Which keys a command has: a key belongs to one command, and a damaged file harms nothing."""

import ast
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.actions import COMMANDS
from ui.keymap import NAMED, Keymap
from ui.keys import canonical
from ui.settings import Settings

NAMES = [command.name for command in COMMANDS]
KEYS = [
    "A",
    "Shift+K",
    "1",
    "?",
    "F9",
    "Ctrl+K",
    "Ctrl+,",
    "Alt+Up",
    "Ctrl+Shift+Z",
    "7",
    "Delete",
]
ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def keymap() -> Keymap:
    return Keymap(Settings())


def as_registered(keymap: Keymap) -> bool:
    return all(keymap.keys(command.name) == command.keys for command in COMMANDS)


def test_no_two_commands_are_born_with_the_same_key(keymap: Keymap) -> None:
    assert as_registered(keymap)
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))


def test_every_key_of_the_registry_is_spelled_as_it_is_pressed_and_may_be_given(
    keymap: Keymap,
) -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert canonical(key) == key
            assert keymap.refusal(command.name, key) == ""


@ANY
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["give", "take", "reset"]),
            st.sampled_from(NAMES),
            st.sampled_from(KEYS),
        )
    )
)
def test_whatever_is_given_taken_and_reset_a_key_has_one_command(
    keymap: Keymap, steps: list[tuple[str, str, str]]
) -> None:
    for what, name, key in steps:
        if what == "reset":
            keymap.reset(name)
            assert keymap.is_usual(name)
        elif what == "take":
            keymap.take(name, key)
            assert key not in keymap.keys(name)
        elif not keymap.refusal(name, key):
            keymap.give(name, key)
            owner = keymap.owner(key)
            assert owner
            assert owner.name == name
        held = [key for name in NAMES for key in keymap.keys(name)]
        assert len(held) == len(set(held))
        again = Keymap(Settings())
        assert {n: again.keys(n) for n in NAMES} == {n: keymap.keys(n) for n in NAMES}
    keymap.reset_all()
    assert as_registered(keymap)


def test_a_key_that_is_let_go_stays_away_after_a_restart(keymap: Keymap) -> None:
    keymap.give("go.next", "F9")
    keymap.take("go.next", "F9")
    keymap.take("go.next", "J")
    assert Keymap(Settings()).keys("go.next") == ()


def test_a_key_that_is_taken_comes_back_with_a_reset(keymap: Keymap) -> None:
    keymap.give("read.hide", "J")
    assert keymap.keys("go.next") == ()
    assert keymap.keys("read.hide") == ("H", "J")
    keymap.reset("go.next")
    assert keymap.keys("go.next") == ("J",)
    assert keymap.keys("read.hide") == ("H",)


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("read.hide", "Esc", "Esc"),
        ("palette.open", "Tab", "Tab"),
        ("read.hide", "Left", "caret"),
        ("read.hide", "Ctrl+Up", "caret"),
        ("palette.open", "K", "typing"),
        ("palette.open", "Shift+Space", "typing"),
        ("palette.open", "Ctrl+V", "edits"),
        ("read.hide", "", "cannot be told"),
    ],
)
def test_a_reserved_key_is_refused_with_a_sentence(
    keymap: Keymap, name: str, key: str, why: str
) -> None:
    refusal = keymap.refusal(name, key)
    assert why in refusal
    assert refusal.endswith(".")


def test_a_sentence_names_the_key_that_a_command_has_now_or_its_title(keymap: Keymap) -> None:
    words = "press {go.next}, {claim.source} or {view.wider}: {n} {left}"
    assert keymap.told(words) == "press J, Enter or “Longer lines”: {n} {left}"
    keymap.give("view.wider", "F9")
    keymap.take("claim.source", "Return")
    keymap.take("go.next", "J")
    assert keymap.told(words) == "press “Next claim”, Ctrl+Enter or F9: {n} {left}"


@pytest.mark.slow
def test_every_command_that_a_sentence_names_is_one() -> None:
    named: set[str] = set()
    for file in (Path(__file__).parent.parent.parent / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.update(NAMED.findall(node.value))
    assert "article.import" in named
    assert named <= set(NAMES)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(KEYS),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(NAMES), inner),
)


@pytest.mark.slow
@ANY
@given(JSON | st.dictionaries(st.sampled_from(NAMES), JSON))
def test_whatever_the_file_holds_each_key_has_one_command(
    qtbot: QtBot, onrecord_home: Path, kept: object
) -> None:
    del qtbot
    onrecord_home.mkdir(exist_ok=True)
    (onrecord_home / "settings.json").write_text(json.dumps({"keys": kept}), encoding="utf-8")
    keymap = Keymap(Settings())
    held = [key for name in NAMES for key in keymap.keys(name)]
    assert len(held) == len(set(held))
    assert all(canonical(key) == key for key in held)


def test_what_is_sound_in_a_damaged_file_is_used(onrecord_home: Path) -> None:
    onrecord_home.mkdir()
    kept = {
        "go.next": ["ctrl+shift+j", "Esc", 7, "no key"],
        "go.gone": ["X"],
        "go.previous": "K",
        "claim.note": ["Esc"],
        "palette.open": [],
    }
    (onrecord_home / "settings.json").write_text(json.dumps({"keys": kept}), encoding="utf-8")
    keymap = Keymap(Settings())
    assert keymap.keys("go.next") == ("Ctrl+Shift+J",)
    assert keymap.keys("go.previous") == ("K",)
    assert keymap.keys("claim.note") == ("M",)
    assert keymap.keys("palette.open") == ()
