"""Operations for administrators."""

import pickle

from flask import Blueprint, request

from scoring.registry import registry

bp = Blueprint("admin", __name__)


@bp.route("/reload", methods=["POST"])
def reload():
    registry.reload()
    return "", 204


@bp.route("/models/<name>", methods=["PUT"])
def upload(name):
    model = pickle.loads(request.get_data())
    if not hasattr(model, "predict_proba"):
        return "not a classifier", 400
    (registry.folder / f"{name}.pkl").write_bytes(request.get_data())
    return "", 201
