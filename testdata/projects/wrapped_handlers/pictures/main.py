import os

import uvicorn
from shared.measured import measured
from shared.parts import Loader
from shared.service import app, service
from pictures.part import Pictures

loader = Loader(os.getenv("PART", "pictures"))


@service("/pictures")
@measured
async def pictures(question: str):
    return await loader.run(question)


if __name__ == "__main__":
    uvicorn.run(app)
