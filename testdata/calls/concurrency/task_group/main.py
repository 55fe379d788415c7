"""A task group calls the functions that it starts, with what it is given for them."""

import anyio


class Quick:
    def run(self):
        return 1


class Slow:
    def run(self):
        return 2


async def first(job):
    job.run()


async def second(job, *, task_status=anyio.TASK_STATUS_IGNORED):
    task_status.started()
    job.run()


async def main():
    async with anyio.create_task_group() as group:
        group.start_soon(first, Quick())
        await group.start(second, Slow())


anyio.run(main)
