from cards import Card
from cards._card import Draft


def test_card(tmp_path):
    assert Card("model.pkl").model
    assert Card(tmp_path / "model.pkl", allow_pickle=True).get_model()
    assert Draft().get_model(str(tmp_path / "draft.pkl"))
