"""Facts of a file as bytes: for the store, and to hand them from one process to another."""

import marshal
from dataclasses import fields
from operator import attrgetter
from typing import Any

from reach.records.code import Code, FileFacts, Parameter

_OF_CODE = attrgetter(*(f.name for f in fields(Code)))
_OF_FILE = attrgetter(*(f.name for f in fields(FileFacts)))
_OF_PARAMETER = attrgetter(*(f.name for f in fields(Parameter)))
_CODES = [f.name for f in fields(FileFacts)].index("codes")
_PARAMETERS = [f.name for f in fields(Code)].index("parameters")


def encode(facts: FileFacts) -> bytes:
    """Facts as bytes."""
    parts = list(_OF_FILE(facts))
    parts[_CODES] = tuple(_code_parts(code) for code in facts.codes)
    return marshal.dumps(tuple(parts))


def decode(content: bytes) -> FileFacts:
    """The inverse of `encode`, for bytes that are known to come from it."""
    parts: list[Any] = list(marshal.loads(content))  # noqa: S302  (checked by the database)
    parts[_CODES] = tuple(_code(*each) for each in parts[_CODES])
    return FileFacts(*parts)


def _code_parts(code: Code) -> tuple[object, ...]:
    parts = list(_OF_CODE(code))
    parts[_PARAMETERS] = tuple(_OF_PARAMETER(each) for each in code.parameters)
    return tuple(parts)


def _code(*parts: Any) -> Code:
    values = list(parts)
    values[_PARAMETERS] = tuple(Parameter(*each) for each in values[_PARAMETERS])
    return Code(*values)
