from enum import Enum


class Kind:
    Segment = "segment"
    Turn = "turn"


class Source(Enum):
    local = "local"
    shared = "shared"
