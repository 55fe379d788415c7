"""get with a default adds the default to the possibilities."""


def french():
    return "fr"


def german():
    return "de"


def english():
    return "en"


def greet(language):
    return {"fr": french, "de": german}.get(language, english)()


greet("fr")
greet("de")
greet("xx")
