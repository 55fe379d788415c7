def logged(function):
    def call(self, *given):
        return function(self, *given)

    return call


class Desk:
    def __init__(self):
        self.jobs = []

    @logged
    def add(self, job):
        self.jobs.append(job)

    @logged
    def greet(self, how, *names):
        return [how(name) for name in names]

    def run(self):
        for job in self.jobs:
            job()


def clean():
    return "clean"


def loudly(name):
    return name.upper()


desk = Desk()
desk.add(clean)
desk.greet(loudly, "ann", "ben")
desk.run()
