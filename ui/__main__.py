"""The `onrecord` command: every subcommand, and the window where none is named."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click_default_group import DefaultGroup

from annotator import __version__, cli, console, log, mistakes, private
from annotator.home import keep_private

if TYPE_CHECKING:
    from annotator.export.formats import Format


@click.group(
    cls=DefaultGroup,
    default="open",
    default_if_no_args=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
@click.pass_context
def onrecord(context: click.Context) -> None:
    """Mark who claims what in a news story, and report how it is sourced."""
    context.obj = _paper


for command in cli.COMMANDS:
    onrecord.add_command(command)


@onrecord.command("open")
@click.argument("project", required=False, type=click.Path(path_type=Path, readable=False))
def open_project(project: Path | None) -> None:
    """Open the window on PROJECT, else on the last one, else on the sample."""
    if not has_display():
        console.warn("there is no display here to open a window on; see `onrecord --help`")
        sys.exit(1)
    from ui import app

    sys.exit(app.run(project))


def _paper(page: str) -> "Format":
    """Return the one format that the core cannot write: what the window prints, on a paper."""
    from ui import paper

    return paper.printed(page)


def has_display() -> bool:
    """Return whether a window can be shown."""
    if sys.platform in {"win32", "darwin"} or "QT_QPA_PLATFORM" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main() -> None:
    """Run `onrecord`; our own failures are logged and told in one sentence."""
    private.keep_to_owner()
    keep_private()
    try:
        onrecord()
    except Exception as error:  # noqa: BLE001 - the last line: no traceback reaches the user
        sys.exit(_log_failure(error))


def _log_failure(error: Exception) -> int:
    """Keep where it happened for a bug report; an error's own words may quote an article."""
    try:
        folder = log.begin()
        log.note("\n".join([__version__, *mistakes.told(error)]))
        console.warn(f"On Record made a mistake and stopped; what happened is kept in {folder}")
    except OSError:
        console.warn("On Record made a mistake and stopped")
    return 1


if __name__ == "__main__":
    main()
