"""Things of libraries that are not installed here, which stand for something of the project."""

from pathlib import Path

from reach.config import Options
from reach.scan import callgraph

PROXIES = """
from contextvars import ContextVar
from werkzeug.local import LocalProxy

class Shop:
    def open(self):
        pass

def find():
    return Shop()

shop = LocalProxy(find)
other: Shop = LocalProxy(ContextVar("shop"), "other")

def main():
    shop.open()

def later():
    other._get_current_object().open()
"""

COMMANDS = """
import click

class Settings:
    def load(self):
        pass

@click.pass_context
def run(context: click.Context):
    context.ensure_object(Settings).load()
"""

PROPERTIES = """
from werkzeug.utils import cached_property

class Page:
    @cached_property
    def words(self):
        return []

def count(page: Page):
    return len(page.words)
"""


def graph_of(text: str, folder: Path) -> dict[str, list[str]]:
    (folder / "app.py").write_text(text)
    return callgraph(folder, Options())


def test_proxies_stand_for_what_they_give(tmp_path: Path) -> None:
    graph = graph_of(PROXIES, tmp_path)
    assert "app.Shop.open" in graph["app.main"]
    assert "app.Shop.open" in graph["app.later"]


def test_a_context_keeps_an_object_of_a_class(tmp_path: Path) -> None:
    assert "app.Settings.load" in graph_of(COMMANDS, tmp_path)["app.run"]


def test_properties_are_known_by_the_name_of_their_decorator(tmp_path: Path) -> None:
    assert "app.Page.words" in graph_of(PROPERTIES, tmp_path)["app.count"]
