"""A table of bound methods inside an object."""


class Machine:
    def __init__(self):
        self.table = {"on": self.switch_on, "off": self.switch_off}

    def switch_on(self):
        return True

    def switch_off(self):
        return False

    def handle(self, event):
        return self.table[event]()


machine = Machine()
machine.handle("on")
machine.handle("off")
