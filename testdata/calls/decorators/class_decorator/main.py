"""A decorator of a class may return the class itself."""


def register(cls):
    cls.registered = True
    return cls


@register
class Plugin:
    def __init__(self):
        self.on = True

    def run(self):
        return 1


Plugin().run()
