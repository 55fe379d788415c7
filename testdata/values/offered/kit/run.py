"""Looks for plugins."""

from importlib.metadata import entry_points

from kit.engines import load_head

{point.name: point.load() for point in entry_points(group="kit.engines")}["small"]("org/by-name")
for point in entry_points().select(group="kit.engines"):
    point.load()("org/each")
for point in entry_points()["kit.heads"]:
    load_head(point.load())


def chosen(kind):
    """The only one of this name."""
    (point,) = entry_points(group="kit.engines", name=kind)
    return point.load()


for kind in ("small", "large"):
    chosen(kind)("org/of-kind")
for point in entry_points().select(group="kit.engines", name="large"):
    point.load()("org/selected")
