"""Updates: signed, readable and newer, or the feed stays as it was."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from reach import cli
from reach.errors import FeedError
from reach.feed import load, minisign
from reach.feed.store import bundle, installed
from reach.feed.update import fetched

DATA = Path(__file__).parents[2] / "testdata" / "feed"
KEY = minisign.key(str(DATA / "minisign.pub"))


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in DATA.glob("*.*"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def update(source: str, key: Path = DATA / "minisign.pub") -> int:
    return cli.run(["feed", "update", source, "--key", str(key)])


@pytest.mark.parametrize("signature", ["bundle.json.minisig", "bundle.legacy.minisig"])
def test_signatures_of_the_real_program(signature: str) -> None:
    content = (DATA / "bundle.json").read_bytes()
    text = (DATA / signature).read_text("utf-8")
    assert minisign.verify(content, text, KEY, signature).startswith("feed of 2026-12-01")


def test_key_as_text_and_as_file() -> None:
    line = (DATA / "minisign.pub").read_text("utf-8").splitlines()[1]
    assert minisign.key(line) == KEY
    assert KEY.name == "8B999A4E363AD0A8"


@pytest.mark.parametrize("text", ["", "RW", "RWxx!", "no-such-file", "RW" + "A" * 54])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(FeedError, match=r"no public key|no text in base64"):
        minisign.key(text)


def test_install_and_match(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(f"{server}/bundle.json") == 0
    assert "1 advisories, of 2026-12-01" in capsys.readouterr().out
    found = load(installed())
    assert found.updated == "2026-12-01"
    assert "x_test-2026-0001" in {each.id for each in found.advisories}
    assert cli.run(["feed", "status"]) == 0
    assert "Example Labs: checkpoint that starts a shell" in capsys.readouterr().out


def wrong_bytes(folder: Path) -> None:
    file = folder / "bundle.json"
    file.write_bytes(file.read_bytes().replace(b"bad-org", b"bad-orb"))


def wrong_comment(folder: Path) -> None:
    file = folder / "bundle.json.minisig"
    file.write_text(file.read_text("utf-8").replace("2026-12-01", "2027-12-01"), "utf-8")


def half_signature(folder: Path) -> None:
    file = folder / "bundle.json.minisig"
    file.write_bytes(file.read_bytes()[:90])


def no_signature(folder: Path) -> None:
    (folder / "bundle.json.minisig").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (wrong_bytes, "signature does not belong to this file"),
        (wrong_comment, "signature does not belong to this file"),
        (half_signature, "no signature of minisign"),
        (no_signature, "minisign -S -m FEED"),
    ],
)
@pytest.mark.parametrize("remote", [True, False])
def test_a_bad_feed_leaves_the_old_one(
    server: str,
    folder: Path,
    spoil: object,
    said: str,
    remote: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert update(f"{server}/bundle.json") == 0
    before = bundle().read_bytes()
    assert callable(spoil)
    spoil(folder)
    assert update(f"{server if remote else folder}/bundle.json") == 2
    assert said in capsys.readouterr().err
    assert bundle().read_bytes() == before
    assert [file.name for file in bundle().parent.iterdir()] == [bundle().name]


def test_another_key_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(f"{folder}/bundle.json", folder / "other.pub") == 2
    told = capsys.readouterr().err
    assert "signed with the key 8B999A4E363AD0A8, and BBFE52F1111EDBB6 is expected" in told
    assert not bundle().exists()


def test_an_unreachable_server(capsys: pytest.CaptureFixture[str]) -> None:
    assert update("http://127.0.0.1:9/bundle.json") == 2
    told = capsys.readouterr().err
    assert "http://127.0.0.1:9/bundle.json: cannot be reached" in told
    assert "the feed stays as it was" in told


@pytest.mark.parametrize("source", ["file:///etc/hostname", "ftp://127.0.0.1/feed.json"])
def test_other_schemes(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(source) == 2
    assert "only http and https" in capsys.readouterr().err


def signed(folder: Path, text: str) -> Path:
    """A bundle signed by a new key with the real program."""
    if shutil.which("minisign") is None:
        pytest.skip("the program minisign is not installed")
    file = folder / "made.json"
    file.write_text(text, "utf-8")
    key = folder / "made.key"
    make = ["minisign", "-G", "-W", "-f", "-p", str(folder / "made.pub"), "-s", str(key)]
    for command in (make, ["minisign", "-S", "-s", str(key), "-m", str(file)]):
        subprocess.run(command, check=True, capture_output=True)
    return file


def test_an_older_feed_is_refused(folder: Path) -> None:
    text = (folder / "bundle.json").read_text("utf-8")
    old = signed(folder, text.replace("2026-12-01", "2026-11-01"))
    key = minisign.key(str(folder / "made.pub"))
    assert fetched(str(old), key, folder / "none")[1].updated == "2026-11-01"
    with pytest.raises(FeedError, match="is of 2026-11-01, and the installed feed is of 2026-12"):
        fetched(str(old), key, folder / "bundle.json")


def test_a_signed_feed_of_another_version(folder: Path) -> None:
    text = (folder / "bundle.json").read_text("utf-8")
    new = signed(folder, text.replace('"version": 1', '"version": 2'))
    with pytest.raises(FeedError, match="version: is 2, and this reach reads 1: update reach"):
        fetched(str(new), minisign.key(str(folder / "made.pub")), folder / "none")


def test_an_old_feed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_795_737_600 + 200 * 86_400))
    (folder / "app.py").write_text("x = 1\n", "utf-8")
    assert cli.run(["scan", str(folder)]) == 0
    assert "the feed of compromised models is 202 days old" in capsys.readouterr().err
    assert cli.run(["scan", str(folder), "--quiet"]) == 0
    assert capsys.readouterr().err == ""
