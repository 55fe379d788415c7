class Saw:
    def sharpen(self):
        return 2
