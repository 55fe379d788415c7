"""The inventory for people at a terminal: a table, and below it what is not known."""

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reach.output.console import buffered, printed
from reach.output.escape import terminal
from reach.output.phrases import counted, place
from reach.output.text_finding import ARTIFACT_STYLE, GRADE_STYLE
from reach.records.finding import ROLES
from reach.records.inventory import Component, Inventory, Occurrence

_PLACES = 2
"""Places of one component that are shown unless more is asked for."""


def render(
    inventory: Inventory, *, width: int = 100, color: bool = False, verbose: bool = False
) -> str:
    """The inventory as text; with escape sequences only if `color` is set."""
    console = buffered(width, color)
    if inventory.components:
        console.print(_table(inventory, verbose))
    _print_unresolved(console, inventory, verbose)
    console.print(Text(_summary(inventory), "bold"))
    return printed(console)


def _table(inventory: Inventory, verbose: bool) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", show_edge=False)
    for name in ("type", "artifact", "revision", "format", "grade"):
        table.add_column(name, overflow="fold")
    table.add_column("loaded by", overflow="fold", ratio=1)
    for component in inventory.components:
        table.add_row(
            Text(component.type),
            _name(component),
            _revision(component),
            Text(", ".join(component.formats)),
            Text(component.grade, GRADE_STYLE.get(component.grade, "none")),
            _places(component, verbose),
        )
    return table


def _name(component: Component) -> Text:
    text = Text(terminal(component.id), ARTIFACT_STYLE)
    if component.hub not in ("huggingface", "local", "url"):
        text.append(f" ({component.hub})", "dim")
    for alias in component.aliases:
        text.append(f'\nas "{terminal(alias)}"', "dim")
    return text


def _revision(component: Component) -> Text:
    if component.pinned:
        return Text(terminal((component.revision or "")[:12]))
    if component.hub == "local":
        return Text("")
    return Text(terminal(component.revision, 30), "yellow") if component.revision else Text("none")


def _places(component: Component, verbose: bool) -> Text:
    shown = component.occurrences if verbose else component.occurrences[:_PLACES]
    text = Text("\n").join(_place(each, verbose) for each in shown)
    rest = len(component.occurrences) - len(shown)
    return text.append(f"\nand {rest} more", "dim") if rest else text


def _place(occurrence: Occurrence, verbose: bool) -> Text:
    text = Text(terminal(place(occurrence.location)))
    entries = occurrence.entry_points if verbose else occurrence.entry_points[:1]
    for entry in entries:
        text.append(f"\n  {terminal(entry.name)}", "dim")
    if verbose:
        for origin in occurrence.origins:
            text.append(f"\n  written {terminal(place(origin.location))} {origin.kind}", "dim")
    return text


def _print_unresolved(console: Console, inventory: Inventory, verbose: bool) -> None:
    """Calls that load something that cannot be known."""
    if not inventory.unresolved:
        return
    calls = counted(len(inventory.unresolved), "call")
    if not verbose:
        text = f"Not known what is loaded: {calls}; -v lists them."
        console.print(Text(text, "yellow"))
        return
    console.print(Text(f"Not known what is loaded: {calls}", "bold"))
    for each in inventory.unresolved:
        reason = each.reasons[0].reason if each.reasons else "the identifier is not given"
        spot = Text(terminal(place(each.location)), "underline")
        console.print(
            Padding(spot.append(f"  {terminal(each.sink)}  {terminal(reason)}", "none"), (0, 2))
        )


def _summary(inventory: Inventory) -> str:
    parts = []
    for role in ROLES:
        number = sum(component.type == role for component in inventory.components)
        if number:
            plural = "code repositories" if role == "code" else ""
            parts.append(counted(number, "code repository" if role == "code" else role, plural))
    return f"{', '.join(parts) or 'Nothing'} loaded."
