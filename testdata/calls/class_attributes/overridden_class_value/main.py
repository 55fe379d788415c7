"""A subclass names another class to build."""


class Plain:
    def __init__(self):
        self.kind = "plain"


class Fancy:
    def __init__(self):
        self.kind = "fancy"


class View:
    widget = Plain

    def build(self):
        return self.widget()


class FancyView(View):
    widget = Fancy


FancyView().build()
