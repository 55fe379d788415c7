"""A mixin uses attributes that only the classes which inherit from it assign."""


class Ink:
    def draw(self, text):
        return repr(text)


class Pencil:
    def draw(self, text):
        return ascii(text)


class Drawing:
    def show(self, text):
        return self.tool.draw(self.prepare(text))


class Holder:
    def __init__(self, prepare):
        self.prepare = prepare


def measured(text):
    return len(text)


class Sketch(Drawing):
    def __init__(self):
        self.tool = Pencil()
        self.prepare = measured


class Print(Drawing, Holder):
    def __init__(self):
        Holder.__init__(self, str)
        self.tool = Ink()
