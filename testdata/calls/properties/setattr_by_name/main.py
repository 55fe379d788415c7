"""Each way that a setter by name is called has its own name, object and value."""


class Lamp:
    def shine(self):
        pass


class Bell:
    def shine(self):
        pass


class Guarded:
    def __setattr__(self, name, value):
        if name != "frozen":
            object.__setattr__(self, name, value)

    @property
    def sound(self):
        return self.kept

    @sound.setter
    def sound(self, value):
        value.shine()
        self.kept = value


def change(thing, name, value):
    setattr(thing, name, value)


class Left:
    def turn(self):
        pass


class Right:
    def turn(self):
        pass


class Plain:
    pass


guarded = Guarded()
guarded.lamp = Lamp()
guarded.sound = Bell()
guarded.lamp.shine()
guarded.sound.shine()

plain = Plain()
change(plain, "first", Left())
change(plain, "second", Right())
plain.first.turn()
