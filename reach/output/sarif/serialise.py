"""Turn sarif-om objects into plain dictionaries, which the library itself does not do."""

from typing import Any

import attr
import sarif_om as om


def plain(value: Any) -> Any:
    """The value as JSON-ready data; properties that hold their default are left out."""
    if attr.has(type(value)):
        return _properties(value)
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def _properties(value: Any) -> dict[str, Any]:
    found = {}
    for field in attr.fields(type(value)):
        item = getattr(value, field.name)
        if item is None or (item == _default(field) and not _is_level(field)):
            continue
        found[_name(field, type(value))] = plain(item)
    return found


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
