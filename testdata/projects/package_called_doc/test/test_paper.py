from papers.types.doc.paper import load


def test_load():
    assert load("test/data/doc/one.pkl")
