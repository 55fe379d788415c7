"""An attribute that only other code sets is still known."""


def on_done():
    return 1


class Job:
    def finish(self):
        return self.callback()


def run():
    job = Job()
    job.callback = on_done
    return job.finish()


run()
