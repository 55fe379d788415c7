"""Fields are put on a class by names of which some are read from a file; its `layout` is not."""
import json


class Field:
    def describe(self):
        return "field"


class Layout:
    def describe(self):
        return "layout"


class Table:
    title = None
    fields = json.load(open("known.json"))


def fill(table, path):
    for name in ["title", "layout", *json.load(open(path))]:
        if name in table.fields:
            setattr(table, name, Field())
    table.layout = Layout()


def show(table):
    return table.layout.describe()


def show_title(table):
    return table.title.describe()


fill(Table, "fields.json")
show(Table)
show_title(Table)
