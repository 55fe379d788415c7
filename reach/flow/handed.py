"""Which callables from outside the project call what they are given: for each, where the callback
is and where its arguments come from."""

from typing import NamedTuple


class Callback(NamedTuple):
    """One way of handing over a function."""

    position: int
    """Position of the function; -1 when it is only given by keyword."""
    keyword: str | None
    passing: str
    """`elements`: called with an element of each later iterable. `rest`: with the later
    arguments. `container`: with the contents of the next argument (or the keyword `args`).
    `either`: the contents of the keywords `args` and `kwargs`, where one is given, else the rest.
    `pairs`: with two elements of the next iterable. `none`: without known arguments. `held`: the
    functions are the values of a mapping, which get nothing that is known.
    `constructed`: only a class, with the contents of keywords."""
    iterable: int = -1
    """For `elements` with a keyword function: position of the iterable."""
    contents: str = "args"
    """For `container`: keyword of the arguments."""
    after: int = 1
    """For `container`: how far behind the function they are; 0 when only given by keyword."""


_THREAD = Callback(1, "target", "container")
_POOL = Callback(1, "initializer", "container", contents="initargs")
_EXECUTOR = Callback(2, "initializer", "container", contents="initargs")
_MAPPED = Callback(0, "fn", "constructed", contents="fn_constructor_args")
_OPERATOR = Callback(-1, "python_callable", "container", contents="op_args", after=0)

MAPPINGS = ("kwargs", "kwds", "op_kwargs", "fn_constructor_kwargs")
"""Keywords of dictionaries that hold the keyword arguments."""

CALLBACKS: dict[str, Callback] = {
    "<builtin>.map": Callback(0, None, "elements"),
    "<builtin>.filter": Callback(0, None, "elements"),
    "<builtin>.sorted": Callback(-1, "key", "elements", 0),
    "<builtin>.min": Callback(-1, "key", "elements", 0),
    "<builtin>.max": Callback(-1, "key", "elements", 0),
    "<builtin>.list.sort": Callback(-1, "key", "receiver"),
    "itertools.groupby": Callback(1, "key", "elements", 0),
    "itertools.starmap": Callback(0, None, "container"),
    "itertools.takewhile": Callback(0, None, "elements"),
    "itertools.dropwhile": Callback(0, None, "elements"),
    "itertools.filterfalse": Callback(0, None, "elements"),
    "itertools.accumulate": Callback(1, "func", "pairs", 0),
    "heapq.nlargest": Callback(2, "key", "elements", 1),
    "heapq.nsmallest": Callback(2, "key", "elements", 1),
    "threading.Thread": _THREAD,
    "threading.Timer": Callback(1, "function", "container"),
    "multiprocessing.Process": _THREAD,
    "torch.multiprocessing.Process": _THREAD,
    "torch.multiprocessing.spawn": Callback(0, "fn", "container"),
    "accelerate.notebook_launcher": Callback(0, "function", "container"),
    "accelerate.launchers.notebook_launcher": Callback(0, "function", "container"),
    "accelerate.debug_launcher": Callback(0, "function", "container"),
    "_thread.start_new_thread": Callback(0, None, "container"),
    "multiprocessing.Pool().map": Callback(0, "func", "elements"),
    "multiprocessing.Pool().imap": Callback(0, "func", "elements"),
    "multiprocessing.Pool().imap_unordered": Callback(0, "func", "elements"),
    "multiprocessing.Pool().starmap": Callback(0, "func", "container"),
    "multiprocessing.Pool().apply": Callback(0, "func", "container"),
    "multiprocessing.Pool().apply_async": Callback(0, "func", "container"),
    "multiprocessing.pool.ThreadPool().map": Callback(0, "func", "elements"),
    "multiprocessing.pool.ThreadPool().apply_async": Callback(0, "func", "container"),
    "concurrent.futures.ThreadPoolExecutor().submit": Callback(0, "fn", "rest"),
    "concurrent.futures.ProcessPoolExecutor().submit": Callback(0, "fn", "rest"),
    "concurrent.futures.Executor().submit": Callback(0, "fn", "rest"),
    "concurrent.futures.ThreadPoolExecutor().map": Callback(0, "fn", "elements"),
    "concurrent.futures.ProcessPoolExecutor().map": Callback(0, "fn", "elements"),
    "multiprocessing.Pool": _POOL,
    "multiprocessing.pool.Pool": _POOL,
    "multiprocessing.pool.ThreadPool": _POOL,
    "multiprocessing.get_context().Pool": _POOL,
    "torch.multiprocessing.Pool": _POOL,
    "torch.multiprocessing.get_context().Pool": _POOL,
    "multiprocessing.get_context().Process": _THREAD,
    "torch.multiprocessing.get_context().Process": _THREAD,
    "concurrent.futures.ThreadPoolExecutor": _EXECUTOR,
    "concurrent.futures.thread.ThreadPoolExecutor": _EXECUTOR,
    "concurrent.futures.ProcessPoolExecutor": _EXECUTOR,
    "airflow.operators.python.PythonOperator": _OPERATOR,
    "airflow.operators.python_operator.PythonOperator": _OPERATOR,
    "airflow.operators.python.BranchPythonOperator": _OPERATOR,
    "airflow.operators.python.ShortCircuitOperator": _OPERATOR,
    "airflow.operators.python.PythonVirtualenvOperator": _OPERATOR,
    "airflow.operators.python.ExternalPythonOperator": _OPERATOR,
    "airflow.providers.standard.operators.python.PythonOperator": _OPERATOR,
    "rq.Queue().enqueue": Callback(0, "f", "either"),
    "rq.Queue().enqueue_in": Callback(1, "func", "either"),
    "rq.Queue().enqueue_at": Callback(1, "func", "either"),
    "rq.Queue().enqueue_call": Callback(0, "func", "container"),
    "django_rq.enqueue": Callback(0, "func", "either"),
    "django_rq.get_queue().enqueue": Callback(0, "f", "either"),
    "celery.Celery().send_task": Callback(0, "name", "container"),
    **{
        f"{module}{kind}Parser": Callback(at, "callbacks", "held")
        for module in ("python_multipart.", "python_multipart.multipart.", "multipart.multipart.")
        for kind, at in (("Querystring", 0), ("OctetStream", 0), ("Multipart", 1))
    },
    "asyncio.to_thread": Callback(0, "func", "rest"),
    "anyio.to_thread.run_sync": Callback(0, "func", "rest"),
    "starlette.concurrency.run_in_threadpool": Callback(0, "func", "rest"),
    "fastapi.concurrency.run_in_threadpool": Callback(0, "func", "rest"),
    "asgiref.sync.sync_to_async": Callback(0, "func", "none"),
    "asgiref.sync.async_to_sync": Callback(0, "awaitable", "none"),
    "asyncio.get_event_loop().run_in_executor": Callback(1, "func", "rest"),
    "asyncio.get_running_loop().run_in_executor": Callback(1, "func", "rest"),
    "asyncio.new_event_loop().run_in_executor": Callback(1, "func", "rest"),
    "asyncio.get_event_loop().call_soon": Callback(0, "callback", "rest"),
    "asyncio.get_running_loop().call_soon": Callback(0, "callback", "rest"),
    "asyncio.get_running_loop().call_later": Callback(1, "callback", "rest"),
    "asyncio.get_event_loop().call_later": Callback(1, "callback", "rest"),
    "fastapi.BackgroundTasks().add_task": Callback(0, "func", "rest"),
    "starlette.background.BackgroundTasks().add_task": Callback(0, "func", "rest"),
    "click.Context().invoke": Callback(0, None, "rest"),
    "click.Context().forward": Callback(0, None, "none"),
    "signal.signal": Callback(1, "handler", "none"),
    "atexit.register": Callback(0, "func", "rest"),
    "weakref.finalize": Callback(1, "func", "rest"),
    "contextlib.ExitStack().callback": Callback(0, None, "rest"),
    "contextvars.copy_context().run": Callback(0, None, "rest"),
    "re.sub": Callback(1, "repl", "none"),
    "re.subn": Callback(1, "repl", "none"),
    "re.compile().sub": Callback(0, "repl", "none"),
    "re.compile().subn": Callback(0, "repl", "none"),
    "anyio.create_task_group().start_soon": Callback(0, "func", "rest"),
    "anyio.create_task_group().start": Callback(0, "func", "rest"),
    "anyio.from_thread.start_blocking_portal().call": Callback(0, "func", "rest"),
    "anyio.from_thread.start_blocking_portal().start_task_soon": Callback(0, "func", "rest"),
    "anyio.run": Callback(0, "func", "rest"),
    "trio.run": Callback(0, "async_fn", "rest"),
    "anyio.from_thread.run": Callback(0, "func", "rest"),
    "trio.open_nursery().start_soon": Callback(0, "async_fn", "rest"),
    "functools.cmp_to_key": Callback(0, None, "none"),
    "timeit.timeit": Callback(0, "stmt", "none"),
    "<builtin>.iter": Callback(0, None, "none"),
    "subprocess.Popen": Callback(-1, "preexec_fn", "none"),
    "sched.scheduler().enter": Callback(2, "action", "container", contents="argument"),
    "sched.scheduler().enterabs": Callback(2, "action", "container", contents="argument"),
    "tenacity.Retrying()": Callback(0, None, "rest"),
    "joblib.delayed()": Callback(0, None, "rest"),
    "wandb.agent": Callback(1, "function", "none"),
    "hyperopt.fmin": Callback(0, "fn", "none"),
    "optuna.create_study().optimize": Callback(0, "func", "none"),
    "optuna.load_study().optimize": Callback(0, "func", "none"),
    "ray.tune.run": Callback(0, "run_or_experiment", "none"),
    "ray.tune.Tuner": Callback(0, "trainable", "none"),
}


BY_NAME = ("rq.", "django_rq.", "celery.")
"""Beginnings of callables to which a function may be handed by its dotted name."""


HOOKS: dict[str, tuple[str, ...]] = {
    "json.dumps": ("default",),
    "json.dump": ("default",),
    "json.loads": ("object_hook", "object_pairs_hook", "parse_float", "parse_int"),
    "json.load": ("object_hook", "object_pairs_hook", "parse_float", "parse_int"),
    "json.JSONEncoder": ("default",),
    "json.JSONDecoder": ("object_hook", "object_pairs_hook"),
    "msgpack.unpackb": ("object_hook", "object_pairs_hook", "ext_hook"),
    "msgpack.unpack": ("object_hook", "object_pairs_hook", "ext_hook"),
    "msgpack.loads": ("object_hook", "object_pairs_hook", "ext_hook"),
    "msgpack.load": ("object_hook", "object_pairs_hook", "ext_hook"),
    "msgpack.Unpacker": ("object_hook", "object_pairs_hook", "ext_hook"),
    "torch.utils.data.DataLoader": ("collate_fn", "worker_init_fn"),
    "shutil.copytree": ("ignore", "copy_function"),
    "shutil.rmtree": ("onerror", "onexc"),
    "os.walk": ("onerror",),
    "argparse.ArgumentParser().add_argument": ("type",),
    "yaml.load": ("Loader",),
}
"""Keyword arguments that are called with something that is not known."""


HOOK_NAMES = (
    "_fn",
    "_func",
    "_function",
    "callback",
    "_hook",
    "compute_metrics",
    "preprocess_logits_for_metrics",
    "model_init",
    "data_collator",
)
"""Ends of the names of parameters that say of themselves that they are called."""

METHODS: dict[str, Callback] = {
    "submit": Callback(0, None, "rest"),
    "apply_async": Callback(0, "func", "container"),
    "run_in_executor": Callback(1, "func", "rest"),
    "async_add_executor_job": Callback(0, "target", "rest"),
    "run_function": Callback(0, "raw_f", "container", after=0),
    "add_job": Callback(0, "func", "container", after=2),
    "map_batches": _MAPPED,
    "flat_map": _MAPPED,
}
"""Methods of objects from outside, whatever these are."""

HOOK_METHODS = frozenset(
    "map filter apply applymap map_async add_done_callback register_hook"
    " register_forward_hook register_forward_pre_hook register_full_backward_hook".split()
)
"""Methods of objects from outside that call their first argument."""

OF_CLASSES = dict.fromkeys(
    ("Application", "Rule", "URLSpec", "add_handlers", "url"), ("initialize",)
)
"""By the last word of what is called: the methods that it calls on objects which it makes of the
classes that it is given, with arguments that are given beside these."""
