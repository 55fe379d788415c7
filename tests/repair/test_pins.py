"""What a lock knows: the commit to pin to, and whether safetensors can be demanded."""

from pathlib import Path

import pytest

from reach.config import Options
from reach.fix import Done, repair
from reach.records.lock import Lock, Locked
from reach.repair.pins import Pins

OLD = "1" * 40
NEW = "2" * 40


def locked(asked: str | None, safetensors: bool) -> Pins:
    entry = Locked("model", "acme/m", asked, OLD, "acme/m", "acme", safetensors=safetensors)
    return Pins(Lock((entry,)))


def fixed(call: str, pins: Pins, folder: Path) -> tuple[str, list[Done]]:
    code = f"from transformers import AutoModel\n\nAutoModel.from_pretrained({call})\n"
    (folder / "main.py").write_text(code, "utf-8")
    result = repair([folder], Options(jobs=1), pins, lambda finding, fix: True)
    text = result.files["main.py"][1].decode()
    return text[text.rindex("(") + 1 : text.rindex(")")], result.done


@pytest.mark.parametrize(
    ("call", "pins", "wanted", "safe"),
    [
        (
            '"acme/m"',
            locked(None, safetensors=True),
            f'"acme/m", use_safetensors=True, revision="{OLD}"',
            True,
        ),
        (
            '"acme/m"',
            locked(None, safetensors=False),
            f'"acme/m", use_safetensors=True, revision="{OLD}"',
            False,
        ),
        (
            '"acme/m", revision="v1", use_safetensors=True',
            locked("v1", safetensors=True),
            f'"acme/m", revision="{OLD}", use_safetensors=True',
            True,
        ),
        (
            '"acme/m", revision="v1", use_safetensors=True',
            Pins(locked("v1", safetensors=True).lock, {"acme/m": NEW}),
            f'"acme/m", revision="{NEW}", use_safetensors=True',
            False,
        ),
    ],
    ids=["locked", "no safetensors", "a tag", "another commit"],
)
def test_pins(call: str, pins: Pins, wanted: str, safe: bool, tmp_path: Path) -> None:
    text, done = fixed(call, pins, tmp_path)
    assert text == wanted
    assert {each.fix.safety for each in done} == {"safe" if safe else "needs-review"}
    assert all(each.gone for each in done)
