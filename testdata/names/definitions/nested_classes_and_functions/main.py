"""Definitions inside definitions carry the whole path."""


class Outer:
    class Inner:
        def method(self):
            def local():
                return finish()

            return local()


def finish():
    return 1


Outer.Inner().method()
