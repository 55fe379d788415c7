"""`reach sweep export`: everything, for other programs and for comparison."""

from pathlib import Path

import rich_click as click

from reach.cli.sweep.common import opened, stored


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
