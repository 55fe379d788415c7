"""A second name for a method in the class body."""


class Stream:
    def read(self):
        return b""

    receive = read


Stream().receive()
