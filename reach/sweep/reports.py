"""Each repository's SARIF: into a folder, and to code scanning."""

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update

from reach.errors import ReachError
from reach.output.write import write
from reach.sweep.hosts import token_for
from reach.sweep.sources import Source
from reach.sweep.store.opening import Store
from reach.sweep.store.schema import documents, repositories, states
from reach.upload import Destination, prepared, upload
from reach.upload.http import Client

CATEGORY = "reach-sweep"


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What became of an upload."""

    repository: str
    status: str
    """As code scanning says it, or `failed`."""
    reason: str = ""


def written(store: Store, folder: Path, kind: str = "sarif") -> int:
    """Write the document of every repository into a folder; how many there are. Files are named
    after the repository, and a digest of its name keeps alike ones apart."""
    count = 0
    for _, name, _, content in _documents(store, kind):
        count += 1
        write(zlib.decompress(content).decode("ascii"), folder / f"{file_name(name)}.{kind}")
    return count


def file_name(name: str) -> str:
    """A name for a file, that no repository can choose freely."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name).strip("._")[-80:]
    return f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"


def upload_all(
    store: Store, api: str, host: str, client_of: Callable[[str, str], Client] = Client
) -> Iterator[Uploaded]:
    """Upload what code scanning has not got yet, of repositories on one host; one that is refused
    does not keep the others."""
    token = token_for(host)
    client = client_of(api, token.secret if token is not None else "")
    for number, name, address, content in list(_documents(store, "sarif")):
        source = Source(name, address)
        if not host or source.host != host:
            continue
        commit, ref, mark = _state(store, number)
        if mark is None:
            continue
        try:
            destination = Destination(source.slug, commit, ref)
            sarif = prepared(zlib.decompress(content), CATEGORY)
            receipt = upload(client, destination, sarif, patience=0.0)
        except ReachError as error:
            yield Uploaded(name, "failed", str(error))
            continue
        with store.writing() as connection:
            where = states.c.repository_id == number
            connection.execute(update(states).where(where).values(uploaded=mark))
        yield Uploaded(name, receipt.status, "; ".join(receipt.errors))


def _state(store: Store, number: int) -> tuple[str, str, str | None]:
    """Commit and branch, and what an upload is remembered by; None where it is there already."""
    with store.reading() as connection:
        row = connection.execute(select(states).where(states.c.repository_id == number)).one()
    mark = f"{row.commit} {row.program} {row.rules} {row.feed}"
    return row.commit, row.ref, None if row.uploaded == mark else mark


def _documents(store: Store, kind: str) -> Iterator[tuple[int, str, str, bytes]]:
    """Number, name and address of repositories with their document, one after the other."""
    r = repositories.c
    with store.reading() as connection:
        numbers = connection.execute(select(r.id, r.name, r.address).order_by(r.name)).all()
    for number, name, address in numbers:
        wanted = select(documents.c.content).where(
            documents.c.repository_id == number, documents.c.kind == kind
        )
        with store.reading() as connection:
            content = connection.execute(wanted).scalar_one_or_none()
        if content is not None:
            yield number, name, address, content
