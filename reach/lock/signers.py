"""Who signed a model: how a signature of model-signing is checked, without a network."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reach.errors import LockError

_ROOT = ("https%3A%2F%2Ftuf-repo-cdn.sigstore.dev", "trusted_root.json")
"""Where the package `sigstore` keeps the public instance's roots of trust."""
_CONFIG = "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json"
_SIGNING = "application/vnd.dev.sigstore.signingconfig.v0.2+json"
_GIVE = "give one with --trust-root"


@dataclass(frozen=True, slots=True)
class Identity:
    """Somebody whom an identity provider knows, as a certificate of Sigstore names them."""

    name: str
    """An address of e-mail, or of a workflow."""
    issuer: str
    trust: Path | None
    """Roots of trust; those that came with the package `sigstore`, without them."""


Signer = Path | Sequence[Path] | Identity
"""A public key, a chain of certificates, or an identity."""


def check(signer: Signer, folder: Path, file: Path) -> None:
    """Raise where a signature is not of these files and this signer."""
    try:
        from model_signing import verifying
    except ImportError as error:
        raise LockError(
            "checking a signature needs model-signing: pip install 'modelreach[signatures]'"
        ) from error
    config: Any = verifying.Config()  # type: ignore[no-untyped-call]
    try:
        with TemporaryDirectory(prefix="reach-") as scratch:
            _use(config, signer, Path(scratch) / "trust.json")
            config.verify(folder, file)
    except LockError:
        raise
    except Exception as error:
        said = " ".join(str(error).split()) or type(error).__name__
        whom = "identity" if isinstance(signer, Identity) else "key"
        raise LockError(
            f"{file}: the signature is not of these files and this {whom}: {said}"
        ) from error


def _use(config: Any, signer: Signer, scratch: Path) -> None:
    if isinstance(signer, Identity):
        scratch.write_text(json.dumps(_trust(signer.trust)), "utf-8")
        config.use_sigstore_verifier(
            identity=signer.name, oidc_issuer=signer.issuer, trust_config=scratch
        )
    elif isinstance(signer, Path):
        config.use_elliptic_key_verifier(public_key=signer)
    else:
        config.use_certificate_verifier(certificate_chain=signer)


def _trust(file: Path | None) -> dict[str, object]:
    """A configuration with the roots of trust: given so, or as roots alone."""
    try:
        text = file.read_text("utf-8") if file is not None else _shipped()
        value = json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise LockError(f"{file or 'sigstore'}: no roots of trust in JSON: {error}") from error
    if not isinstance(value, dict):
        raise LockError(f"{file or 'sigstore'}: no roots of trust: expected an object")
    if "trustedRoot" in value:
        return value
    return {"mediaType": _CONFIG, "trustedRoot": value, "signingConfig": {"mediaType": _SIGNING}}


def _shipped() -> str:
    """The roots of trust that came with sigstore: as old as that package, and enough offline."""
    try:
        return resources.files("sigstore._store").joinpath(*_ROOT).read_text("utf-8")
    except (ImportError, OSError) as error:
        raise LockError(f"sigstore came without roots of trust: {_GIVE}") from error


def told(signer: Signer) -> str:
    """What the lock says a signature was checked with."""
    if isinstance(signer, Path):
        return "model-signing key"
    if not isinstance(signer, Identity):
        return "model-signing certificate"
    roots = "roots of its own"
    if signer.trust is None:
        roots = f"roots of sigstore {metadata.version('sigstore')}"
    return f"model-signing sigstore, {roots}"
