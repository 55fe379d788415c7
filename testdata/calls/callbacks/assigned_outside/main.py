"""A function that is assigned to an object from outside is there to be called."""

from xml.parsers import expat


class Outline:
    def __init__(self):
        self.names = []

    def begin(self, name, attributes):
        self.names.append(name)

    def finish(self, name):
        self.names.pop()


def refuse(*details):
    raise ValueError(details)


def unused(name):
    return name


def read(text):
    outline = Outline()
    parser = expat.ParserCreate()
    parser.StartElementHandler = outline.begin
    parser.EndElementHandler = outline.finish
    parser.EntityDeclHandler = refuse
    parser.Parse(text, True)
    outline.spare = unused
    return outline.names


read("<a><b/></a>")
