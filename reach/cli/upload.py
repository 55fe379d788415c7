"""`reach upload FILE`: a SARIF file to GitHub's code scanning."""

import os
from pathlib import Path

from reach.cli import drawn as click
from reach.errors import UsageError


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--repository", envvar="GITHUB_REPOSITORY", metavar="OWNER/NAME", help="Where to.")
@click.option("--commit", envvar="GITHUB_SHA", metavar="SHA", help="The commit that was scanned.")
@click.option("--ref", envvar="GITHUB_REF", metavar="REF", help="Its branch or pull request.")
@click.option("--category", metavar="NAME", help="Tell several uploads of one commit apart.")
@click.option(
    "--api-url",
    envvar="GITHUB_API_URL",
    default="https://api.github.com",
    metavar="URL",
    help="Of a GitHub of your own.",
)
@click.option(
    "--wait",
    type=click.IntRange(min=0),
    default=120,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long until the file was processed.",
)
def upload(
    file: Path,
    repository: str | None,
    commit: str | None,
    ref: str | None,
    category: str | None,
    api_url: str,
    wait: int,
) -> None:
    """Upload a SARIF file to GitHub's code scanning.

    In a workflow, repository, commit and ref are known. The token is taken from GITHUB_TOKEN; it
    needs the permission to write security events.
    """
    from reach import upload as engine
    from reach.upload.http import Client

    token = os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN")
    if not token:
        raise UsageError("GITHUB_TOKEN is not set")
    destination = engine.Destination(repository or "", commit or "", ref or "")
    client = Client(api_url, token)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    try:
        sarif = engine.prepared(content, category)
    except UsageError as error:
        raise UsageError(f"{file}: {error}") from error
    receipt = engine.upload(client, destination, sarif, patience=float(wait))
    if receipt.status == "failed":
        raise UsageError(f"{file}: code scanning refused it: {'; '.join(receipt.errors)}")
    state = "processed" if receipt.status == "complete" else "not processed yet"
    click.echo(f"{file}: uploaded for {destination.ref}, {state}.")
