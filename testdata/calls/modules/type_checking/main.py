"""A name imported for type checkers only still says what a parameter is."""

from typing import TYPE_CHECKING

from storage import make

if TYPE_CHECKING:
    from storage import Disk


def save(disk: "Disk"):
    return disk.write()


save(make())
