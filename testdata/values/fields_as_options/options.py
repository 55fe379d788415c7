"""Options that are made from the fields of records, and records from the options."""

import argparse
import dataclasses
from dataclasses import dataclass
from typing import Optional


@dataclass
class Model:
    """What is trained."""

    base: str = "org/base"
    adapter: Optional[str] = None
    head: Optional[str] = None


@dataclass
class Judge:
    """What tells how good it is."""

    reward: str = "org/reward"


def parse(*classes):
    """A record of each class, filled from the command line."""
    parser = argparse.ArgumentParser()
    for cls in classes:
        for field in dataclasses.fields(cls):
            option = "--" + field.name.replace("_", "-")
            parser.add_argument(option, dest=field.name, default=field.default)
    args = parser.parse_args()
    return tuple(
        cls(**{field.name: getattr(args, field.name) for field in dataclasses.fields(cls)})
        for cls in classes
    )
