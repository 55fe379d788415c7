import os

import uvicorn
from shared.measured import measured
from shared.parts import Loader
from shared.service import app, service
from texts.part import Texts

loader = Loader(os.getenv("PART", "texts"))


@service("/texts")
@measured
async def texts(question: str):
    return await loader.run(question)


if __name__ == "__main__":
    uvicorn.run(app)
