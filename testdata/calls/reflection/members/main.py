"""The members of an object, asked for all together."""

import inspect

import plugins


class Renderer:
    def __init__(self):
        self.rules = {
            name: method
            for name, method in inspect.getmembers(self, predicate=inspect.ismethod)
            if not (name.startswith("render") or name.startswith("_"))
        }

    def heading(self, token):
        return token

    def paragraph(self, token):
        return token

    def _hidden(self, token):
        return token

    def render(self, token):
        return self.rules[token.kind](token)


def collect():
    for name, function in inspect.getmembers(plugins, inspect.isfunction):
        function(1)


def build():
    found = [cls for _, cls in inspect.getmembers(plugins, inspect.isclass)]
    return [cls() for cls in found if issubclass(cls, plugins.Base)]


def public():
    for name, value in inspect.getmembers(plugins):
        if hasattr(value, "go"):
            value()


class Token:
    kind = "heading"


def run():
    Renderer().render(Token())
    collect()
    for each in build():
        each.go()
    public()


run()
