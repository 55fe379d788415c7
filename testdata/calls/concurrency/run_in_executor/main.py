"""An event loop runs a function in its executor, with arguments."""

import asyncio


class Model:
    def predict(self, text):
        return text


async def answer(text):
    model = Model()
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, model.predict, text)


asyncio.run(answer("a"))
