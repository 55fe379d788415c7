"""The asynchronous form of a generator that becomes a context manager."""

import asyncio
from contextlib import asynccontextmanager


class Socket:
    def send(self):
        return 1


def close(socket):
    return socket


@asynccontextmanager
async def connected():
    socket = Socket()
    yield socket
    close(socket)


async def main():
    async with connected() as link:
        link.send()


asyncio.run(main())
