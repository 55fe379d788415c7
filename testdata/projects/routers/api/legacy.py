from flask import Blueprint, Flask

from api import models

pages = Blueprint("pages", __name__, url_prefix="/pages")
server = Flask(__name__)
server.register_blueprint(pages, url_prefix="/old")


@pages.route("/score", methods=["POST"])
def score():
    return str(models.load("scores.pt"))
