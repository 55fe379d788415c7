"""A default that is a lambda is called when nothing is passed."""


def clean(text):
    return text


def show(text, formatter=lambda value: clean(value)):
    return formatter(text)


show("a")
