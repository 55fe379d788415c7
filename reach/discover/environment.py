"""Which variables are worth handing on: known in full, and no secrets."""

import re
from collections.abc import Iterable

from reach.discover.limits import MAX_VALUE
from reach.later import regex
from reach.records.project import EnvValue

_UNKNOWN = regex(r"\$[({A-Za-z_]|`|%\(|\{\{|<[\w -]+>")
_SECRET = regex(
    r"(?:^|_)(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASS|CREDENTIALS?|API_?KEY)$", re.IGNORECASE
)


def known(values: Iterable[EnvValue]) -> tuple[EnvValue, ...]:
    """The values without references that nothing resolves, placeholders, and secrets."""
    return tuple(
        value
        for value in dict.fromkeys(values)
        if not _UNKNOWN.search(value.value)
        and not _SECRET.search(value.name)
        and len(value.value) <= MAX_VALUE
    )


def unfilled(values: Iterable[EnvValue]) -> tuple[EnvValue, ...]:
    """The variables that are set to references which nothing resolves, placeholders, or secrets of
    the platform; what these are called says nothing."""
    return tuple(
        value
        for value in dict.fromkeys(values)
        if _UNKNOWN.search(value.value) and len(value.value) <= MAX_VALUE
    )
