"""A with statement enters and leaves its context manager."""


class Session:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        return self.name

    def send(self):
        return 1


with Session("a") as session:
    session.send()
