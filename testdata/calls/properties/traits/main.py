"""Traits: a default is made when it is read, observers and validators run when it is set."""

from traitlets import HasTraits, Int, Unicode, default, observe, validate


class Export(HasTraits):
    suffix = Unicode()
    depth = Int(1)

    @default("suffix")
    def _default_suffix(self):
        return ".txt"

    @observe("depth")
    def _deeper(self, change):
        self.seen = change

    @validate("depth")
    def _valid_depth(self, proposal):
        return proposal["value"]

    def name(self):
        return "out" + self.suffix


class Page(Export):
    @default("suffix")
    def _page_suffix(self):
        return ".html"


class Plain:
    suffix = ".bin"

    def name(self):
        return "raw" + self.suffix


def export():
    return Export().name()


def page():
    shown = Page()
    shown.depth = 3
    return shown.name()


export()
page()
Plain().name()
