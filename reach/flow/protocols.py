"""Methods of the project that a library calls: on its subclasses, and on objects it is given."""

from typing import NamedTuple

_PARSER = ("handle_*", "unknown_decl")
_VISITOR = ("visit_*", "generic_visit")
_COLLECTIONS = (
    ("Mapping MutableMapping", "get __contains__", "__getitem__"),
    ("Mapping MutableMapping", "keys", "__iter__"),
    ("Mapping MutableMapping", "items values __eq__", "__iter__ __getitem__"),
    ("MutableMapping", "pop", "__getitem__ __delitem__"),
    ("MutableMapping", "popitem clear", "__iter__ __getitem__ __delitem__"),
    ("MutableMapping", "update", "__setitem__"),
    ("MutableMapping", "setdefault", "__getitem__ __setitem__"),
    ("Sequence MutableSequence", "__iter__ __contains__ index count", "__getitem__"),
    ("Sequence MutableSequence", "__reversed__", "__len__ __getitem__"),
    ("MutableSequence", "append extend __iadd__", "insert __len__"),
    ("MutableSequence", "pop", "__getitem__ __delitem__"),
    ("MutableSequence", "remove clear", "__getitem__ __delitem__ __len__"),
    ("MutableSequence", "reverse", "__getitem__ __setitem__ __len__"),
    ("Set MutableSet", "__le__ __lt__ __eq__ isdisjoint", "__len__ __iter__ __contains__"),
    ("Set MutableSet", "__and__ __or__ __sub__ __xor__", "__iter__ __contains__"),
    ("MutableSet", "remove", "__contains__ discard"),
    ("MutableSet", "pop clear", "__iter__ discard"),
    ("MutableSet", "__ior__ __iand__ __ixor__ __isub__", "add discard __iter__ __contains__"),
)
_HANDLER = ("setup", "handle", "finish", "do_*")
TRAINED = (
    "forward",
    "training_step",
    "validation_step",
    "test_step",
    "predict_step",
    "configure_model",
    "configure_optimizers",
    "configure_sharded_model",
    "prepare_data",
    "setup",
    "*_dataloader",
    "on_*",
)
_DATA = ("prepare_data", "setup", "*_dataloader", "on_*", "transfer_batch_to_device")
_KERAS = ("build", "call", "train_step", "test_step", "predict_step", "compute_loss")
_TRAINER = (
    "training_step",
    "prediction_step",
    "evaluation_loop",
    "evaluate",
    "compute_loss",
    "create_optimizer",
    "create_scheduler",
    "create_optimizer_and_scheduler",
    "get_*_dataloader",
    "log",
)

_LEVELS = ("debug", "info", "warning", "error", "exception", "critical", "log")

OWN_METHODS: dict[str, tuple[str, ...]] = {
    **{f"logging.Logger.{name}": ("_log", "makeRecord", "handle") for name in _LEVELS},
    **{f"logging.LoggerAdapter.{name}": ("log", "process") for name in _LEVELS[:-1]},
    "logging.Logger._log": ("makeRecord", "handle"),
    "logging.LoggerAdapter.log": ("process",),
    "threading.Thread.start": ("run",),
    "threading.Timer.start": ("run",),
    "multiprocessing.Process.start": ("run",),
    "multiprocessing.context.Process.start": ("run",),
    "torch.multiprocessing.Process.start": ("run",),
    "html.parser.HTMLParser.feed": _PARSER,
    "html.parser.HTMLParser.close": _PARSER,
    "ast.NodeVisitor.visit": _VISITOR,
    "ast.NodeVisitor.generic_visit": (*_VISITOR, "visit"),
    "ast.NodeTransformer.visit": _VISITOR,
    "ast.NodeTransformer.generic_visit": (*_VISITOR, "visit"),
    "json.JSONEncoder.encode": ("default", "iterencode"),
    "json.JSONEncoder.iterencode": ("default",),
    "json.encoder.JSONEncoder.encode": ("default", "iterencode"),
    "pickle.Unpickler.load": ("find_class", "persistent_load"),
    "pickle.Pickler.dump": ("reducer_override", "persistent_id"),
    "logging.Handler.handle": ("emit", "filter", "acquire"),
    "logging.StreamHandler.handle": ("emit", "format"),
    "logging.StreamHandler.emit": ("format", "flush"),
    "logging.StreamHandler.setStream": ("flush",),
    "logging.Handler.format": ("format",),
    "logging.Formatter.format": ("usesTime", "formatTime", "formatMessage", "formatException"),
    "cmd.Cmd.cmdloop": ("do_*", "onecmd", "default", "emptyline", "precmd", "postcmd", "preloop"),
    "cmd.Cmd.onecmd": ("do_*", "default", "emptyline"),
    "code.InteractiveConsole.interact": ("push", "raw_input", "write"),
    "string.Formatter.format": (
        "vformat",
        "get_field",
        "get_value",
        "format_field",
        "convert_field",
    ),
    "string.Formatter.vformat": ("get_field", "get_value", "format_field", "convert_field"),
    "argparse.ArgumentParser.parse_args": ("parse_known_args", "error", "exit", "format_help"),
    "argparse.ArgumentParser.print_help": ("format_help",),
    **{
        f"configparser.{kind}ConfigParser.{name}": ("get",)
        for kind in ("", "Raw")
        for name in ("getint", "getfloat", "getboolean")
    },
    **{
        f"requests.{module}Session.{name}": ("request", "prepare_request", "send")
        for module in ("", "sessions.")
        for name in ("get", "post", "put", "patch", "delete", "head", "options")
    },
    **{
        f"requests.{module}Session.request": ("prepare_request", "send")
        for module in ("", "sessions.")
    },
    **{
        f"httpx.{kind}.{name}": calls
        for kind in ("Client", "AsyncClient")
        for names, calls in (
            ("get post put patch delete head options", ("request",)),
            ("request stream", ("build_request", "send")),
        )
        for name in names.split()
    },
    "queue.Queue.put": ("_put", "_qsize"),
    "queue.Queue.get": ("_get", "_qsize"),
    "contextlib.ContextDecorator.__call__": ("__enter__", "__exit__"),
    "socketserver.BaseServer.serve_forever": ("handle_error", "process_request"),
    "socketserver.TCPServer.serve_forever": ("handle_error", "process_request"),
    "unittest.TestCase.run": ("setUp", "tearDown", "test*"),
    "torch.autograd.Function.apply": ("forward", "setup_context", "backward"),
    "keras.Model.fit": _KERAS,
    "keras.Model.predict": _KERAS,
    "keras.Model.evaluate": _KERAS,
    "tensorflow.keras.Model.fit": _KERAS,
    "tensorflow.keras.Model.predict": _KERAS,
    "tensorflow.keras.Model.evaluate": _KERAS,
    "transformers.Trainer.train": _TRAINER,
    "transformers.Trainer.evaluate": _TRAINER,
    "transformers.Trainer.predict": _TRAINER,
    "transformers.Seq2SeqTrainer.train": _TRAINER,
    **{
        f"huggingface_hub.{module}{kind}ModelHubMixin.{name}": (f"_{name}",)
        for module in ("", "hub_mixin.")
        for kind in ("", "PyTorch")
        for name in ("from_pretrained", "save_pretrained")
    },
    "collections.UserDict.get": ("__getitem__", "__contains__"),
    "collections.UserDict.__getitem__": ("__missing__",),
    **{
        f"{kind}.__getitem__": ("__missing__",)
        for kind in (
            "<builtin>.dict",
            *(f"collections.{name}" for name in ("defaultdict", "OrderedDict", "Counter")),
        )
    },
    **{
        f"{module}.{kind}.{name}": tuple(calls.split())
        for module in ("collections.abc", "typing")
        for kinds, names, calls in _COLLECTIONS
        for kind in kinds.split()
        for name in names.split()
    },
}
"""Method that a class of the project inherits -> the methods of the class that it calls; `*`
stands for any letters."""

PASSED_ON = {"from_pretrained": (0, "pretrained_model_name_or_path", "model_id")}
"""Method of the above -> an argument that it passes on: where it takes it, its name there and in
the methods that it calls. It passes on what has a name under that name."""

CALLED: dict[str, tuple[str, ...]] = {"__call__": ("forward", "call")}
"""The same for a method of that name of any base: neural networks of all libraries."""


class Given(NamedTuple):
    """An argument whose methods are called."""

    position: int
    """-1 when it is only given by keyword."""
    keyword: str | None
    methods: tuple[str, ...]


GIVEN: dict[str, tuple[Given, ...]] = {
    "json.dumps": (Given(-1, "cls", ("default",)),),
    "json.dump": (Given(-1, "cls", ("default",)),),
    "json.loads": (Given(-1, "cls", ("decode",)),),
    "json.load": (Given(-1, "cls", ("decode",)),),
    "socketserver.TCPServer": (Given(1, "RequestHandlerClass", _HANDLER),),
    "socketserver.UDPServer": (Given(1, "RequestHandlerClass", _HANDLER),),
    "socketserver.ThreadingTCPServer": (Given(1, "RequestHandlerClass", _HANDLER),),
    "http.server.HTTPServer": (Given(1, "RequestHandlerClass", _HANDLER),),
    "http.server.ThreadingHTTPServer": (Given(1, "RequestHandlerClass", _HANDLER),),
    "argparse.ArgumentParser().add_argument": (Given(-1, "action", ("__init__", "__call__")),),
    "xml.sax.parse": (Given(1, "handler", ("start*", "end*", "characters")),),
    "xml.sax.parseString": (Given(1, "handler", ("start*", "end*", "characters")),),
    "torch.utils.data.DataLoader": (
        Given(0, "dataset", ("__getitem__", "__len__", "__iter__")),
        Given(-1, "collate_fn", ("__call__",)),
        Given(2, "sampler", ("__iter__", "__len__")),
    ),
    **{
        f"{module}.Trainer().{name}": (Given(0, "model", TRAINED), Given(at, "datamodule", _DATA))
        for module in ("pytorch_lightning", "lightning", "lightning.pytorch")
        for name, at in (("fit", 3), ("validate", 4), ("test", 4), ("predict", 2))
    },
    **{
        f"{module}.LightningCLI": (
            Given(0, "model_class", TRAINED),
            Given(1, "datamodule_class", _DATA),
        )
        for module in (
            "lightning.pytorch.cli",
            "pytorch_lightning.cli",
            "pytorch_lightning.utilities.cli",
        )
    },
    "transformers.Trainer": (Given(0, "model", ("forward",)),),
    "pyarrow.register_extension_type": (
        Given(0, "ext_type", ("__arrow_ext_deserialize__", "__arrow_ext_serialize__")),
    ),
    "contextlib.ExitStack().enter_context": (Given(0, "cm", ("__enter__", "__exit__")),),
    "contextlib.ExitStack().push": (Given(0, "exit", ("__exit__",)),),
    "contextlib.AsyncExitStack().enter_context": (Given(0, "cm", ("__enter__", "__exit__")),),
    "contextlib.AsyncExitStack().enter_async_context": (
        Given(0, "cm", ("__aenter__", "__aexit__")),
    ),
    "contextlib.AsyncExitStack().push_async_exit": (Given(0, "exit", ("__aexit__",)),),
}
"""Callable of a library -> the arguments whose methods it calls; a class given is instantiated."""
