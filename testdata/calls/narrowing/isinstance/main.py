"""After isinstance the value is of that class."""


class Text:
    def words(self):
        return 1


class Image:
    def pixels(self):
        return 2


def size(item):
    if isinstance(item, Text):
        return item.words()
    return item.pixels()


size(Text())
size(Image())
