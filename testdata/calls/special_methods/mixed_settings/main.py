"""What a table holds that is filled under keys that are not known may be anything: that one of the
kinds of objects in it has a text, a size or elements of its own says nothing of the others."""

import codecs
import json


class Look:
    def __init__(self, name):
        self.name = name

    def __len__(self):
        return len(self.name)

    def __repr__(self):
        return "look"


class Hooks:
    def __init__(self):
        self.found = []

    def __iter__(self):
        return iter(self.found)

    def run(self):
        return len(self.found)


class Address:
    def __str__(self):
        return "localhost:80"


class Notes:
    def __init__(self, lines):
        self.lines = lines

    def __getitem__(self, index):
        return self.lines[index]


class Settings:
    def __init__(self, text):
        self.held = {}
        for name, kind in json.loads(text).items():
            self.held[name] = KINDS[kind]("given")

    def get(self, name):
        return self.held[name]


def make_hooks(value):
    return Hooks()


def make_address(value):
    return Address()


def make_text(value):
    return value.strip()


KINDS = {
    "text": make_text,
    "hooks": make_hooks,
    "address": make_address,
    "look": Look,
    "notes": Notes,
}


def show(settings):
    folder = settings.get("folder")
    if not folder:
        return "nowhere"
    return f"in {folder}"


def letters(settings):
    return [letter for letter in settings.get("folder")]


def hooks(settings):
    return settings.get("hooks").run()


def known():
    look = Look("dark")
    return f"{look!r} {len(look)}"


WRITTEN = """
{"sbyqre": "grkg", "ubbxf": "ubbxf", "ybbx": "ybbx", "ng": "nqqerff", "ba": "abgrf"}
"""


def run():
    settings = Settings(codecs.decode(WRITTEN, "rot13"))
    show(settings)
    letters(settings)
    hooks(settings)
    known()


run()
