"""What plugins are below of."""


class Engine:
    def __init__(self, size):
        self.size = size

    def start(self):
        return self.run()

    def run(self):
        raise NotImplementedError


class Store:
    def put(self, item):
        raise NotImplementedError
