from fastapi import FastAPI

from api import speech

app = FastAPI()
app.include_router(speech.router, prefix=speech.VERSION)
