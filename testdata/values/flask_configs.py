"""One of several classes fills the configuration: what is read of it belongs together."""

import os
import tomllib

from flask import Flask, current_app
from transformers import AutoModel, AutoTokenizer


class Common:
    WORDS = "acme/words"


class Development(Common):
    MODEL_ID = "acme/small"
    REVISION = "main"


class Production(Common):
    MODEL_ID = "acme/large"
    REVISION = "0123456789abcdef0123456789abcdef01234567"


CONFIGS = {"dev": Development, "prod": Production}


def create_app():
    app = Flask(__name__)
    app.config.from_object(CONFIGS[os.environ["APP_ENV"]])
    app.config["SPEECH_REVISION"] = "v2"

    @app.route("/load")
    def load():
        AutoModel.from_pretrained(app.config["MODEL_ID"], revision=app.config["REVISION"])  #? "acme/small" revision="main" | "acme/large" revision="0123456789abcdef0123456789abcdef01234567"

    @app.route("/words")
    def words():
        settings = current_app.config
        AutoTokenizer.from_pretrained(settings["WORDS"], revision=settings.get("REVISION"))  #? "acme/words" revision="main"

    @app.route("/get")
    def asked():
        settings = current_app.config
        AutoTokenizer.from_pretrained(settings["MODEL_ID"], revision=settings.get("REVISION"))  #? "acme/small" revision="main"

    @app.route("/set")
    def beside():
        AutoModel.from_pretrained(app.config["MODEL_ID"], revision=app.config["SPEECH_REVISION"])  #? "acme/small" revision="v2" | "acme/large" revision="v2"

    app.config.from_file("config_files/flask.toml", load=tomllib.load, text=False)

    @app.route("/file")
    def of_a_file():
        AutoModel.from_pretrained(app.config["FILED"])  #? "acme/filed"

    @app.before_request
    def put():
        app.chosen = "acme/put"
        AutoModel.from_pretrained(app.chosen)  #? "acme/put"

    @app.route("/put")
    def taken():
        AutoModel.from_pretrained(current_app.chosen)  #? "acme/put"

    @app.route("/one")
    def one():
        AutoModel.from_pretrained(current_app.config["MODEL_ID"])  #? "acme/small" | "acme/large"

    return app
