class Amount:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if not isinstance(other, Amount):
            return NotImplemented
        return Amount(self.cents + other.cents)

    def __radd__(self, other):
        if other == 0:
            return self
        return NotImplemented

    def show(self):
        pass


total = Amount(1) + Amount(2)
total.show()
again = 0 + total
again.show()
