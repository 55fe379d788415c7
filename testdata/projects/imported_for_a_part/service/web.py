from flask import Flask, request

from service import speech
from service.models import loaded

app = Flask(__name__)


@app.route("/say", methods=["POST"])
def say():
    return speech.spoken(request.json["text"])


@app.route("/models", methods=["POST"])
def start():
    return loaded[request.json["name"]].load()
