"""A wrapper forwards everything it is given."""


def show(text):
    return text


def apply(action, value, *, post):
    return post(action(value))


def finish(value):
    return value


def forward(*args, **kwargs):
    return apply(*args, **kwargs)


forward(show, "a", post=finish)
