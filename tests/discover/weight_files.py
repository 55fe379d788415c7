"""Weight files of all kinds, made by hand: some are hostile, none is ever loaded."""

import io
import json
import struct
import zipfile

DANGEROUS = b"cposix\nsystem\n(Vtrue\ntR."
"""A pickle that would run a command."""

PICKLE = b"\x80\x02}q\x00."
DAMAGED = b"\x80\x04" + DANGEROUS[:-1] + b"\x8d\xff\xff"


def safetensors(**metadata: str) -> bytes:
    header: dict[str, object] = {
        "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]},
        "bias": {"dtype": "BF16", "shape": [4], "data_offsets": [24, 32]},
    }
    if metadata:
        header["__metadata__"] = metadata
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(32)


def gguf(architecture: str = "llama", template: bool = False) -> bytes:
    def text(value: str) -> bytes:
        data = value.encode()
        return struct.pack("<Q", len(data)) + data

    entries = [text("tokens") + struct.pack("<IIQ", 9, 8, 2) + text("a") + text("b")]
    entries.append(text("general.architecture") + struct.pack("<I", 8) + text(architecture))
    if template:
        entries.append(text("tokenizer.chat_template") + struct.pack("<I", 8) + text("{{ x }}"))
    return b"GGUF" + struct.pack("<IQQ", 3, 7, len(entries)) + b"".join(entries)


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/"), data)
    return stream.getvalue()


def torch_file(pickle: bytes = PICKLE) -> bytes:
    return archive(**{"archive__data.pkl": pickle, "archive__version": b"3"})


def torchscript() -> bytes:
    return archive(
        **{"m__data.pkl": PICKLE, "m__constants.pkl": PICKLE, "m__code____torch__.py": b""}
    )


def keras(layer: str = "Dense") -> bytes:
    config = {"class_name": "Sequential", "config": {"layers": [{"class_name": layer}]}}
    return archive(
        **{
            "config.json": json.dumps(config).encode(),
            "metadata.json": b'{"keras_version": "3.8.0"}',
            "model.weights.h5": b"\x89HDF\r\n\x1a\n",
        }
    )


def onnx() -> bytes:
    return b"\x08\x08" + b"\x12\x07pytorch" + b"\x1a\x032.4" + b"\x3a\x04abcd" + b"\x42\x02\x10\x11"


def pointer(digest: str = "ab" * 32, size: int = 123456) -> bytes:
    return (
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {size}\n".encode()
    )
