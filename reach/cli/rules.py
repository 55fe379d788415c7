"""`reach rules`: what reach looks for."""

from pathlib import Path

import rich_click as click


@click.command()
@click.option(
    "--rules",
    "extra",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Add a ruleset: a TOML file or a folder of them.",
)
def rules(extra: tuple[Path, ...]) -> None:
    """List the rules, most severe first."""
    from reach.rules import load

    ordered = sorted(load(extra).rules, key=lambda rule: (-rule.severity, rule.id))
    width = max((len(rule.id) for rule in ordered), default=0)
    for rule in ordered:
        click.echo(f"{rule.severity:4.1f}  {rule.id:<{width}}  {rule.title}")
