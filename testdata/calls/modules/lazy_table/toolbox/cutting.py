class Drill:
    def turn(self):
        return 1


def saw():
    return 2
