"""A parameter that is a class is built."""


class Job:
    def __init__(self):
        self.done = False

    def run(self):
        return 1


def launch(job_class: type[Job]):
    return job_class().run()
