"""Names of models."""

BASE = "org/module-constant"
EXPORTED = "org/re-exported"
_STARRED = "org/not-starred"
STARRED = "org/starred"


class Names:
    """Grouped names."""

    CHAT = "org/grouped"
    TABLE = {"a": "org/table"}
