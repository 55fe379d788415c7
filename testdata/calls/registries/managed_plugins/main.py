"""Managers of stevedore load plugins; some call what they load."""

from stevedore import DriverManager, extension
from stevedore.named import NamedExtensionManager


def order(item):
    rules = extension.ExtensionManager(namespace="sorter.rules")
    return [rule.plugin(item) for rule in rules]


def first(item):
    return extension.ExtensionManager("sorter.rules")["age"].plugin(item)


def chosen(item):
    for rule in NamedExtensionManager("sorter.rules", ["size"]):
        rule.plugin(item)


def keep(item):
    store = DriverManager("sorter.stores", "disk", invoke_on_load=True).driver
    return store.put(item)


order("a")
first("b")
chosen("c")
keep("d")
