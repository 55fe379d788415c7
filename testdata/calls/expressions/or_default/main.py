"""With or, either side may be the value."""


class Null:
    def log(self):
        return None


class Console:
    def log(self):
        return 1


def run(logger=None):
    logger = logger or Null()
    return logger.log()


run()
run(Console())
