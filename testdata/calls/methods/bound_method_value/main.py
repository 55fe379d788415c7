"""A bound method remembers its object."""


class Player:
    def __init__(self, name):
        self.name = name

    def play(self):
        return self.sound()

    def sound(self):
        return self.name


class Loud(Player):
    def sound(self):
        return self.name.upper()


def run():
    action = Loud("a").play
    return action()


run()
