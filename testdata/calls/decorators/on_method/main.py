"""A decorated method receives self through the wrapper."""


def locked(method):
    def guarded(self, *args):
        self.lock()
        return method(self, *args)

    return guarded


class Account:
    def lock(self):
        return None

    @locked
    def pay(self, amount):
        return self.book(amount)

    def book(self, amount):
        return amount


Account().pay(1)
