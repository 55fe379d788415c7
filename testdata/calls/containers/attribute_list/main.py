"""A list in an attribute is filled and walked by methods."""


class Bus:
    def __init__(self):
        self.listeners = []

    def subscribe(self, listener):
        self.listeners.append(listener)

    def publish(self, event):
        for listener in self.listeners:
            listener(event)


def log(event):
    return event


bus = Bus()
bus.subscribe(log)
bus.publish("x")
