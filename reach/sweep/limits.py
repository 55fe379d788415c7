"""What one repository may cost."""

import resource
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one scan; a repository beyond them has failed, and the sweep goes on."""

    seconds: float = 600.0
    """On the clock, and of processor time; for git as well as for the scan."""
    memory: int = 4096
    """MiB of address space."""
    file_bytes: int = 4_000_000_000
    """Bytes of any file that is written."""
    tree_bytes: int = 4_000_000_000
    """Bytes of all files of a commit together."""


def impose(limits: Limits) -> None:
    """Limit this process, for good."""
    memory = limits.memory * 1024 * 1024
    for which, amount in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(which)
        amount = amount if most == resource.RLIM_INFINITY else min(amount, most)
        resource.setrlimit(which, (amount, amount))
