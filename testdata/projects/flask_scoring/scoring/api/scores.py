"""Scores for applications."""

from flask import Blueprint, abort, jsonify, request
from flask.views import MethodView

from scoring import explain
from scoring.registry import registry

bp = Blueprint("scores", __name__)


@bp.post("/")
def create():
    payload = request.get_json()
    if "features" not in payload:
        abort(400)
    model = registry.get(payload.get("model", "default"))
    score = float(model.predict_proba([payload["features"]])[0, 1])
    return jsonify(score=score)


class Reasons(MethodView):
    def get(self, model):
        row = [float(value) for value in request.args.getlist("feature")]
        path = registry.folder / f"{model}.explainer.joblib"
        return jsonify(reasons=explain.reasons(path, row))


bp.add_url_rule("/<model>/reasons", view_func=Reasons.as_view("reasons"))
