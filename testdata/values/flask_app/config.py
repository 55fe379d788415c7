"""What the application is told."""

import os


class Base:
    """On every machine."""

    ENCODER = "org/encoder"
    RANKER = "org/ranker"


class Production(Base):
    """On the server."""

    RANKER = os.environ.get("RANKER", "org/better")
