"""Probes."""

from flask import Blueprint, jsonify

from scoring.registry import registry

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz():
    return jsonify(models=sorted(registry.manifest()["preload"]))
