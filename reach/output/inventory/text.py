"""The inventory for people at a terminal: a table, or every component with all its places."""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reach.output.console import buffered, printed
from reach.output.escape import terminal
from reach.output.inventory.told import told
from reach.output.phrases import counted, joined, place
from reach.output.text_finding import ARTIFACT_STYLE, GRADE_STYLE, PLACE_STYLE
from reach.records.finding import ROLES, Location
from reach.records.inventory import Component, Inventory, Unresolved

_COLUMNS = ("type", "artifact", "revision", "format", "grade", "loaded by")


def render(
    inventory: Inventory,
    *,
    width: int = 100,
    color: bool = False,
    verbose: bool = False,
    prefix: str = "",
) -> str:
    """The inventory as text; with escape sequences only if `color` is set. `prefix` is the way
    from the reader's folder to the scanned root."""
    console = buffered(width, color)
    if verbose:
        for component in inventory.components:
            _print_component(console, component, prefix)
    elif inventory.components:
        console.print(_table(inventory, prefix))
    _print_trainings(console, inventory, prefix)
    _print_unresolved(console, inventory.unresolved, verbose, prefix)
    console.print(Text(_summary(inventory), "bold"))
    return printed(console)


# -- a table -----------------------------------------------------------------------------------


def _table(inventory: Inventory, prefix: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", show_edge=False)
    for name in _COLUMNS:
        table.add_column(name, overflow="fold")
    for component in inventory.components:
        table.add_row(
            Text(component.type),
            _name(component),
            _revision(component),
            Text(terminal(", ".join(component.formats))),
            Text(component.grade, GRADE_STYLE.get(component.grade, "none")),
            _way(component, prefix),
        )
    return table


def _name(component: Component) -> Text:
    text = Text(terminal(component.id), ARTIFACT_STYLE)
    if component.hub not in ("huggingface", "local", "url"):
        text.append(f" ({component.hub})", "dim")
    for alias in component.aliases:
        text.append(f'\nas "{terminal(alias)}"', "dim")
    for advisory in component.advisories:
        text.append(f"\nreported as bad: {terminal(advisory.id)}", "bold red")
    return text


def _revision(component: Component) -> Text:
    if component.hub == "local":
        return Text("")
    if component.pinned:
        return Text(terminal((component.revision or "")[:12]), "green")
    return Text(terminal(component.revision or "none", 30), "yellow")


def _way(component: Component, prefix: str) -> Text:
    """The strongest entry point, and the call that it gets to."""
    best = component.best
    last = component.occurrences[0].location if best is None else best.chain[-1].location
    text = Text(terminal(best.entry.name)).append("\n") if best is not None else Text()
    text.append(terminal(_line(last, prefix)), "dim")
    rest = len(component.occurrences) - 1
    return text.append(f" and {rest} more", "dim") if rest else text


def _line(location: Location, prefix: str) -> str:
    return place(location, prefix).rpartition(":")[0]


# -- all places --------------------------------------------------------------------------------


def _print_component(console: Console, component: Component, prefix: str) -> None:
    head = Text(f"{component.type}  ").append(_name(component)).append("  ")
    head.append(_revision(component)).append(f"  {terminal(', '.join(component.formats))}  ")
    console.print(head.append(component.grade, GRADE_STYLE.get(component.grade, "none")))
    rows = Table.grid(padding=(0, 1))
    rows.add_column(style="dim", no_wrap=True)
    rows.add_column(overflow="fold")
    distinct = {(label, text.plain): text for label, text in _rows(component, prefix)}
    for (label, _), text in distinct.items():
        rows.add_row(label, text)
    console.print(Padding(rows, (0, 3)))


def _rows(component: Component, prefix: str) -> Iterator[tuple[str, Text]]:
    for each in component.occurrences:
        for origin in each.origins:
            yield "written", _spot(origin.location, origin.kind, prefix)
    for each in component.occurrences:
        asked = f"  {each.file}" if each.file and each.file != component.id else ""
        yield "loaded", _spot(each.location, f"{each.sink}  as {each.role}{asked}", prefix)
    for each in component.occurrences:
        for entry in each.entry_points:
            yield (
                "by",
                Text(terminal(entry.name)).append(
                    f"  {terminal(entry.kind)}  {terminal(place(entry.location, prefix))}", "dim"
                ),
            )
    for file in component.tree:
        facts = "  ".join(f"{key} {value}" for key, value in file.facts)
        what = f"{file.format}, {counted(file.size, 'byte')}  {facts}"
        yield (
            "file",
            Text(terminal(joined(prefix, file.path)), PLACE_STYLE).append(
                f"  {terminal(what)}", "none"
            ),
        )


def _spot(location: Location, said: str, prefix: str) -> Text:
    return Text(terminal(place(location, prefix)), PLACE_STYLE).append(
        f"  {terminal(said)}", "none"
    )


# -- what is made --------------------------------------------------------------------------------


def _print_trainings(console: Console, inventory: Inventory, prefix: str) -> None:
    """Each training in a few lines."""
    components = {component.ref: component for component in inventory.components}
    for training in inventory.trainings:
        head = Text("made  ", "dim").append(terminal(training.trainer), ARTIFACT_STYLE)
        head.append("  ").append(training.grade, GRADE_STYLE.get(training.grade, "none"))
        console.print(head.append(f"  {terminal(place(training.location, prefix))}", PLACE_STYLE))
        for sentence in told(training, components):
            console.print(Padding(Text(terminal(sentence)), (0, 3)))


# -- below -------------------------------------------------------------------------------------


def _print_unresolved(
    console: Console, unresolved: tuple[Unresolved, ...], verbose: bool, prefix: str
) -> None:
    """Calls that load something that cannot be known."""
    if not unresolved:
        return
    calls = counted(len(unresolved), "call")
    if not verbose:
        text = f"Not known what is loaded: {calls}; -v lists them."
        console.print(Text(text, "yellow"))
        return
    console.print(Text(f"Not known what is loaded: {calls}", "bold"))
    for each in unresolved:
        reason = each.reasons[0].reason if each.reasons else "the identifier is not given"
        console.print(Padding(_spot(each.location, f"{each.sink}  {reason}", prefix), (0, 3)))


def _summary(inventory: Inventory) -> str:
    parts = []
    for role in ROLES:
        number = sum(component.type == role for component in inventory.components)
        if number and role == "code":
            parts.append(counted(number, "code repository", "code repositories"))
        elif number:
            parts.append(counted(number, role))
    return f"{', '.join(parts) or 'Nothing'} loaded."
