"""Where the installed feed and the user's own advisories are kept."""

import os
import sys
from pathlib import Path


def folder() -> Path:
    """The folder for feeds: below `REACH_HOME`, or where the system keeps a user's data."""
    own = os.environ.get("REACH_HOME")
    if own:
        return Path(own) / "feed"
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    else:
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "reach" / "feed"


def bundle() -> Path:
    """The file that `reach feed update` replaces."""
    return folder() / "bundle" / "feed-bundle.json"


def own() -> Path:
    """The folder that `reach feed add` writes to."""
    return folder() / "own"


def installed() -> tuple[Path, ...]:
    """What of these is there."""
    paths = (bundle(), own())
    return tuple(path for path in paths if path.is_file() or any(path.glob("*.json")))
