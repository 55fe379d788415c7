"""Tokens and passwords in what is scanned are in no report, no message and no store."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from reach.cli import run
from reach.records.finding import Location, Unknown
from reach.records.secrets import redacted, redacted_code, without_secrets, without_values

HF = "hf_" + "AbCdEfGhIjKlMnOpQrStUvWx"
GITHUB = "ghp_" + "0123456789abcdefghijABCDEFGHIJ012345"
GITLAB = "glpat-" + "0123456789abcdefghij"
PASSWORD = "cor" + "rect.horse-battery"
PLAIN = "plain" + "as.day-light"
"""Nothing but the name that it is given to tells that it is a secret."""
FORMS = ("text", "json", "sarif", "html", "markdown", "github", "gitlab-sast", "gitlab-quality")
INVENTORIES = ("text", "json", "csv", "cyclonedx")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    files = {
        "app.py": f"""
            import os
            import torch
            from fastapi import FastAPI
            from transformers import AutoModel, pipeline

            app = FastAPI()
            TOKEN = "{HF}"
            HOST = "https://user:{PASSWORD}@models.example.org"

            @app.post("/answers")
            def answers(text):
                AutoModel.from_pretrained("acme/chat", token="{HF}", trust_remote_code=True)
                AutoModel.from_pretrained(os.environ["MODEL"], token=TOKEN)
                torch.hub.load_state_dict_from_url(f"{{HOST}}/a.pt")
                torch.hub.load_state_dict_from_url("https://{GITHUB}@example.org/b.pt")
                torch.hub.load_state_dict_from_url("https://example.org/c.pt?private_token={GITLAB}")
                pipeline(model="acme/x", use_auth_token="{HF}", api_key='{PLAIN}')
                return pipeline(model=TOKEN, password="{PLAIN}")
            """,
        "Dockerfile": f"""
            FROM python
            ENV HF_TOKEN={HF} MODEL=https://u:{PASSWORD}@example.org/m.pt
            RUN hf download acme/large --token {HF}
            RUN HF_TOKEN={PLAIN} hf download acme/small
            CMD uvicorn app:app
            """,
        "requirements.txt": f"torch @ https://u:{PASSWORD}@example.org/torch-2.4.1.whl\n",
        ".env": f"API_KEY={GITHUB}\n",
        ".git/config": f'[remote "origin"]\nurl = https://{GITHUB}:x@github.com/a/b\n',
    }
    for name, text in files.items():
        (tmp_path / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        lines = text.strip("\n").splitlines()
        margin = len(lines[0]) - len(lines[0].lstrip())
        (tmp_path / "tree" / name).write_text("\n".join(line[margin:] for line in lines) + "\n")
    return tmp_path / "tree"


def leaked(text: str, secrets: tuple[str, ...] = (HF, GITHUB, GITLAB, PASSWORD)) -> list[str]:
    return [secret for secret in secrets if secret in text]


def test_no_output_shows_a_secret(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", GITHUB)
    monkeypatch.setenv("HF_TOKEN", HF)
    outputs = [option for form in FORMS for option in ("--output", f"{form}={tmp_path}/out.{form}")]
    assert run(["scan", "--fail-on", "never", "-v", "--no-cache", *outputs, str(tree)]) == 0
    for form in INVENTORIES:
        assert run(["models", "--format", form, str(tree)]) == 0
    said = capsys.readouterr()
    assert not leaked(said.out + said.err)
    for form in FORMS:
        text = (tmp_path / f"out.{form}").read_text("utf-8")
        assert not leaked(text, (HF, GITHUB, GITLAB, PASSWORD, PLAIN)), form
        assert "acme/chat" in text.replace("\\", "")


def test_the_store_holds_no_secret(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REACH_NO_CACHE")
    cache = tmp_path / "cache"
    for _ in range(2):
        run(["scan", "--fail-on", "never", "--cache-dir", str(cache), str(tree)])
    (path,) = cache.rglob("*.sqlite*")
    with closing(sqlite3.connect(path)) as database:
        values = [value for (value,) in database.execute("SELECT value FROM entries")]
    texts = [_unpacked(value) for value in values]
    assert any("acme/chat" in text for text in texts)
    assert not [secret for text in texts for secret in leaked(text)]


def _unpacked(value: bytes) -> str:
    """What an entry holds: a digest, and packed bytes."""
    for start in range(64):
        try:
            return zlib.decompress(value[start:]).decode("latin-1")
        except zlib.error:
            continue
    raise AssertionError("an entry that is packed in an unknown way")


def test_errors_do_not_repeat_tokens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_TOKEN", PASSWORD)
    assert run(["scan", f"{tmp_path}/{PASSWORD}"]) == 2
    assert run(["feed", "update", f"https://u:{GITLAB}@127.0.0.1:9/feed.json"]) == 2
    said = capsys.readouterr()
    assert not leaked(said.out + said.err)
    assert "no such file" in said.err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"a {HF} b", "a *** b"),
        (f"https://u:{PASSWORD}@host/x", "https://***@host/x"),
        (f"https://{GITHUB}@host/x", "https://***@host/x"),
        ("ssh://git@host/x", "ssh://git@host/x"),
        ("https://host/a:b@c", "https://host/a:b@c"),
        ("hf_hub_download", "hf_hub_download"),
        ("hf-internal-testing/tiny-random-bert", "hf-internal-testing/tiny-random-bert"),
        ("org/sk-bert-base-uncased-finetuned-long", "org/sk-bert-base-uncased-finetuned-long"),
        ("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.x", "***"),
        ("3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c", "3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c"),
    ],
)
def test_what_a_secret_is(text: str, shown: str) -> None:
    assert redacted(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('f(token="abcdefgh")', 'f(token="***")'),
        ("f(api_key = 'abcdefgh')", "f(api_key = '***')"),
        ('{"password": "abcdefgh"}', '{"password": "***"}'),
        ("run --token abcdefghij x", "run --token *** x"),
        ("HF_TOKEN=abcdefghij run", "HF_TOKEN=*** run"),
        ("f(token=settings.token)", "f(token=settings.token)"),
        ("f(token=get_token())", "f(token=get_token())"),
        ('f(token=os.environ["HF_TOKEN"])', 'f(token=os.environ["HF_TOKEN"])'),
        ('f(tokenizer="org/name-of-it")', 'f(tokenizer="org/name-of-it")'),
        ("run --tokenizer org/name-of-it", "run --tokenizer org/name-of-it"),
        ("HF_TOKEN=$SECRET run", "HF_TOKEN=$SECRET run"),
        ("max_new_tokens=100000000", "max_new_tokens=100000000"),
        ("f(max_new_tokens=length_of_it)", "f(max_new_tokens=length_of_it)"),
        ("f(tokenizer_config=options_of_it)", "f(tokenizer_config=options_of_it)"),
        ("TOKENIZER_PATH=/models/name run", "TOKENIZER_PATH=/models/name run"),
        ("API_TOKEN_TWO=abcdefghij run", "API_TOKEN_TWO=*** run"),
    ],
)
def test_what_is_given_as_a_secret(text: str, shown: str) -> None:
    assert redacted_code(text) == shown


def test_places_stay_as_they_are() -> None:
    where = Location(f"{HF}.py", 1, 1, 1, 1)
    found = without_secrets(Unknown(f"variable {HF}", where))
    assert found == Unknown("variable ***", where)
    same = Unknown("variable", where)
    assert without_secrets(same) is same


def test_values_of_the_environment() -> None:
    environment = {"GH_TOKEN": "0123456789", "PATH": "/usr/bin/x"}
    assert without_values("no 0123456789 in /usr/bin/x", environment) == "no *** in /usr/bin/x"
