"""A loop takes pairs apart."""


def upper(text):
    return text


def lower(text):
    return text


def run():
    for name, function in [("a", upper), ("b", lower)]:
        function(name)


run()
