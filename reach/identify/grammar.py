"""What a string that names an artifact means: hub repository, path or URL."""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from reach.later import regex
from reach.records.record import dataclass

COMMIT = regex(r"[0-9a-f]{40}")
"""An immutable revision on the Hugging Face hub (`REGEX_COMMIT_HASH` of huggingface_hub)."""

_PART = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?"
_WORDS = ("None", "True", "False")
_NO_TEXT = regex(r"None|True|False|-?\d+(\.\d+)?")

_REPOSITORY = regex(rf"(?:{_PART}/)?{_PART}")
_PLACEHOLDER = regex(
    r"^\s*$|^<.*>$|^\$|^\{\{?.*\}\}?$|^your[-_ /]|^path/to|^(TODO|x{3,})(?![a-z0-9])"
    r"|^(put|insert|enter|replace|specify) (the|this|your) "
    r"|^https?://(www\.)?(huggingface\.co|hf\.co)/*$"
    r"|^my[-_ ]?(org|organi[sz]ation|user|username|name|namespace|account|team|company)\b",
    re.IGNORECASE,
)
_QUANTISATION = regex(r":[A-Za-z0-9_.-]+$")
"""What stands behind a repository of GGUF files, `org/name:Q4_K_M`."""
_SSH = regex(r"(?:ssh://)?git@([\w.-]+)[:/](.+)")
_HUB_HOSTS = frozenset(("huggingface.co", "hf.co", "www.huggingface.co", "hf-mirror.com"))

FORMATS: dict[str, str] = {
    ".safetensors": "safetensors",
    ".gguf": "gguf",
    ".ggml": "ggml",
    ".onnx": "onnx",
    ".bin": "pickle",
    ".pt": "pickle",
    ".pth": "pickle",
    ".ckpt": "pickle",
    ".pkl": "pickle",
    ".pickle": "pickle",
    ".p": "pickle",
    ".joblib": "pickle",
    ".dill": "pickle",
    ".npy": "numpy",
    ".npz": "numpy",
    ".h5": "hdf5",
    ".hdf5": "hdf5",
    ".keras": "keras",
    ".tflite": "tflite",
    ".mar": "torchserve archive",
    ".nemo": "nemo archive",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".parquet": "parquet",
    ".csv": "csv",
    ".txt": "text",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What an identifier points at."""

    hub: str
    id: str
    revision: str | None = None
    file: str | None = None
    type: str | None = None
    """`dataset` or `code` where the identifier itself says so."""


def placeholder(text: str) -> bool:
    """Whether a text stands for a name that a reader has to fill in."""
    return bool(_PLACEHOLDER.search(text))


def was_no_text(text: str, is_path: bool = False) -> bool:
    """Whether a text is what `None`, a truth value or a number becomes as one: on a hub no name. A
    path may well be a number, or hold one of the others in a name."""
    return text.strip("/") in _WORDS if is_path else _NO_TEXT.fullmatch(text) is not None


def says_nothing(text: str) -> bool:
    """Whether the pattern of a path holds nothing beside its gaps that tells what is meant."""
    rest = text.replace("{}", "").strip("/")
    return rest in _WORDS or not any(letter.isalnum() for letter in rest)


def is_repository(text: str) -> bool:
    """Whether a text may name a repository on the Hugging Face hub."""
    return (
        len(text) <= 193
        and _REPOSITORY.fullmatch(text) is not None
        and "--" not in text
        and ".." not in text
        and not text.endswith(".git")
    )


def is_commit(text: str | None) -> bool:
    """Whether a revision is immutable."""
    return text is not None and COMMIT.fullmatch(text) is not None


_ALSO_SO_NAMED = frozenset(("ctranslate2", "torchscript"))
"""Formats whose files are named like checkpoints; who reads them as such knows better."""


def format_of(name: str | None, fallback: str) -> str:
    """Format that a file name promises, whatever the case of its letters."""
    if name:
        suffix = posixpath.splitext(name.partition("?")[0])[1].lower()
        if suffix in FORMATS and not (FORMATS[suffix] == "pickle" and fallback in _ALSO_SO_NAMED):
            return FORMATS[suffix]
    return fallback or "unknown"


def read(text: str, hub: str, is_open: bool = False) -> Reference:
    """Read an identifier that a sink of this hub gets. A text that begins with a gap is a path,
    unless what is open there may begin the name of a repository."""
    if "://" in text[:14]:
        return _url(text)
    for prefix in ("hf-hub:", "hf_hub:"):
        if text.startswith(prefix):
            name, _, revision = text[len(prefix) :].partition("@")
            return Reference("huggingface", name, revision or None)
    if hub == "torchhub":
        name, _, revision = text.partition(":")
        return Reference("torchhub", name, revision or None)
    for prefix in ("hf.co/", "huggingface.co/"):
        if text.startswith(prefix):
            return Reference("huggingface", _QUANTISATION.sub("", text[len(prefix) :]))
    if hub == "url" and (ssh := _SSH.match(text)) is not None:
        return _url(f"https://{ssh[1]}/{ssh[2]}")
    if hub in ("huggingface", "unknown") and is_repository(_QUANTISATION.sub("", text)):
        text = _QUANTISATION.sub("", text)
    if hub in ("huggingface", "unknown"):
        name, _, revision = text.partition("@")
        if revision and is_repository(name):
            return Reference("huggingface", name, revision)
        if is_repository(_filled(text, is_open)) and not _looks_like_file(text):
            return Reference("huggingface", text)
        return Reference("local", text, file=text if _looks_like_file(text) else None)
    if hub == "file":
        return Reference("local", text, file=text)
    return Reference(hub, text)


def _filled(text: str, is_open: bool) -> str:
    """A pattern with something in its gaps."""
    return text if text.startswith("{}") and not is_open else text.replace("{}", "0")


_OWNER = regex(
    r"(?i)(?:^|[^a-z])(?:(?:hf|hub|repo|model)_?)?(?:org|organi[sz]ation|owner|publisher|author"
    r"|namespace|user|user_?name|vendor|account)(?:_?(?:id|name))?(?![a-z_])"
)
_FOLDER = regex(r"(?i)dir|path|folder|root|home|cache|out|save|dest|target|ckpt|checkpoint")
_ASKED = " comes from the request ("


def begins_repository(text: str, reasons: Iterable[str]) -> bool:
    """Whether the gap that a text begins with may begin the name of a repository, by what is said
    about it: a request brings anything; what stands before a slash is rather a folder, unless it is
    called an owner; what goes on in the same word is a name, unless it is called a folder."""
    about = list(reasons)
    if any(_ASKED in reason for reason in about):
        return True
    if text.startswith("{}/"):
        return any(_OWNER.search(reason.partition(" of ")[0]) for reason in about)
    return bool(about) and not any(_FOLDER.search(reason) for reason in about)


def _looks_like_file(text: str) -> bool:
    suffix = posixpath.splitext(text)[1].lower()
    return suffix in FORMATS and suffix != ".p"


def _url(text: str) -> Reference:
    try:
        parts = urlsplit(text)
    except ValueError:
        return Reference("url", text)
    if parts.scheme in ("hf", "huggingface"):
        return _hub_path(f"{parts.netloc}{parts.path}".split("/"))
    if parts.scheme == "ollama":
        return Reference("registry", text.partition("://")[2])
    if parts.scheme == "file":
        return Reference("local", unquote(parts.path), file=unquote(parts.path))
    if (parts.hostname or "") in _HUB_HOSTS:
        segments = [unquote(s) for s in parts.path.strip("/").split("/")]
        kind = _prefix(segments)
        if len(segments) >= 5 and segments[2] in ("resolve", "raw", "blob", "media"):
            return Reference(
                "huggingface", "/".join(segments[:2]), segments[3], "/".join(segments[4:]), kind
            )
        if len(segments) >= 2:
            name = "/".join(segments[:2]).removesuffix(".git")
            return Reference("huggingface", name, type=kind)
    path = posixpath.basename(parts.path)
    return Reference("url", _without_credentials(text), file=path or None)


def _prefix(segments: list[str]) -> str | None:
    if segments and segments[0] in ("datasets", "spaces"):
        return {"datasets": "dataset", "spaces": "code"}[segments.pop(0)]
    return None


def _hub_path(segments: list[str]) -> Reference:
    kind = _prefix(segments)
    name = "/".join(segments[:2])
    rest = "/".join(segments[2:]) or None
    name, _, revision = name.partition("@")
    return Reference("huggingface", name, revision or None, rest, kind)


def _without_credentials(text: str) -> str:
    scheme, mark, rest = text.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"
