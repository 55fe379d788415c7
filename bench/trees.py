"""What is scanned: public packages, and a tree that grows with code that loads no model."""

import shutil
import tarfile
from pathlib import Path

from packaging.version import Version

SAMPLE = Path("testdata/projects/fastapi_chat")

UNRELATED = '''"""Orders of a shop, number {number}."""

from dataclasses import dataclass, field


@dataclass
class Line{number}:
    name: str
    price: float
    count: int = 1

    def total(self) -> float:
        return self.price * self.count


@dataclass
class Order{number}:
    lines: list[Line{number}] = field(default_factory=list)
    rebate: float = 0.0

    def add(self, name: str, price: float, count: int = 1) -> "Order{number}":
        self.lines.append(Line{number}(name, price, count))
        return self

    def total(self) -> float:
        full = sum(line.total() for line in self.lines)
        return full - full * self.rebate

    def by_name(self) -> dict[str, float]:
        found: dict[str, float] = {{}}
        for line in self.lines:
            found[line.name] = found.get(line.name, 0.0) + line.total()
        return found


def cheapest(orders: list[Order{number}]) -> Order{number} | None:
    return min(orders, key=lambda order: order.total(), default=None)


def report(orders: list[Order{number}]) -> str:
    rows = []
    for position, order in enumerate(sorted(orders, key=lambda each: -each.total())):
        names = ", ".join(f"{{k}}: {{v:.2f}}" for k, v in order.by_name().items())
        rows.append(f"{{position}} {{order.total():.2f}} ({{names}})")
    return "\\n".join(rows)
'''

MODULES = 100
"""Files of unrelated code in the smallest of the growing trees."""


def growing(folder: Path, times: int) -> Path:
    """A small service beside so much unrelated code."""
    tree = folder / f"service-{times}x"
    if not tree.is_dir():
        shutil.copytree(SAMPLE, tree)
        shop = tree / "shop"
        shop.mkdir()
        (shop / "__init__.py").touch()
        for number in range(MODULES * times):
            (shop / f"orders_{number}.py").write_text(UNRELATED.format(number=number))
    return tree


def package(folder: Path, name: str, version: str) -> Path:
    """The source distribution of a package, unpacked. Nothing of it is run."""
    tree = folder / f"{name}-{version}"
    if tree.is_dir():
        return tree
    from pypi_simple import PyPISimple

    with PyPISimple() as client:
        files = [
            file
            for file in client.get_project_page(name).packages
            if file.package_type == "sdist" and Version(file.version or "0") == Version(version)
        ]
        archive = folder / files[0].filename
        client.download_package(files[0], archive)
    scratch = folder / f".{name}"
    with tarfile.open(archive) as content:
        content.extractall(scratch, filter="data")
    next(scratch.iterdir()).rename(tree)
    scratch.rmdir()
    return tree
