"""With a plain left operand the right one is asked."""


class Scale:
    def __rmul__(self, number):
        return number

    def __mul__(self, number):
        return -number


def run():
    return 3 * Scale()


run()
