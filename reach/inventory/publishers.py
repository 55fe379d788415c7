"""Who stands behind the name of an artifact."""

from urllib.parse import urlsplit

_OWNED = frozenset(
    ("huggingface", "torchhub", "github", "modelscope", "kaggle", "tensorflow-hub", "wandb")
)
"""Hubs on which a name begins with that of its owner."""


def publisher(hub: str, name: str) -> str | None:
    """The owner of a name on its hub, or the host of an address; None where nobody is named."""
    if hub == "url":
        return _host(name)
    owner, slash, _ = name.partition("/")
    if hub not in _OWNED or not slash or not owner or "{}" in owner:
        return None
    return owner


def _host(address: str) -> str | None:
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return None if not host or "{" in host else host
