"""Through cls the subclass's class method is found."""


class Store:
    @classmethod
    def open(cls):
        return cls.connect()

    @classmethod
    def connect(cls):
        return "base"


class CloudStore(Store):
    @classmethod
    def connect(cls):
        return "cloud"


CloudStore.open()
