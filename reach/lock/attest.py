"""Evidence about a locked artifact: a signature that was checked, a report that somebody made."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reach.errors import LockError
from reach.lock.signers import Identity, Signer, check, told
from reach.records.lock import Attestation, Lock, Locked, LockedFile

_UNSIGNED = (".gitattributes", ".gitignore")
"""Files that say nothing to whoever loads a model, and that the signing tool leaves out."""


def signature(entry: Locked, folder: Path, file: Path, signer: Signer, base: Path) -> Attestation:
    """Check the signature of the files in a folder, offline, and that they are the locked ones."""
    for path in (folder, file, *_files(signer)):
        if not path.exists():
            raise LockError(f"{path}: no such file or folder")
    check(signer, folder, file)
    _are_locked(entry, folder)
    by = signer if isinstance(signer, Identity) else None
    return Attestation(
        kind="signature",
        commit=entry.commit,
        by=told(signer),
        result="verified",
        digest=_sha256(file),
        key=fingerprint(_files(signer)[0]) if by is None else None,
        file=_relative(file, base),
        identity=by.name if by is not None else None,
        issuer=by.issuer if by is not None else None,
    )


def _files(signer: Signer) -> Sequence[Path]:
    if isinstance(signer, Identity):
        return [signer.trust] if signer.trust is not None else []
    return [signer] if isinstance(signer, Path) else signer


def report(entry: Locked, kind: str, file: Path, by: str, result: str, base: Path) -> Attestation:
    """A report of a scanner or an evaluation, by its digest."""
    if not file.is_file():
        raise LockError(f"{file}: no such file")
    return Attestation(
        kind=kind,
        commit=entry.commit,
        by=by,
        result=result,
        digest=_sha256(file),
        file=_relative(file, base),
    )


def added(lock: Lock, entry: Locked, attestation: Attestation) -> Lock:
    """The lock with one more attestation; it takes the place of one of its kind."""
    kept = tuple(a for a in entry.attestations if a.kind != attestation.kind)
    changed = replace(entry, attestations=(*kept, attestation))
    return replace(lock, entries=tuple(changed if e is entry else e for e in lock.entries))


def stale(lock: Lock, base: Path) -> list[str]:
    """Reports and signatures that are no longer the files that the lock speaks of."""
    return [
        f"{entry.repository}: the {each.kind} {each.file} {problem}"
        for entry in lock.entries
        for each in entry.attestations
        if (problem := _problem(each, base))
    ]


def standing(lock: Lock, base: Path) -> Lock:
    """The lock without evidence whose file was changed since; one that lies elsewhere, or that
    nobody keeps, is known by its digest alone."""
    return replace(
        lock,
        entries=tuple(
            replace(
                entry,
                attestations=tuple(
                    a for a in entry.attestations if _problem(a, base) != "was changed"
                ),
            )
            for entry in lock.entries
        ),
    )


def _problem(attestation: Attestation, base: Path) -> str:
    if attestation.file is None:
        return ""
    path = base / attestation.file
    if not path.is_file():
        return "is gone"
    return "was changed" if _sha256(path) != attestation.digest else ""


def fingerprint(path: Path) -> str:
    """SHA-256 of a public key, or of the key of a certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    data = path.read_bytes()
    try:
        if b"BEGIN CERTIFICATE" in data:
            key = x509.load_pem_x509_certificate(data).public_key()
        else:
            key = serialization.load_pem_public_key(data)  # type: ignore[assignment]
    except ValueError as error:
        raise LockError(f"{path}: no public key or certificate in PEM") from error
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return hashlib.sha256(key.public_bytes(serialization.Encoding.DER, form)).hexdigest()


def _are_locked(entry: Locked, folder: Path) -> None:
    for file in entry.files:
        if file.path in _UNSIGNED:
            continue
        path = folder / file.path
        if not path.is_file():
            raise LockError(f"{path}: missing, and the lock lists it")
        if not _same(path, file):
            raise LockError(
                f"{path}: not the file of {entry.repository}@{entry.commit[:12]}: the signature is "
                "right, but of another version"
            )


def _same(path: Path, file: LockedFile) -> bool:
    if file.sha256 is not None:
        return _sha256(path) == file.sha256
    if file.git is None:
        return False
    data = path.read_bytes()
    head = f"blob {len(data)}\0".encode()
    return hashlib.sha1(head + data, usedforsecurity=False).hexdigest() == file.git


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _relative(path: Path, base: Path) -> str | None:
    """Where a file lies, if that is below the lock; elsewhere it is nobody else's business."""
    whole = path.resolve()
    root = base.resolve()
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else None
