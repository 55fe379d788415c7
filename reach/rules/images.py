"""Names of container images, and patterns of them."""

import fnmatch
from collections.abc import Iterable


def image_name(image: str) -> str:
    """An image without its tag and digest."""
    name = image.partition("@")[0]
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{last.partition(':')[0]}"


def is_image(image: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern fits an image, on whatever registry."""
    name = image_name(image)
    return bool(name) and any(_fits(f"/{name}", pattern) for pattern in patterns)


def _fits(path: str, pattern: str) -> bool:
    if any(sign in pattern for sign in "*?["):
        return fnmatch.fnmatchcase(path, f"*/{pattern}")
    return path.endswith(f"/{pattern}")
