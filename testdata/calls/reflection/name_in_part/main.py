"""A method chosen by a name of which only the beginning is known."""

import sys


class Printer:
    def emit(self, kind):
        writer = getattr(self, f"emit_{kind}", self.other)
        return writer()

    def emit_text(self):
        return "text"

    def emit_table(self):
        return "table"

    def emitted(self):
        return "not one of them"

    def other(self):
        return "other"


class Wide(Printer):
    def emit_table(self):
        return "wide table"


Wide().emit(sys.argv[0])
