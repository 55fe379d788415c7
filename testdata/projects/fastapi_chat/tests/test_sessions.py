from chatserver.sessions import SessionStore


def test_round_trip(tmp_path):
    store = SessionStore(str(tmp_path))
    store.save("a", [{"role": "user", "content": "hello"}])
    assert store.load("a") == [{"role": "user", "content": "hello"}]
