"""An attribute holds the argument of the constructor call."""


class Printer:
    def write(self, text):
        return text


class Report:
    def __init__(self, out):
        self.out = out

    def publish(self):
        return self.out.write("x")


Report(Printer()).publish()
