"""What every test gets: no display, no network, a home of its own, how hard to try examples."""

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import promises, socket_guard
from tests.examples import QUICK, TEST

# pytest-qt asks Qt for a platform as soon as a test wants an application.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

settings.register_profile("default", max_examples=TEST, deadline=None)
settings.register_profile("quick", max_examples=QUICK, deadline=None)
settings.register_profile("torture", max_examples=1000, deadline=None)
settings.load_profile("default")

socket_guard.install()


def pytest_configure(config: pytest.Config) -> None:
    """Have the promises told that a torture tried."""
    config.pluginmanager.register(promises.Told())


@pytest.fixture(scope="session", autouse=True)
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give what is made once for several tests a per-user folder that is not the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ONRECORD_HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(autouse=True)
def onrecord_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a per-user folder of its own."""
    home = tmp_path / "home"
    monkeypatch.setenv("ONRECORD_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail the test where it, or what it calls, opens an internet socket."""
    is_own_server = request.node.get_closest_marker("own_server") is not None
    with socket_guard.GUARD.watching(request.node.nodeid, may_ask_itself=is_own_server):
        yield
        assert socket_guard.GUARD.asked == []
        assert socket_guard.GUARD.asked_by_children() == []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Take the windows of a test apart at its end, or those of the next one are dearer."""
    yield
    qt = sys.modules.get("PySide6.QtCore")
    if qt and qt.QCoreApplication.instance():
        from ui import garbage

        garbage.collect_between_events()
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete.value)
        garbage.collect()
