"""Where nobody is seen to call a class, its `__new__` may be called for any class below it."""


class Field:
    def __new__(cls, *args, **kwargs):
        if "form" in kwargs:
            return super().__new__(cls)
        return Later(cls, args)

    def __init__(self, label, form=None):
        self.label = label

    def check(self):
        return self.label


class Later:
    def __init__(self, kind, args):
        self.kind = kind
        self.args = args

    def bind(self, form):
        return self.kind(*self.args, form=form)


class Text(Field):
    def __init__(self, label, form=None):
        self.label = label.strip()


def bind(later):
    if isinstance(later, Later):
        later.bind(None).check()


bind(eval("".join(["Text", "('a')"])))
