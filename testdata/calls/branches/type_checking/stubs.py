class Typed:
    def run(self):
        return self.step()

    def step(self):
        return 1


class Job:
    def work(self):
        return 1
