"""Signatures of real keys and certificates, end to end on loopback: lock, sign, verify, refuse."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from reach import cli
from reach.lock import read
from tests.lock.server import State

pytest.importorskip("huggingface_hub")
model_signing = pytest.importorskip("model_signing")

from cryptography import x509  # noqa: E402
from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID  # noqa: E402


def key(folder: Path, name: str) -> ec.EllipticCurvePrivateKey:
    made = ec.generate_private_key(ec.SECP256R1())
    (folder / f"{name}.pem").write_bytes(
        made.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / f"{name}.pub").write_bytes(
        made.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    return made


def certificate(
    subject: str,
    public: ec.EllipticCurvePublicKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    authority: bool,
) -> bytes:
    def name(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(subject))
        .issuer_name(name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=authority,
                crl_sign=authority,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if not authority:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING])
        builder = builder.add_extension(usage, critical=False)
    made = builder.sign(by, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def signed(project: Path, hub: State) -> Path:
    """The locked project with the files of acme/chat, signed with a key."""
    assert cli.run(["lock", "--endpoint", hub.url]) == 0
    folder = project / "download"
    folder.mkdir()
    chat = hub.repositories["model", "acme/chat"]
    for name, data in chat.commits[chat.refs["main"]].items():
        (folder / name).write_bytes(data)
    key(project, "good")
    key(project, "other")
    signing = model_signing.signing.Config().use_elliptic_key_signer(
        private_key=project / "good.pem"
    )
    signing.sign(folder, project / "chat.sig")
    return project


def attest(*options: str) -> int:
    folder = ["--signature", "chat.sig", "--folder", "download"]
    return cli.run(["attest", "acme/chat", *folder, *options])


def test_verified(signed: Path) -> None:
    assert attest("--key", "good.pub") == 0
    entry = read(signed / "models.lock").entry("acme/chat")
    assert entry is not None
    found = entry.attested("signature")
    assert found is not None
    assert (found.by, found.result, found.file) == ("model-signing key", "verified", "chat.sig")
    assert found.key
    assert len(found.key) == 64


def test_a_changed_file_is_caught(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (signed / "models.lock").read_bytes()
    (signed / "download" / "model.safetensors").write_bytes(b"tampered")
    assert attest("--key", "good.pub") == 2
    told = capsys.readouterr().err
    assert "chat.sig: the signature is not of these files and this key" in told
    assert "model.safetensors" in told
    assert (signed / "models.lock").read_bytes() == before


def test_an_added_file_is_caught(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (signed / "download" / "extra.py").write_text("import os", "utf-8")
    assert attest("--key", "good.pub") == 2
    assert "extra.py" in capsys.readouterr().err


def test_another_key_is_refused(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (signed / "models.lock").read_bytes()
    assert attest("--key", "other.pub") == 2
    assert "the signature is not of these files and this key" in capsys.readouterr().err
    assert (signed / "models.lock").read_bytes() == before


def test_a_signature_of_another_version(
    signed: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    """The signature is right, but the locked commit has other files."""
    hub.repositories["model", "acme/chat"].push(
        {"config.json": b"{}", "model.safetensors": b"newer", "README.md": b"# Chat"}
    )
    assert cli.run(["lock", "--endpoint", hub.url]) == 0
    assert attest("--key", "good.pub") == 2
    told = capsys.readouterr().err
    assert "download/model.safetensors: not the file of acme/chat@" in told


def test_certificates(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, leaf, stranger = (key(signed, n) for n in ("root", "leaf", "stranger"))
    (signed / "root.crt").write_bytes(certificate("Root", root.public_key(), "Root", root, True))
    (signed / "leaf.crt").write_bytes(certificate("Us", leaf.public_key(), "Root", root, False))
    (signed / "stranger.crt").write_bytes(
        certificate("Root", stranger.public_key(), "Root", stranger, True)
    )
    model_signing.signing.Config().use_certificate_signer(
        private_key=signed / "leaf.pem",
        signing_certificate=signed / "leaf.crt",
        certificate_chain=[signed / "root.crt"],
    ).sign(signed / "download", signed / "chat.sig")
    assert attest("--certificates", "stranger.crt") == 2
    assert "the signature is not of these files and this key" in capsys.readouterr().err
    assert attest("--certificates", "root.crt") == 0
    entry = read(signed / "models.lock").entry("acme/chat")
    assert entry is not None
    found = entry.attested("signature")
    assert found is not None
    assert found.by == "model-signing certificate"


WHO = ("--identity", "release@acme.example", "--issuer", "https://id.acme.example")


@pytest.fixture
def offline(signed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network, once all is signed."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr("socket.socket.connect", refuse)


@pytest.mark.usefixtures("offline")
def test_an_identity_is_checked_offline_with_roots_that_are_there(
    signed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check itself is the library's; here it is asked with the right roots and words."""
    asked: list[tuple[Any, tuple[Path, ...]]] = []
    monkeypatch.setattr(
        model_signing.verifying.Config, "verify", lambda self, *paths: asked.append((self, paths))
    )
    assert attest(*WHO) == 0
    entry = read(signed / "models.lock").entry("acme/chat")
    assert entry is not None
    found = entry.attested("signature")
    assert found is not None
    assert (found.identity, found.issuer) == (WHO[1], WHO[3])
    assert found.by.startswith("model-signing sigstore, roots of sigstore ")
    assert found.key is None
    ((config, paths),) = asked
    assert paths == (Path("download"), Path("chat.sig"))
    policy = config._verifier._policy
    assert (policy._identity, policy._issuer._value) == (WHO[1], WHO[3])
    (signed / "roots.json").write_text(json.dumps({"trustedRoot": {}}), "utf-8")
    assert attest(*WHO, "--trust-root", "roots.json") == 2
    assert "this identity" in capsys.readouterr().err


@pytest.mark.usefixtures("offline")
def test_a_signature_of_a_key_is_none_of_an_identity(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (signed / "models.lock").read_bytes()
    assert attest(*WHO) == 2
    assert "chat.sig: the signature is not of these files and this identity" in (
        capsys.readouterr().err
    )
    (signed / "roots.json").write_text("[]", "utf-8")
    for options, said in (
        ((*WHO, "--trust-root", "roots.json"), "roots.json: no roots of trust: expected an object"),
        ((*WHO, "--trust-root", "none.json"), "none.json: no such file or folder"),
        ((*WHO[:2],), "one of --key, --certificates, and --identity with --issuer"),
        ((*WHO, "--key", "good.pub"), "one of --key, --certificates, and --identity with"),
    ):
        assert attest(*options) == 2
        assert said in capsys.readouterr().err
    assert (signed / "models.lock").read_bytes() == before


def test_evidence_stays_with_its_commit(signed: Path, hub: State) -> None:
    assert attest("--key", "good.pub") == 0
    report = ["--scan", "scan.json", "--by", "picklescan 0.0.30", "--result", "clean"]
    (signed / "scan.json").write_text("{}", "utf-8")
    assert cli.run(["attest", "acme/chat", *report]) == 0
    assert cli.run(["lock", "--endpoint", hub.url]) == 0
    entry = read(signed / "models.lock").entry("acme/chat")
    assert entry is not None
    assert [(a.kind, a.result) for a in entry.attestations] == [
        ("signature", "verified"),
        ("scan", "clean"),
    ]
    hub.repositories["model", "acme/chat"].push({"model.safetensors": b"newer"})
    assert cli.run(["lock", "--endpoint", hub.url]) == 0
    entry = read(signed / "models.lock").entry("acme/chat")
    assert entry is not None
    assert entry.attestations == ()


def test_a_report_that_was_changed(
    signed: Path, hub: State, capsys: pytest.CaptureFixture[str]
) -> None:
    (signed / "eval.json").write_text('{"passed": true}', "utf-8")
    options = ["--evaluation", "eval.json", "--by", "our suite 3", "--result", "passed"]
    assert cli.run(["attest", "acme/chat", *options]) == 0
    (signed / "eval.json").write_text('{"passed": false}', "utf-8")
    capsys.readouterr()
    assert cli.run(["lock", "--check", "--endpoint", hub.url]) == 1
    assert capsys.readouterr().out == "acme/chat: the evaluation eval.json was changed\n"


def test_what_is_missing(signed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert attest() == 2
    assert (
        "--signature needs --folder, and one of --key, --certificates, and"
        in capsys.readouterr().err
    )
    assert attest("--key", "nothing.pub") == 2
    assert "nothing.pub: no such file or folder" in capsys.readouterr().err
    assert cli.run(["attest", "acme/unknown", "--scan", "x"]) == 2
    assert "model acme/unknown is not locked: run `reach lock`" in capsys.readouterr().err
    assert cli.run(["attest", "acme/chat"]) == 2
    assert "nothing to record" in capsys.readouterr().err
