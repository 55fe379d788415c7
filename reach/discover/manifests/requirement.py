"""One requirement, in the notations that manifests use."""

import re
from itertools import product
from typing import TYPE_CHECKING

from reach.discover.limits import MAX_TEXT
from reach.discover.manifests.plain import plain
from reach.later import later, regex
from reach.records.distributions import canonical
from reach.records.project import Requirement, ScriptDeclaration, Skipped

if TYPE_CHECKING:
    import packaging.utils as wheels
    from packaging.markers import Marker
else:
    wheels = later("packaging.utils")

_NAME = regex(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")
_EGG = regex(r"[#&]egg=([\w.-]+)")
_REPOSITORY = regex(r"(?:git|hg|bzr|svn)\+[a-z+]+://[^/]+/([^@]+)(?:@.*)?")
_ARCHIVE = regex(r"https?://[^/]+/([^@]+)/archive/.*")
_SUBDIRECTORY = regex(r"[#&]subdirectory=([^&\s]+)")
_ADDRESS_END = regex(r"[#;\s]")
_TAG = regex(r"(?:@|/archive/(?:refs/tags/)?)v?(\d+(?:\.\d+){1,3})(?:\.zip|\.tar\.gz)?$")
_REFERENCE = regex(r"\s*([\w.]+)\s*(?::\s*([\w.]+))?\s*(?:\[[^\]]*\])?\s*")
_CARET = regex(r"[\^~]=?\s*v?(\d+(?:\.\d+)*)([\w.+-]*)")


def parse(text: str, path: str, line: int, kind: str) -> Requirement | Skipped:
    """A PEP 508 requirement, an URL or a local wheel; the reason when it is none of them."""
    text = text.strip()
    if len(text) > MAX_TEXT:
        return Skipped(path, f"requirement longer than {MAX_TEXT} characters", line)
    simple = plain(text)
    if simple is not None:
        name = canonical(simple.name)
        return Requirement(name, str(simple.specifier), path, line, kind)
    from packaging.requirements import InvalidRequirement
    from packaging.requirements import Requirement as Parsed

    try:
        parsed = Parsed(text)
    except InvalidRequirement as error:
        return _unusual(text, path, line, kind) or Skipped(
            path, f"not a requirement: {str(error).partition(chr(10))[0]}", line
        )
    specifier = str(parsed.specifier) or (_version_at(parsed.url) if parsed.url else "")
    if parsed.marker is not None and not _counts_on_servers(parsed.marker):
        specifier = ""  # another line says what is installed there
    return Requirement(canonical(parsed.name), specifier, path, line, kind)


def _counts_on_servers(marker: "Marker") -> bool:
    """Whether a requirement may count on Linux, whatever the Python."""
    text = str(marker)
    if "extra" in text or not any(word in text for word in ("platform", "os_name")):
        return True
    from packaging.markers import UndefinedComparison, UndefinedEnvironmentName

    linux = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
    for machine, minor in product(("x86_64", "aarch64"), range(8, 15)):
        python = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.1"}
        try:
            if marker.evaluate({**linux, **python, "platform_machine": machine}):
                return True
        except (UndefinedComparison, UndefinedEnvironmentName, ValueError):
            return True
    return False


def _unusual(text: str, path: str, line: int, kind: str) -> Requirement | None:
    """`git+https://…/name@rev`, with or without `#egg=name`, or the address or path of a wheel."""
    egg = _EGG.search(text)
    if egg is not None:
        return Requirement(canonical(egg[1]), _version_at(text), path, line, kind)
    name = _last_part(text)
    if name:
        return Requirement(canonical(name), _version_at(text), path, line, kind)
    specifier = _wheel_version(text)
    if specifier:
        name = wheels.parse_wheel_filename(_file_name(text))[0]
        return Requirement(name, specifier, path, line, kind)
    return None


def _last_part(text: str) -> str:
    """The last part of a repository's path, or of the folder in it that is meant: most
    distributions go by it."""
    address = _ADDRESS_END.split(text, maxsplit=1)[0]
    match = _REPOSITORY.fullmatch(address) or _ARCHIVE.fullmatch(address)
    if match is None:
        return ""
    folder = _SUBDIRECTORY.search(text)
    whole = folder[1] if folder is not None else match[1].rstrip("/").removesuffix(".git")
    name = whole.rstrip("/").rpartition("/")[2]
    return name if _NAME.fullmatch(name) else ""


def _version_at(url: str) -> str:
    """The version that an address names: by a wheel's name, or by a tag. A branch, a commit or a
    tag with more in it than a number says nothing."""
    tag = _TAG.search(_ADDRESS_END.split(url, maxsplit=1)[0])
    return f"=={tag[1]}" if tag is not None else _wheel_version(url)


def _wheel_version(url: str) -> str:
    try:
        return f"=={wheels.parse_wheel_filename(_file_name(url))[1]}"
    except wheels.InvalidWheelFilename:
        return ""


def _file_name(url: str) -> str:
    return re.split(r"[?#;\s]", url.strip(), maxsplit=1)[0].rpartition("/")[2].replace("%2B", "+")


def exact(name: str, version: str, path: str, line: int) -> Requirement | None:
    """What a lock file says: this version and no other."""
    if not _NAME.fullmatch(name) or len(version) > 100:
        return None
    return Requirement(canonical(name), f"=={version}", path, line, "lock")


def poetry(name: str, version: str, path: str, line: int, kind: str) -> Requirement | Skipped:
    """A name and a constraint in Poetry's notation."""
    if not _NAME.fullmatch(name) or len(version) > 200:
        return Skipped(path, "not a requirement", line)
    if "||" in version or re.search(r"(?<![|])\|(?![|])", version):
        return Requirement(canonical(name), "", path, line, kind)
    parts = [_poetry_part(part) for part in re.split(r"\s*,\s*|(?<=[\w*])\s+", version.strip())]
    specifier = ",".join(part for part in parts if part)
    return parse(f"{name}{specifier}", path, line, kind)


def _poetry_part(part: str) -> str:
    match = _CARET.fullmatch(part)
    if match is not None and not part.startswith("~="):
        numbers = [int(number) for number in match[1].split(".")[:6]]
        return f">={match[1]}{match[2]},<{_next(numbers, part[0])}"
    if part in ("", "*"):
        return ""
    return f"=={part}" if part[0].isdigit() else part


def _next(numbers: list[int], sign: str) -> str:
    """The first version that a caret or tilde constraint leaves out."""
    if sign == "~":
        index = min(1, len(numbers) - 1)
    else:
        index = next((i for i, number in enumerate(numbers) if number), len(numbers) - 1)
    return ".".join(str(number) for number in [*numbers[:index], numbers[index] + 1])


def script(
    name: str,
    reference: str,
    path: str,
    line: int,
    kind: str = "console-script",
    group: str = "",
) -> ScriptDeclaration | Skipped:
    """A declared program: `name = package.module:function`."""
    match = _REFERENCE.fullmatch(reference) if len(reference) <= MAX_TEXT else None
    if match is None or not name.strip():
        return Skipped(path, "entry point is not module:function", line)
    return ScriptDeclaration(name.strip()[:200], match[1], match[2] or "", path, line, kind, group)
