"""A method is replaced on the class after it is defined."""


class Client:
    def get(self):
        return 1

    def all(self):
        return self.get()


def cached_get(self):
    return 2


Client().all()
Client.get = cached_get
Client().all()
