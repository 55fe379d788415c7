"""The configuration is set where the application is made, and read where it answers."""

from flask import Blueprint, Flask, current_app
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer

routes = Blueprint("routes", __name__)


def create(settings="config.Production"):
    """The application."""
    app = Flask(__name__)
    app.config.from_object(settings)
    app.config.from_mapping(TOKENS="org/tokens")
    app.config["SPEECH"] = "org/speech"
    app.register_blueprint(routes)
    return app


@routes.get("/")
def answer():
    """Everything comes from the configuration."""
    SentenceTransformer(current_app.config["ENCODER"])  #? "org/encoder" @ literal:config.py:9
    CrossEncoder(current_app.config["RANKER"])  #? "org/better" @ environment default:config.py:16
    AutoTokenizer.from_pretrained(current_app.config["TOKENS"])  #? "org/tokens" @ literal:14
    AutoTokenizer.from_pretrained(current_app.config.get("SPEECH"))  #? "org/speech" @ literal:15
    AutoTokenizer.from_pretrained(current_app.config.get("NONE", "org/none"))  #? "org/none" @ literal:27
    AutoTokenizer.from_pretrained(current_app.config["PICTURES"])  #? "org/pictures" @ literal:34
    AutoTokenizer.from_pretrained(current_app.config["SPEECH"])  #? "org/speech" @ literal:15


def init_app(app):
    """An extension, which says what holds where the application does not."""
    app.config.setdefault("PICTURES", "org/pictures")
    app.config.setdefault("SPEECH", "org/whisper")
