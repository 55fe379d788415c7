"""Credit scores over HTTP."""

import os

from flask import Flask


def create_app(overrides=None):
    app = Flask(__name__)
    app.config["MODELS"] = os.environ.get("SCORING_MODELS", "models")
    app.config.update(overrides or {})

    from scoring.api import admin, health, scores
    from scoring.registry import registry

    registry.init_app(app)
    app.register_blueprint(scores.bp, url_prefix="/scores")
    app.register_blueprint(admin.bp, url_prefix="/admin")
    app.register_blueprint(health.bp)
    return app
