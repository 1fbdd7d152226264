"""The child: reads one file after another, and answers each with articles or with a sentence."""

import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import IO, Any

from annotator import importers
from annotator.errors import AnnotatorError
from annotator.importers.imported import Found
from annotator.importers.source_file import MAX_FILE_BYTES
from annotator.sandbox import limits, wire
from annotator.text import Words

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
    """Answer every request there is."""
    while True:
        try:
            header, body = wire.receive(requests, MAX_FILE_BYTES + _HEADER)
        except EOFError:
            return
        limits.begin(header["seconds"])
        try:
            wire.send(answers, *_answer(header, body))
        except MemoryError:
            wire.send(answers, {"memory": True})
        del header, body


def _answer(header: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], list[bytes]]:
    source = wire.source_of(header, body)
    try:
        articles = importers.read_all(source)
        found = [Found(one, len(Words(one.text, one.blocks))) for one in articles]
        return wire.answer(found, source.data)
    except AnnotatorError as error:
        return {"refused": str(error)}, []
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a mistake of ours in here must not be silent there
        where = traceback.extract_tb(error.__traceback__)
        names = [f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in where]
        return {"mistake": type(error).__name__, "where": names}, []


if __name__ == "__main__":
    main()
