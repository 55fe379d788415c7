"""`models.lock`: written from the hub by `reach lock`, read as evidence by everything else.

A lock is no pin. The libraries that load a model do not read it: a call without a revision loads
what the name points at when it runs, whatever the lock says. So scan and policy take a call for
pinned only if the code gives the commit; the lock says what is known about that commit, and
`reach fix` takes the commits that it writes into the code from there.
"""

from reach.lock.evidence import locked
from reach.lock.read import NAME, find, read

__all__ = ["NAME", "find", "locked", "read"]
