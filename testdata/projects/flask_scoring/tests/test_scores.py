import pickle

import pytest

from scoring import create_app
from scoring.registry import registry


class Constant:
    def predict_proba(self, rows):
        import numpy as np

        return np.full((len(rows), 2), 0.5)


@pytest.fixture
def client(tmp_path):
    (tmp_path / "default.pkl").write_bytes(pickle.dumps(Constant()))
    return create_app({"MODELS": str(tmp_path), "TESTING": True}).test_client()


def test_score(client):
    assert client.post("/scores/", json={"features": [1.0]}).json == {"score": 0.5}


def test_cached(client):
    assert registry.get("default") is registry.get("default")
