"""Conversations, kept as JSON files."""

import json
from pathlib import Path


class SessionStore:
    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def load(self, session: str) -> list[dict[str, str]]:
        path = self.folder / f"{session}.json"
        if not path.exists():
            return []
        with path.open() as handle:
            return json.load(handle)

    def save(self, session: str, messages: list[dict[str, str]]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{session}.json").write_text(json.dumps(messages))
