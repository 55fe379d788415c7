from flask import Flask, request

from faces.models import build

app = Flask(__name__)


@app.route("/faces", methods=["POST"])
def faces():
    wanted = request.get_json()
    model = build("faces", "small")
    return {"size": model.size, "parts": parts(wanted["image"])}


def parts(image):
    return [image, build("spoofing", "net")]
