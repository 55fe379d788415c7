"""The text of a container is made from the texts of what it holds."""


class Item:
    def __repr__(self):
        return "item"


class Label:
    def __str__(self):
        return "label"

    def __repr__(self):
        return "<label>"


def of_list():
    return repr([Item(), 1])


def of_mapping():
    return str({"item": Item()})


def in_text():
    return f"{[Item()]}"


def formatted():
    return "{}".format((Item(),))


def by_percent():
    return "%s of %s" % (Label(), 2)


def alone():
    return "%s" % Label()


def named():
    return "{label}".format(label=Label())


def raised():
    try:
        raise ValueError("no {!r}".format(Item()))
    except ValueError:
        return None


def run():
    of_list()
    of_mapping()
    in_text()
    formatted()
    by_percent()
    alone()
    named()
    raised()


run()
