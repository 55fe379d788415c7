"""A base's constructor sets what the subclass uses."""


class Client:
    def get(self):
        return 1


class Base:
    def __init__(self):
        self.client = Client()


class Api(Base):
    def users(self):
        return self.client.get()


Api().users()
