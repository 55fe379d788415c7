"""What the commands about sweeps share: the store, and where things lie."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reach.cli import drawn as click
from reach.cli.analysis import cache_folder
from reach.config import Options
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.sweep.store.opening import Store

STORE = "reach-sweep.sqlite"

stored: Callable[[Any], Any] = click.option(
    "--store",
    "where",
    envvar="REACH_STORE",
    default=STORE,
    metavar="FILE|URL",
    help=f"Where results are: a file, or postgresql://…  [default: {STORE}, or REACH_STORE]",
)
"""The option that says where the store is."""


@contextmanager
def opened(where: str, *, create: bool = False) -> "Iterator[Store]":
    """The store, for as long as it is needed."""
    needed()
    from reach.sweep.store.opening import Store, address

    store = Store(address(where), create=create)
    try:
        yield store
    finally:
        store.close()


def needed() -> None:
    """Complain where the extra is not installed."""
    if find_spec("sqlalchemy") is None or find_spec("alembic") is None:
        raise UsageError("reach sweep needs more packages: pip install 'modelreach[sweep]'")


def copies(given: Path | None, options: Options) -> Path:
    """Where copies of repositories are kept."""
    if given is not None:
        return given.absolute()
    folder = cache_folder(options)
    return (folder / "sweep" if folder is not None else Path("reach-sweep-cache")).absolute()
