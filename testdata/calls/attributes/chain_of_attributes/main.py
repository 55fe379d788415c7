"""A chain of attributes passes through three objects."""


class Wheel:
    def turn(self):
        return 1


class Axle:
    def __init__(self):
        self.wheel = Wheel()


class Cart:
    def __init__(self):
        self.axle = Axle()


def roll(cart):
    return cart.axle.wheel.turn()


roll(Cart())
