class Step:
    def run(self):
        self.load()
