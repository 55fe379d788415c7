class Mixer:
    def start(self):
        tune()


def tune():
    pass
