"""Coroutines are called where they are created."""

import asyncio


async def ping():
    return 1


async def pong():
    return 2


async def main():
    task = asyncio.create_task(ping())
    await asyncio.gather(task, pong())


asyncio.run(main())
