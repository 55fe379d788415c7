"""Cases of a match bind names and choose branches."""


class Circle:
    def radius(self):
        return 1


class Square:
    def side(self):
        return 2


def unknown(shape):
    return shape


def measure(shape):
    match shape:
        case Circle() as circle:
            return circle.radius()
        case Square():
            return shape.side()
        case other:
            return unknown(other)


measure(Circle())
measure(Square())
measure(3)
