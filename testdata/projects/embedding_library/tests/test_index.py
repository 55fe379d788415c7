import pickle

import numpy as np

from vectorkit import Index, _legacy


def test_round_trip(tmp_path):
    Index(np.eye(2), ["a", "b"]).save(tmp_path)
    assert Index.load(tmp_path).texts == ["a", "b"]


def test_v0(tmp_path):
    file = tmp_path / "old.pickle"
    file.write_bytes(pickle.dumps({"vectors": np.eye(1), "texts": ["a"]}))
    assert Index.load_v0(file).texts == ["a"]


def test_alpha(tmp_path):
    vectors, texts = _legacy._read_alpha(str(tmp_path / "alpha"))
    assert len(vectors) == len(texts)
