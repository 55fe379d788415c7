"""A method is looked up on the object the name holds now."""


class Local:
    def fetch(self):
        return b""


class Remote:
    def fetch(self):
        return b"x"


def read():
    store = Local()
    store = Remote()
    return store.fetch()


read()
