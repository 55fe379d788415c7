"""Summaries of long texts."""

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from chatserver.engines import summariser

router = APIRouter(tags=["summaries"])


class Document(BaseModel):
    text: str


@router.post("/summaries")
async def summarise(document: Document) -> dict[str, str]:
    summary = await run_in_threadpool(summariser.summarise, document.text)
    return {"summary": summary}
