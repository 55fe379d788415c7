"""`reach lsp`: the language server, for editors."""

import importlib.util

from reach.cli import drawn as click
from reach.errors import UsageError


@click.command()
@click.option("--stdio", is_flag=True, help="Talk over standard input and output.  [default]")
def lsp(stdio: bool) -> None:
    """Serve an editor: findings, fixes and what is loaded, for text that is not saved yet.

    The editor starts it, and talks to it over standard input and output.
    """
    if importlib.util.find_spec("pygls") is None:
        raise UsageError("reach lsp needs pygls: pip install 'modelreach[lsp]'")

    from reach.lasting import goes_on
    from reach.serve.server import serve

    goes_on()
    serve()
