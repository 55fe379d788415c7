class Bench:
    def lay(self):
        pass
