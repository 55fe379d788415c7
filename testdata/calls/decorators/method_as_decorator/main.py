"""A method of an object may be the decorator."""


class App:
    def __init__(self):
        self.handlers = []

    def on(self, name):
        def keep(function):
            self.handlers.append(function)
            return function

        return keep


app = App()


@app.on("start")
def start():
    return 1


start()
