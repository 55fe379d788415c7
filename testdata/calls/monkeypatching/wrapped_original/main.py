"""The replacement calls the saved original."""

import store


def install():
    original = store.load

    def loud_load(name):
        print(name)
        return original(name)

    store.load = loud_load


store.load("b")
install()
store.load("a")
