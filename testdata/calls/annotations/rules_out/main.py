"""A declared class rules out what arrives through a table that several kinds share; a declaration
that nothing fits is not believed."""

from typing import Optional, Union


class Page:
    def add(self, text):
        return text


class Line:
    def add(self, text):
        return text


class Word:
    def add(self, text):
        return text


class Table:
    def __init__(self):
        self.handlers = {}

    def register(self, name, handler):
        self.handlers[name] = handler

    def run(self, name, target):
        return self.handlers[name](target)


def on_page(page: Page):
    page.add("page")


def on_line(line: "Line"):
    line.add("line")


def on_either(either: Optional[Union[Page, Line]]):
    either.add("either")


def on_any(word: object):
    word.add("any")


def wrongly_declared(word: Page):
    word.add("word")


def main(kind):
    table = Table()
    table.register("page", on_page)
    table.register("line", on_line)
    table.register("either", on_either)
    table.register("any", on_any)
    names = {"page": ("page", Page()), "line": ("line", Line())}
    table.run(*names[kind])
    table.run("either", Page())
    table.run("either", Line())
    for each in (Page(), Line(), Word()):
        table.run("any", each)


main("page")
main("line")
wrongly_declared(Word())
