"""`reach sweep export`, `dashboard`, `sarif`, `upload` and `notify`: what is found, for others."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reach.cli import drawn as click
from reach.cli.sweep.places import opened, stored
from reach.cli.terminal import warn
from reach.errors import UsageError

if TYPE_CHECKING:
    from reach.sweep.store.opening import Store

SECRET = "REACH_WEBHOOK_SECRET"  # noqa: S105  (the name of a variable)
TITLE = "Model loads in our repositories"


@click.command()
@stored
@click.option("-o", "file", type=click.Path(path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option("--reports", is_flag=True, help="With each repository's whole report and SARIF.")
def export(where: str, file: Path | None, reports: bool) -> None:
    """Write everything as JSON lines; the same content gives the same bytes."""
    with opened(where) as store:
        from reach.output.write import write
        from reach.sweep.export import exported

        with store.reading() as connection:
            write("".join(exported(connection, reports=reports)), file)


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@stored
@click.option("--title", default=TITLE, metavar="TEXT", help="Its headline.")
def dashboard(file: Path, where: str, title: str) -> None:
    """Write a page to look around in: one HTML file that works from disk."""
    with opened(where) as store:
        page(store, file, title)


def page(store: "Store", file: Path, title: str = TITLE) -> None:
    """Write the dashboard."""
    from reach.output.write import write
    from reach.sweep import dashboard as engine

    with store.reading() as connection:
        write(engine.dashboard(connection, title), file)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER")
@stored
def sarif(folder: Path, where: str) -> None:
    """Write the SARIF of every repository into FOLDER, a file for each."""
    with opened(where) as store:
        click.echo(f"{files(store, folder)} files in {folder}")


def files(store: "Store", folder: Path) -> int:
    """Write the SARIF files; how many there are."""
    from reach.cli.feed import folder as made
    from reach.sweep.reports import written

    return written(store, made(folder))


@click.command()
@stored
def upload(where: str) -> int:
    """Upload the SARIF of every repository on GitHub to code scanning, where that is new.

    The token is taken from GITHUB_TOKEN; it needs the permission to write security events.
    GITHUB_API_URL names a GitHub of your own. Exit status: 1 if one was refused.
    """
    with opened(where) as store:
        return handed_over(store)


def handed_over(store: "Store") -> int:
    """Upload; the exit status."""
    from reach.sweep.hosts import GITHUB, host_of
    from reach.sweep.reports import upload_all

    token()
    api = os.environ.get("GITHUB_API_URL") or GITHUB
    sent = refused = 0
    for each in upload_all(store, api, host_of(api)):
        sent += 1
        if each.status == "failed":
            refused += 1
            warn(f"{each.repository}: {each.reason}")
    click.echo(f"{sent - refused} of {sent} uploaded")
    return 1 if refused else 0


@click.command()
@click.argument("address", metavar="URL")
@stored
def notify(address: str, where: str) -> None:
    """Tell URL what the last sweep found new at `exposed` or above, where it was not told yet.

    A POST with JSON, signed with the secret in REACH_WEBHOOK_SECRET (docs/sweep.md tells how).
    """
    with opened(where) as store:
        click.echo(f"{told(store, address)} messages sent")


def token() -> None:
    """Complain where the token for uploads is missing."""
    if not os.environ.get("GITHUB_TOKEN"):
        raise UsageError("GITHUB_TOKEN is not set")


def addressed(address: str) -> str:
    """The secret for messages; complain where it is missing, or the address is none."""
    from reach.sweep.webhook import checked, receiver

    receiver(address)
    return checked(os.environ.get(SECRET))


def told(store: "Store", address: str) -> int:
    """Send what is new; how many messages were sent."""
    from reach.sweep.store.record import latest
    from reach.sweep.webhook import deliver

    key = addressed(address)
    with store.reading() as connection:
        number = latest(connection)
    return deliver(store, number, address, key)
