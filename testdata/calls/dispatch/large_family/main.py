"""In a large family of classes, what only a few define anew is told apart."""


class Tag:
    def __init__(self, *children):
        self.children = children

    def show(self):
        return self.draw()

    def draw(self):
        return "".join(child.show() for child in self.children)


class Comment(Tag):
    def draw(self):
        return "<!---->"


class A(Tag):
    pass


class B(Tag):
    pass


class Br(Tag):
    pass


class Button(Tag):
    pass


class Canvas(Tag):
    pass


class Cite(Tag):
    pass


class Code(Tag):
    pass


class Data(Tag):
    pass


class Dd(Tag):
    pass


class Div(Tag):
    pass


class Dl(Tag):
    pass


class Dt(Tag):
    pass


class Em(Tag):
    pass


class Form(Tag):
    pass


class H1(Tag):
    pass


class H2(Tag):
    pass


class H3(Tag):
    pass


class Hr(Tag):
    pass


class Html(Tag):
    pass


class I(Tag):
    pass


class Img(Tag):
    pass


class Ins(Tag):
    pass


class Kbd(Tag):
    pass


class Label(Tag):
    pass


class Li(Tag):
    pass


class Link(Tag):
    pass


class Main(Tag):
    pass


class Map(Tag):
    pass


class Mark(Tag):
    pass


class Menu(Tag):
    pass


class Meta(Tag):
    pass


class Meter(Tag):
    pass


class Nav(Tag):
    pass


class Ol(Tag):
    pass


class Option(Tag):
    pass


class Output(Tag):
    pass


class P(Tag):
    pass


class Param(Tag):
    pass


class Pre(Tag):
    pass


class Progress(Tag):
    pass


class Q(Tag):
    pass


class S(Tag):
    pass


def render(things):
    for thing in things:
        if isinstance(thing, Tag):
            thing.show()


render(eval("".join(["[Div(P(), Comment()), ", "Comment()]"])))
