"""Conversation."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from pydantic import BaseModel

from chatserver.engines import ChatEngine, get_chat_engine
from chatserver.sessions import SessionStore
from chatserver.settings import Settings, get_settings

router = APIRouter(prefix="/chat", tags=["chat"])


class Message(BaseModel):
    session: str
    text: str


class Reply(BaseModel):
    text: str


def get_store(settings: Annotated[Settings, Depends(get_settings)]) -> SessionStore:
    return SessionStore(settings.session_dir)


@router.post("/messages", response_model=Reply)
def post_message(
    message: Message,
    request: Request,
    store: Annotated[SessionStore, Depends(get_store)],
    engine: ChatEngine = Depends(get_chat_engine),
) -> Reply:
    if not request.app.state.moderator.allows(message.text):
        raise HTTPException(status_code=422, detail="not allowed")
    history = store.load(message.session)
    history.append({"role": "user", "content": message.text})
    text = engine.reply(history)
    history.append({"role": "assistant", "content": text})
    store.save(message.session, history)
    return Reply(text=text)
