class Gan:
    def restore(self, path):
        return open(path)
