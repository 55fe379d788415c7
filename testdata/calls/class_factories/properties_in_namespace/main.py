"""What a class takes from the body of another one: its steps, and not what else stands there."""


class Step:
    def __init__(self, name):
        self.name = name

    def run(self):
        return self.name


class Flow:
    load = Step("load")
    save = Step("save")

    @property
    def length(self):
        return 2

    @property
    def first(self):
        return self.load

    @staticmethod
    def kind():
        return "flow"


def with_steps_of(other):
    def take(cls):
        for key, value in vars(other).items():
            if isinstance(value, Step):
                setattr(cls, key, value)
        return cls

    return take


@with_steps_of(Flow)
class Daily(Flow):
    def run(self):
        return [self.load.run(), self.save.run()]


print(Daily().run(), Daily().length, Daily.kind())
