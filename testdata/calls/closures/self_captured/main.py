"""A closure in a method captures self."""


class Watcher:
    def watch(self):
        def tick():
            return self.notify()

        return tick

    def notify(self):
        return 1


Watcher().watch()()
