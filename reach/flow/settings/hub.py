"""Local copies of repositories of a hub: which repository a path came from."""

from typing import TYPE_CHECKING, NamedTuple

from reach.flow.assumptions import alternatives
from reach.flow.settings.calls import Reading, made_by
from reach.flow.settings.files import STREAMS
from reach.flow.settings.hooks import asks_for, attributes_named, method, texts
from reach.flow.strings import joined
from reach.flow.values import EMPTY, Const, External, Partial, Pattern, Value, Values, in_order
from reach.records import code as ir

if TYPE_CHECKING:
    from reach.flow.evaluator import Evaluator
    from reach.flow.library import Site


class Provenance(NamedTuple):
    """What the call that made a path was asked for."""

    hub: str
    ids: Values
    revisions: Values
    files: Values
    """The file, for calls that fetch a single one."""


class _Download(NamedTuple):
    """Where a download function takes its arguments from."""

    hub: str
    id: tuple[int, str]
    revision: tuple[str, ...] = ("revision",)
    file: tuple[int, str] | None = None
    bucket: tuple[int, str] | None = None
    """What comes before the identifier in an address of an object store."""
    of_object: bool = False
    """The arguments are those of the call that made the object."""


_FILEOBJ = _Download("url", (1, "Key"), (), bucket=(0, "Bucket"))
_FILE = _Download("huggingface", (0, "repo_id"), file=(1, "filename"))
_SNAPSHOT = _Download("huggingface", (0, "repo_id"))
_MODELSCOPE = _Download("modelscope", (0, "model_id"))

DOWNLOADS: dict[str, _Download] = {
    "huggingface_hub.hf_hub_download": _FILE,
    "huggingface_hub.file_download.hf_hub_download": _FILE,
    "huggingface_hub.try_to_load_from_cache": _FILE,
    "huggingface_hub.HfApi().hf_hub_download": _FILE,
    "huggingface_hub.snapshot_download": _SNAPSHOT,
    "huggingface_hub._snapshot_download.snapshot_download": _SNAPSHOT,
    "huggingface_hub.HfApi().snapshot_download": _SNAPSHOT,
    "transformers.utils.cached_file": _Download(
        "huggingface", (0, "path_or_repo_id"), file=(1, "filename")
    ),
    "transformers.utils.hub.cached_file": _Download(
        "huggingface", (0, "path_or_repo_id"), file=(1, "filename")
    ),
    "modelscope.snapshot_download": _MODELSCOPE,
    "modelscope.hub.snapshot_download.snapshot_download": _MODELSCOPE,
    "modelscope.model_file_download": _Download(
        "modelscope", (0, "model_id"), file=(1, "file_path")
    ),
    "modelscope.hub.file_download.model_file_download": _Download(
        "modelscope", (0, "model_id"), file=(1, "file_path")
    ),
    **dict.fromkeys(
        ("wandb.use_artifact", "wandb.init().use_artifact", "wandb.run.use_artifact"),
        _Download("wandb", (0, "artifact_or_name"), ()),
    ),
    "wandb.Api().artifact": _Download("wandb", (0, "name"), ()),
    "mlflow.artifacts.download_artifacts": _Download("mlflow", (0, "artifact_uri"), ()),
    "kagglehub.model_download": _Download("kaggle", (0, "handle"), ()),
    "huggingface_hub.hf_hub_url": _FILE,
    "bentoml.models.HuggingFaceModel": _Download("huggingface", (0, "model_id")),
    **dict.fromkeys(
        ("bentoml.models.BentoModel", "bentoml.models.get"), _Download("registry", (0, "tag"), ())
    ),
    **dict.fromkeys(
        (
            "huggingface_hub.cached_download",
            "timm.models.hub.download_cached_file",
            "timm.models._hub.download_cached_file",
            "basicsr.utils.download_util.load_file_from_url",
            "facexlib.utils.load_file_from_url",
            "facexlib.utils.misc.load_file_from_url",
            "facexlib.utils.download_util.load_file_from_url",
            "gdown.download",
            "wget.download",
            "pooch.retrieve",
            "urllib.request.urlopen",
            "requests.get",
            "requests.Session().get",
            "requests.sessions.Session().get",
            "httpx.get",
            "httpx.Client().get",
            "httpx.AsyncClient().get",
            "aiohttp.ClientSession().get",
        ),
        _Download("file", (0, "url"), ()),
    ),
    **dict.fromkeys(
        ("urllib3.PoolManager().request", "urllib3.request", "requests.request"),
        _Download("file", (1, "url"), ()),
    ),
    **dict.fromkeys(
        (
            "boto3.client().get_object",
            "boto3.Session().client().get_object",
            "boto3.session.Session().client().get_object",
            "boto3.resource().meta.client.get_object",
        ),
        _Download("url", (99, "Key"), (), bucket=(99, "Bucket")),
    ),
    "boto3.resource().Object().get": _Download(
        "url", (1, "key"), (), bucket=(0, "bucket_name"), of_object=True
    ),
    **dict.fromkeys(
        ("cached_path.cached_path", "transformers.file_utils.cached_path"),
        _Download("file", (0, "url_or_filename"), ()),
    ),
    **dict.fromkeys(
        (
            "keras.utils.get_file",
            "tensorflow.keras.utils.get_file",
            "tensorflow.compat.v1.keras.utils.get_file",
        ),
        _Download("file", (1, "origin"), ()),
    ),
}
"""Functions that return the path of what they downloaded."""

_MAX_STEPS = 8

_HOLDERS = ("pathlib.Path()", "io.BytesIO()", "<builtin>.BytesIO()")
"""Objects that stand for what they are made from."""

_PARTS = (
    "[]",
    ".parent",
    ".resolve()",
    ".absolute()",
    ".as_posix()",
    ".content",
    ".raw",
    ".read()",
    ".download()",
    ".data",
    ".aread()",
    ".iter_content()",
    ".iter_bytes()",
    ".iter_raw()",
    ".path",
    ".path_of()",
    ".get_object().get()",
    ".Object().get().get()",
)
"""What a path, a stream or an answer still is a part of."""

_READERS = (
    "omegaconf.OmegaConf.load()",
    "yaml.safe_load()",
    "yaml.load()",
    "json.load()",
    "toml.load()",
    "tomllib.load()",
)
"""What is read from a file as a whole; its attributes and items are parts of it."""

asks_for(f"{name}()" for name in DOWNLOADS)
_OPENED = frozenset((*_HOLDERS, *_READERS))
asks_for(("io.BytesIO()", *_READERS))
asks_for(f"{name}.from_pretrained()" for name in ("transformers", "diffusers", "peft", "optimum"))


def provenance(ev: "Evaluator", value: Value) -> list[Provenance]:
    """The repositories that a path, or a path below it, may have been downloaded from."""
    if not ev.concluded:
        return _downloaded(ev, value)
    found = ev.downloaded.get(value)
    if found is None:
        found = ev.downloaded[value] = _downloaded(ev, value)
    return found


def is_said(value: Value) -> bool:
    """Whether a value is a part of what a file says, and not of the file."""
    if not isinstance(value, External):
        return False
    return value.name.startswith(_READERS) and value.name not in _READERS


def fetched(ev: "Evaluator", value: Value) -> list[Pattern]:
    """The path of the one file that a download is asked for: what it ends in is known. Nothing
    where any other path is meant, or the file is not known."""
    spec = DOWNLOADS.get(value.name.removesuffix("()")) if isinstance(value, External) else None
    call = made_by(ev, value) if spec is not None else None
    if spec is None or spec.file is None or call is None:
        return []
    files = in_order(call.argument(*spec.file))
    if not all(isinstance(file, Const) and isinstance(file.value, str) for file in files):
        return []
    return [
        ev.pool.pattern((None, f"/{file.value}"), file.body, file.position, (), True, (value,))
        for file in files
        if isinstance(file, Const)
    ]


def _downloaded(ev: "Evaluator", value: Value) -> list[Provenance]:
    below: Values = EMPTY
    for _ in range(_MAX_STEPS):
        if isinstance(value, Pattern):
            if not value.sources or value.parts[0] is not None:
                return []
            below = below or _below(ev, value)
            if len(value.sources) > 1:
                return _of_each(ev, value, below)
            value = value.sources[0]
        if not isinstance(value, External):
            return []
        call = made_by(ev, value)
        spec = DOWNLOADS.get(value.name.removesuffix("()"))
        if spec is not None and spec.bucket is not None and call is not None:
            call = _calling(call, value.name.removesuffix("()"), spec)
        if spec is not None and call is not None:
            found = _read(spec, call)
            return [f if f.files else f._replace(files=below) for f in found]
        if value.name in _HOLDERS and call is not None and not (call.op[2] or call.op[3]):
            return _filled_by(ev, value, call)
        inner = _inside(value, call)
        if inner is None:
            return []
        value = inner
    return []


def _of_each(ev: "Evaluator", value: Pattern, below: Values) -> list[Provenance]:
    """What a path came from that begins with one of several downloads."""
    each = [_downloaded(ev, source) for source in value.sources] if _is_below(value) else []
    if not all(each):
        return []
    return [f if f.files else f._replace(files=below) for found in each for f in found]


def _is_below(value: Pattern) -> bool:
    """Whether nothing but the folder that a path begins with is open."""
    return value.parts.count(None) == 1 and not value.reasons


def _calling(call: Reading, name: str, spec: _Download) -> Reading | None:
    """The call that names an object of a store: the one that made a value, or one that this goes on
    from, as names of what is got in several steps end early."""
    *_, before, last = name.split(".")
    wanted = before.removesuffix("()") if spec.of_object else last
    ops, vid = call.body.ops, call.vid
    for _ in range(_MAX_STEPS):
        op = ops[vid]
        if op[0] == ir.CALL and ops[op[1]][0] == ir.ATTR and ops[op[1]][2] == wanted:
            return Reading(call.ev, call.body, vid, call.context)
        if op[0] not in (ir.CALL, ir.ATTR, ir.ITEM, ir.REFINE, ir.AWAIT):
            return None
        vid = op[1]
    return None


def _filled_by(ev: "Evaluator", buffer: External, made: Reading) -> list[Provenance]:
    """What `download_fileobj` puts into a buffer."""
    calls = [
        Reading(ev, body, vid, made.context)
        for body, vid in ev.program.attribute_calls.get("download_fileobj", ())
        if body is made.body
    ]
    given = [call for call in calls if buffer in call.argument(2, "Fileobj")]
    return [found for call in given for found in _read(_FILEOBJ, call)]


def _below(ev: "Evaluator", value: Pattern) -> Values:
    """The file inside the folder that a path begins with."""
    rest = value.parts[1] if len(value.parts) == 2 else None
    if rest is None or not rest.startswith("/"):
        return EMPTY
    return frozenset((ev.pool.const(rest.strip("/"), value.body, value.position),))


def _inside(value: External, call: Reading | None) -> Value | None:
    """The path that another path is made from: `Path(folder)`, `folder.parent`."""
    if value.name in STREAMS:
        return value.receiver
    if value.name in _OPENED and call is not None:
        given = call.positional(0)
        return next(iter(given)) if len(given) == 1 else None
    if value.name.endswith(_PARTS) or value.name.startswith(_READERS):
        return value.receiver
    return None


def _read(spec: _Download, call: Reading) -> list[Provenance]:
    """What a download is asked for; alternatives of its arguments stay together."""
    found = []
    operands = (*call.op[2], *(v if k is not None else ~v for k, v in call.op[3]))
    told_apart = [call.context]
    if not call.ev.building:
        told_apart = alternatives(call.ev, call.body, operands, call.context)
    for context in told_apart:
        one = Reading(call.ev, call.body, call.vid, context)
        files = one.argument(*spec.file) if spec.file is not None else EMPTY
        revisions = _named(one, spec.revision)
        ids = one.argument(*spec.id) or _named(one, spec.id[1:])
        if spec.bucket is not None:
            bucket = one.argument(*spec.bucket)
            ids = joined(one.ev, ["s3://", bucket, "/", ids], one.body, one.position)
        found.append(Provenance(spec.hub, ids, revisions, files))
    return found


def _named(call: Reading, names: tuple[str, ...]) -> Values:
    """A keyword of a call, or of the partial application that is called."""
    if not names:
        return EMPTY
    given = call.keyword(*names)
    if given:
        return given
    callees = in_order(call.ev.eval(call.body, call.op[1], call.context))
    held = (Reading(call.ev, v.body, v.vid, v.context) for v in callees if isinstance(v, Partial))
    return EMPTY.union(*(each.keyword(*names) for each in held if each.op[0] == ir.CALL))


# -- names that loaded objects remember -----------------------------------------------------------

_REMEMBERED = ("name_or_path", "_name_or_path")


@method("get")
def _from_dict(site: "Site") -> Values | None:
    """`model.__dict__.get("name_or_path")` is the attribute."""
    mapping = site.callee.receiver
    if not isinstance(mapping, External) or not mapping.name.endswith(".__dict__"):
        return None
    found: Values = EMPTY
    for name in texts(site.arg(0)):
        if isinstance(mapping.receiver, External) and name in _REMEMBERED:
            found |= _loaded_from(site.ev, mapping.receiver, name) or EMPTY
    return found or None


@attributes_named(*_REMEMBERED)
def _loaded_from(ev: "Evaluator", value: External, name: str) -> Values | None:
    """`config._name_or_path`: what `from_pretrained` was called with."""
    maker: Value | None = value
    while isinstance(maker, External) and not maker.name.endswith(".from_pretrained()"):
        maker = maker.receiver
    call = made_by(ev, maker) if maker is not None else None
    if call is None:
        return None
    given = call.argument(0, "pretrained_model_name_or_path", "model_id")
    return given or None


# -- what the options of a training remember ------------------------------------------------------

_OPTIONS = ("output_dir", "hub_model_id", "resume_from_checkpoint")

asks_for(f"trl.{name}Config()" for name in ("SFT", "DPO", "GRPO", "Reward", "KTO", "ORPO", "PPO"))


@attributes_named(*_OPTIONS)
def _given_to_options(ev: "Evaluator", value: External, name: str) -> Values | None:
    """`args.output_dir` of `TrainingArguments("out")` is what it was made with."""
    if not value.name.endswith(("Arguments()", "Config()")):
        return None
    call = made_by(ev, value)
    if call is None:
        return None
    return (call.positional(0) if name == _OPTIONS[0] else EMPTY) or call.keyword(name) or None
