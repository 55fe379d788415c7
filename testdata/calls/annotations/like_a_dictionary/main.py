"""A parameter that is declared as a kind of dictionary is no object of another class, though the
calls of several handlers are not told apart."""


class Change(dict):
    def __getattr__(self, name):
        return self[name]


class Model:
    @property
    def new(self):
        return 1

    def shown(self):
        return self.new


def on_change(change: Change):
    return change.new


def on_model(model: Model):
    return model.shown()


HANDLERS = []


def send(*given):
    for handler, value in zip(HANDLERS, given):
        handler(value)


def main():
    HANDLERS.append(on_change)
    HANDLERS.append(on_model)
    send(Change(new=2), Model())


main()
