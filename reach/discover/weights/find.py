"""The files of a tree that a path in the code may mean."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

MAX_FILES = 50
"""Files of one folder that are looked at."""

MAX_WALKED = 2_000
"""Entries of one folder that are listed."""

SUFFIXES = frozenset(
    """
    .safetensors .gguf .ggml .onnx .bin .pt .pth .ckpt .pkl .pickle .joblib .dill .npy .npz .h5
    .hdf5 .keras .tflite .mar .nemo .model .pb .ot .pt2 .pdparams
    """.split()
)
"""What files of weights are called, in a folder that is loaded whole."""


def files_of(root: Path, name: str, near: str) -> Iterator[Path]:
    """The file, or the weight files in the folder, that `name` is: below the root, or beside the
    file `near` that loads it. What leaves the root is left alone."""
    base = (root if root.is_dir() else root.parent).resolve()
    if "\0" in name or "{}" in name or name.startswith("~"):
        return
    for folder in dict.fromkeys((base, (base / near).parent)):
        target = _inside(base, folder / name)
        if target is None:
            continue
        if target.is_dir():
            yield from _weights(target)
        elif target.is_file():
            yield target
        return


def _inside(base: Path, path: Path) -> Path | None:
    try:
        target = path.resolve()
        known = target.is_relative_to(base) and target != base and target.exists()
    except (OSError, RuntimeError, ValueError):
        return None
    return target if known else None


def _weights(folder: Path) -> list[Path]:
    found: list[Path] = []
    work, walked = [folder], 0
    while work and len(found) < MAX_FILES and walked < MAX_WALKED:
        try:
            entries = sorted(work.pop(0).iterdir())
        except OSError:
            continue
        for entry in entries:
            walked += 1
            if entry.is_symlink():
                continue
            if entry.is_dir() and not entry.name.startswith("."):
                work.append(entry)
            elif PurePosixPath(entry.name).suffix.lower() in SUFFIXES and entry.is_file():
                found.append(entry)
    return found[:MAX_FILES]
