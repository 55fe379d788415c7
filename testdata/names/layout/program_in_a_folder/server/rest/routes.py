from voice.manager import Manager


class Routes:
    def __init__(self, manager):
        self.manager = manager

    def merge(self):
        Manager.default().merge()
        self.manager.merge()
