"""The two-argument form names the place to start from."""


class One:
    def go(self):
        return 1


class Two(One):
    def go(self):
        return 2


class Three(Two):
    def go(self):
        return super(Two, self).go()


Three().go()
