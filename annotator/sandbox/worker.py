"""The child: reads one file after another, and answers each with articles or with a sentence."""

import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from annotator import importers
from annotator.errors import AnnotatorError
from annotator.importers.imported import Found
from annotator.importers.source_file import MAX_FILE_BYTES, SourceFile
from annotator.sandbox import limits, report_wire, wire
from annotator.text import Words

if TYPE_CHECKING:
    from annotator.returned.returned_report import ReturnedReport

_HEADER = 1_000_000


def main() -> None:
    """Serve until the parent closes the pipe; what libraries print goes nowhere."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    setting, _ = wire.receive(requests, _HEADER)
    confined = replace(limits.Limits(), **setting)
    limits.confine(confined)
    serve(requests, answers)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every request there is, and end at once with the parent."""
    waiting: SimpleQueue[wire.Message] = SimpleQueue()
    Thread(target=_receive, args=(requests, waiting), daemon=True).start()
    while True:
        header, body = waiting.get()
        limits.begin(header["seconds"])
        limits.tried.clear()
        try:
            told, parts = _answer(header, body)
            wire.send(answers, told | {"tried": limits.tried}, parts)
        except (MemoryError, SystemError):  # the latter from C, where it was not looked for
            wire.send(answers, {"memory": True})
        limits.rest()
        del header, body


def _receive(requests: IO[bytes], waiting: "SimpleQueue[wire.Message]") -> None:
    """Take in what is asked also while something is read: so the parent's end is noticed."""
    while True:
        try:
            waiting.put(wire.receive(requests, MAX_FILE_BYTES + _HEADER))
        except (EOFError, OSError, wire.BrokenAnswerError, MemoryError):
            os._exit(1)


def _answer(header: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    source = wire.source_of(header, body)
    try:
        if header["wants"] == wire.REPORT:
            return report_wire.answer(_report(source))
        articles = importers.read_all(source)
        found = [Found(one, len(Words(one.text, one.blocks))) for one in articles]
        return wire.answer(found, source.data)
    except AnnotatorError as error:
        return {"refused": str(error)}, []
    except (MemoryError, SystemError):
        raise
    except Exception as error:  # noqa: BLE001 - a mistake of ours in here must not be silent there
        where = traceback.extract_tb(error.__traceback__)
        names = [f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in where]
        return {"mistake": type(error).__name__, "where": names}, []


def _report(source: SourceFile) -> "ReturnedReport":
    from annotator.returned import report_file  # articles need nothing of it

    return report_file.read(source)


if __name__ == "__main__":
    main()
