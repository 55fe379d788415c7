class Hammer:
    def hit(self):
        return 1
