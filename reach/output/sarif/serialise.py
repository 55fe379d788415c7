"""Turn sarif-om objects into plain dictionaries, which the library itself does not do."""

from functools import cache
from typing import Any

import attr
import sarif_om as om


def plain(value: Any) -> Any:
    """The value as JSON-ready data; properties that hold their default are left out."""
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return _properties(value) if attr.has(type(value)) else value


def _properties(value: Any) -> dict[str, Any]:
    found = {}
    owner: Any = type(value)
    for attribute, name, default in _written(owner):
        item = getattr(value, attribute)
        if item is not None and item != default:
            found[name] = plain(item)
    return found


@cache
def _written(owner: type) -> tuple[tuple[str, str, Any], ...]:
    """Attribute and name of each property, and the value that is left out."""
    return tuple(
        (field.name, _name(field, owner), None if _is_level(field) else _default(field))
        for field in attr.fields(owner)
    )


def _name(field: Any, owner: type) -> str:
    """The property's name; for one the library has that of a draft."""
    name = str(field.metadata["schema_property_name"])
    return "status" if (owner, name) == (om.Suppression, "state") else name


def _is_level(field: Any) -> bool:
    """Levels are always written: a reader takes an absent one from somewhere else."""
    return bool(field.name == "level")


def _default(field: Any) -> Any:
    if isinstance(field.default, attr.Factory):  # type: ignore[arg-type]
        return field.default.factory()
    return field.default
