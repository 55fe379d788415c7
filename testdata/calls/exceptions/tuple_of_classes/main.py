"""A handler for two classes may hold an instance of either."""


class Missing(Exception):
    def explain(self):
        return "missing"


class Broken(Exception):
    def explain(self):
        return "broken"


def open_model(present):
    if present:
        raise Broken()
    raise Missing()


def report(present):
    try:
        open_model(present)
    except (Missing, Broken) as problem:
        return problem.explain()


report(True)
report(False)
