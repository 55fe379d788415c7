"""Annotated attributes of a class."""


class Clock:
    def now(self):
        return 1


class Service:
    clock: Clock

    def __init__(self, other):
        self.spare: Clock = other

    def time(self):
        return self.clock.now()


class Window:
    def __init__(self, service: Service):
        self.service = service

    def draw(self):
        self.service.spare.now()
        return self.service.clock.now()
