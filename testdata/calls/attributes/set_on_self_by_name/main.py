"""Methods that set attributes of their own object by name, past a __setattr__ or through setattr."""


class Engine:
    def start(self):
        return "started"


class Wheel:
    def turn(self):
        return "turned"


class Proxy:
    """Sets on what it stands for, save its own two attributes."""

    def __init__(self, engine, wheel):
        object.__setattr__(self, "_engine", engine)
        super().__setattr__("_wheel", wheel)

    def __setattr__(self, name, value):
        setattr(self._engine, name, value)

    def go(self):
        self._engine.start()
        self._wheel.turn()


class Garage:
    def __init__(self):
        self.park("front", Engine)
        self.park("back", Wheel)

    def park(self, place, kind):
        setattr(self, place, kind())

    def visit(self):
        self.front.start()
        self.back.turn()


Proxy(Engine(), Wheel()).go()
Garage().visit()
