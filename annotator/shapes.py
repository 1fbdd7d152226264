"""What a value read from JSON must look like, with refusals in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from annotator.errors import ClaimsFileError

Shape = Callable[[object, str], Any]
"""Return a JSON value as ours, or raise `ClaimsFileError` that begins with the given place."""

REQUIRED = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its shape, and its default where it may be missing."""

    shape: Shape
    default: Any = REQUIRED


def text(value: object, where: str) -> str:
    """Take any string that every program can hold: no NUL, no lone surrogates."""
    if not isinstance(value, str):
        raise ClaimsFileError(f"{where} must be text, not {_kind(value)}")
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ClaimsFileError(f"{where} holds a NUL or half a character; take it out")
    return value


def words(value: object, where: str) -> str:
    """Take a string with something to see in it."""
    if not text(value, where).strip():
        raise ClaimsFileError(f"{where} is empty")
    return str(value)


def flag(value: object, where: str) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise ClaimsFileError(f"{where} must be true or false, not {_kind(value)}")
    return value


def count(value: object, where: str) -> int:
    """Take a whole number from 0 to 2**53."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1 << 53:
        raise ClaimsFileError(f"{where} must be a whole number that is not negative")
    return value


def share(value: object, where: str) -> float:
    """Take a number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ClaimsFileError(f"{where} must be a number from 0 to 1")
    return float(value)


def moment(value: object, where: str) -> str:
    """Take an ISO 8601 date, with or without a time."""
    written = text(value, where)
    try:
        datetime.fromisoformat(written)
    except ValueError as error:
        raise ClaimsFileError(f"{where}: “{written}” is not a date such as 2020-03-09") from error
    return written


def maybe(shape: Shape) -> Shape:
    """Return the shape that takes null, too."""
    return lambda value, where: None if value is None else shape(value, where)


def one_of(kinds: type[StrEnum]) -> Shape:
    """Return the shape of a closed vocabulary."""

    def read(value: object, where: str) -> StrEnum:
        try:
            return kinds(text(value, where))
        except ValueError as error:
            known = ", ".join(kinds)
            raise ClaimsFileError(f"{where}: “{value}” is not one of {known}") from error

    return read


def several(shape: Shape, *, unique: bool = False) -> Shape:
    """Return the shape of a list; with `unique`, nothing may stand in it twice."""

    def read(value: object, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ClaimsFileError(f"{where} must be a list, not {_kind(value)}")
        parts = tuple(shape(part, f"{where}, entry {n}") for n, part in enumerate(value, 1))
        for n, part in enumerate(parts if unique else ()):
            if part in parts[:n]:
                raise ClaimsFileError(f"{where} names “{part}” twice")
        return parts

    return read


def record(fields: Mapping[str, Field], name: str | None = None) -> Shape:
    """Return the shape of an object with just these keys, as a dict with every default filled in.

    `name` is the key whose value names the record in messages.
    """

    def read(value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ClaimsFileError(f"{where} must be an object, not {_kind(value)}")
        if name and isinstance(value.get(name), str):
            where = f"{where} (“{value[name][:80]}”)"
        for key in value:
            if key not in fields:
                raise ClaimsFileError(f"{where} has an unknown key “{key[:80]}”")
        for key, field in fields.items():
            if field.default is REQUIRED and key not in value:
                raise ClaimsFileError(f"{where} lacks “{key}”")
        return {
            key: field.shape(value[key], f"{where}, {key}") if key in value else field.default
            for key, field in fields.items()
        }

    return read


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "text", bool: "true or false"}
    return "null" if value is None else kinds.get(type(value), "a number")
