"""The application that uvicorn serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from chatserver.moderation import Moderator
from chatserver.routers import chat, summaries


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.moderator = Moderator()
    app.state.moderator.use_head("default")
    yield


app = FastAPI(title="Chat", lifespan=lifespan)
app.include_router(chat.router, prefix="/v1")
app.include_router(summaries.router, prefix="/v1")


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
