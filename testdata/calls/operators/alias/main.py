"""An operator's method may be another method by a second name."""


class Money:
    def __init__(self, cents):
        self.cents = cents

    def times(self, factor):
        return Money(self.cents * factor)

    __rmul__ = times


def double():
    return 2 * Money(5)


double()
