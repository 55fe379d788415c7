"""Where the rulesets lie."""

from pathlib import Path

from reach.errors import RulesetError

_PACKAGE = Path(__file__).resolve().parent.parent
_HOMES = (_PACKAGE / "_rulesets", _PACKAGE.parent / "rulesets")
"""Inside the wheel; beside the package in a checkout."""

COLLECTIONS = "collections.toml"
"""What `reach.rules.collections` reads."""


def home() -> Path:
    """The folder of the rulesets that belong to reach."""
    for folder in _HOMES:
        if folder.is_dir():
            return folder
    raise RulesetError(f"{_HOMES[0]}: the rulesets that belong to reach are missing")
