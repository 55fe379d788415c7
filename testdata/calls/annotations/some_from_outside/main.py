"""Some of the objects are made here and some come from outside: these are what is declared."""

import pickle


class Step:
    def run(self):
        return self.name()

    def name(self):
        return "step"


class First(Step):
    def name(self):
        return "first"


class Second(Step):
    def run(self):
        return 2


class Other:
    def run(self):
        return 3


def steps(data: bytes) -> list[Step]:
    found = [First()]
    found.append(pickle.loads(data))
    return found


def run_all(data):
    for step in steps(data):
        step.run()


def run_one(step: Step):
    return step.run()


def main():
    data = pickle.dumps(Second())
    run_all(data)
    run_one(First())
    run_one(pickle.loads(data))
    Other().run()


main()
