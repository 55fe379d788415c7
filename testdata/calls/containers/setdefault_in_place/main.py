"""What setdefault gives stays in the table, and may be changed there."""


def brew():
    return "brew"


def pour():
    return "pour"


def rinse():
    return "rinse"


class Kitchen:
    def __init__(self):
        self.steps = {}
        self.named = {}

    def add(self, course, step, label):
        self.steps.setdefault(course, []).append(step)
        self.named.setdefault(course, {})[label] = step

    def serve(self, course):
        for step in self.steps[course]:
            step()

    def repeat(self, course):
        for step in self.named[course].values():
            step()


def clean():
    sinks = {}
    sinks.setdefault("left", []).append(rinse)
    sinks["left"][0]()


kitchen = Kitchen()
kitchen.add("tea", brew, "first")
kitchen.add("tea", pour, "second")
kitchen.serve("tea")
kitchen.repeat("tea")
clean()
