"""Lines of keys and strings in TOML."""

import time

from reach.discover.toml_lines import Lines

TEXT = """\
[tool.a]
x.y = 1
"quoted" = { inner = "text", other = 'single' }
[[tool.b]]
list = ["one",
  "tw\\"o"]
"""


def test_lines() -> None:
    lines = Lines(TEXT)
    assert lines.header("tool", "a") == 1
    assert lines.headers("tool.b") == [4]
    keys = ("x.y", "x", "quoted", "inner", "other", "list")
    assert [lines.key(key, 1) for key in keys] == [2, 1, 3, 3, 3, 5]
    assert [lines.string(text, 1) for text in ("text", "single", "one", 'tw"o')] == [3, 3, 5, 6]


def test_long_words_take_no_long_time() -> None:
    """Lock files hold digests and addresses; hostile ones hold more."""
    began = time.process_time()
    lines = Lines("\n".join((f"digest = {'a' * 200_000}", f'text = "{"b" * 200_000}')))
    assert lines.key("text", 1) == 2
    assert lines.string("c", 1) == 1
    assert time.process_time() - began < 2
