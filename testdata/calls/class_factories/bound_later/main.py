"""What a class body calls is not made yet: `__new__` returns a stand-in, which makes it later."""


class Field:
    def __new__(cls, *args, **kwargs):
        if "form" in kwargs:
            return super().__new__(cls)
        return Later(cls, *args, **kwargs)

    def __init__(self, label, form=None):
        self.label = label
        self.form = form

    def fill(self, value):
        self.value = self.convert(value)

    def convert(self, value):
        return value


class Later:
    is_field = True

    def __init__(self, kind, *args, **kwargs):
        self.kind = kind
        self.args = args
        self.kwargs = kwargs

    def bind(self, form):
        return self.kind(*self.args, **dict(self.kwargs, form=form))


class Text(Field):
    def convert(self, value):
        return str(value)


class Number(Field):
    def __init__(self, label, low=0, **kwargs):
        super().__init__(label, **kwargs)
        self.low = low

    def convert(self, value):
        return max(self.low, int(value))


class Meta(type):
    def __init__(cls, name, bases, attrs):
        type.__init__(cls, name, bases, attrs)
        cls.waiting = None

    def __call__(cls, *args, **kwargs):
        if cls.waiting is None:
            found = []
            for name in dir(cls):
                if not name.startswith("_"):
                    one = getattr(cls, name)
                    if hasattr(one, "is_field"):
                        found.append((name, one))
            cls.waiting = found
        return type.__call__(cls, *args, **kwargs)


class Form(metaclass=Meta):
    def __init__(self, data):
        self.fields = {}
        for name, one in self.waiting:
            self.fields[name] = one.bind(self)
        self.process(data)

    def process(self, data):
        for name, field in self.fields.items():
            field.fill(data[name])


class Login(Form):
    name = Text("Name")
    age = Number("Age", low=1)


Login({"name": "a", "age": 3})
