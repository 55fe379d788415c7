"""Programs that serve or run Python code named in their arguments. Data."""

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Launcher:
    """How one launcher is told what to run."""

    form: str
    """`application` (module:attribute), `script` (a file), `module` (a dotted name)."""
    words: tuple[str, ...] = ()
    """Subcommand that has to come first."""
    switches: frozenset[str] = frozenset()
    """Options that take no value; every other option takes the next word."""
    named_by: tuple[str, ...] = ()
    """Options that name the application."""
    attribute: str = ""
    """Attribute when only the module is named."""
    folder: tuple[str, ...] = ()
    """Options that name the folder to import from."""
    variable: str = ""
    """Environment variable that names the application."""
    defaults: tuple[str, ...] = ()
    """Files that are tried when nothing is named."""
    attribute_by: tuple[str, ...] = ()
    """Options that name the attribute."""
    module_switches: tuple[str, ...] = ()
    """Switches after which a script launcher takes a module."""
    imports: bool = False
    """The words after the application are modules that are imported too."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TORCHRUN = Launcher(
    "script",
    switches=_set(
        "--standalone --no-python --no_python --run-path --run_path --use_env --use-env "
        "-m --module --no-local-rank"
    ),
    module_switches=("-m", "--module"),
)
_ACCELERATE = Launcher(
    "script",
    words=("launch",),
    switches=_set(
        "--multi_gpu --multi-gpu --cpu --tpu --use_deepspeed --use_fsdp --use_megatron_lm "
        "--quiet -q -m --module --no_python --debug --dynamo_use_fullgraph --use_xpu --ipex "
        "--same_network --use_cpu --mps"
    ),
    module_switches=("-m", "--module"),
)
_FASTAPI_FILES = ("main.py", "app.py", "api.py", "app/main.py", "app/app.py", "app/api.py")
_FLASK_FILES = ("wsgi.py", "app.py")

LAUNCHERS: dict[str, tuple[Launcher, ...]] = {
    "accelerate": (_ACCELERATE,),
    "arq": (Launcher("application", switches=_set("--burst --check -v --verbose")),),
    "bentoml": (
        Launcher(
            "application",
            ("serve",),
            _set("--reload --production --development --debug -q --quiet --verbose"),
            folder=("--working-dir",),
        ),
    ),
    "bokeh": (Launcher("script", ("serve",), _set("--show --dev --allow-websocket-origin=*")),),
    "celery": (
        Launcher("application", named_by=("-A", "--app"), attribute="app", variable="CELERY_APP"),
    ),
    "chainlit": (
        Launcher(
            "script", ("run",), _set("-w --watch -h --headless -d --debug -c --ci --no-cache")
        ),
    ),
    "daphne": (Launcher("application", switches=_set("--proxy-headers -v")),),
    "deepspeed": (
        Launcher(
            "script",
            switches=_set("--module --no_python --no_local_rank --force_multi --elastic_training"),
            module_switches=("--module",),
        ),
    ),
    "dramatiq": (Launcher("application", switches=_set("--watch-use-polling --verbose -v")),),
    "fastapi": tuple(
        Launcher(
            "application",
            (word,),
            _set("--reload --proxy-headers"),
            ("--entrypoint", "-e"),
            "app",
            attribute_by=("--app",),
            defaults=_FASTAPI_FILES,
        )
        for word in ("run", "dev")
    ),
    "faststream": (Launcher("application", ("run",), _set("--reload --factory")),),
    "flask": (
        Launcher(
            "application",
            ("run",),
            _set("--debug --reload --with-threads --without-threads"),
            named_by=("--app", "-A"),
            attribute="app",
            variable="FLASK_APP",
            defaults=_FLASK_FILES,
        ),
    ),
    "functions-framework": (
        Launcher(
            "application",
            switches=_set("--debug"),
            named_by=("--source",),
            attribute_by=("--target",),
            defaults=("main.py",),
        ),
    ),
    "gradio": (Launcher("script"),),
    "gaudi_spawn.py": (Launcher("script", switches=_set("--use_mpi --use_deepspeed")),),
    "granian": (
        Launcher("application", switches=_set("--reload --access-log --factory"), attribute="app"),
    ),
    "gunicorn": (
        Launcher(
            "application",
            switches=_set(
                "--reload --preload --daemon -D --check-config --print-config --spew -R "
                "--capture-output --enable-stdio-inheritance --proxy-protocol "
                "--log-syslog --no-sendfile --reuse-port --strip-header-spaces"
            ),
            attribute="application",
            folder=("--chdir", "--pythonpath"),
        ),
    ),
    "horovodrun": (Launcher("script", switches=_set("--verbose")),),
    "huey_consumer": (Launcher("application"),),
    "huey_consumer.py": (Launcher("application"),),
    "hypercorn": (
        Launcher("application", switches=_set("--reload --debug --daemon"), attribute="app"),
    ),
    "ipython": (Launcher("script", switches=_set("-i --no-banner --quick")),),
    "jupyter": (
        Launcher("script", ("execute",), _set("--inplace --allow-errors")),
        Launcher("script", ("nbconvert",), _set("--execute --inplace --stdout --allow-errors")),
        Launcher("script", ("run",)),
    ),
    "litestar": (
        Launcher(
            "application",
            ("run",),
            _set("--reload --debug --pdb"),
            named_by=("--app",),
            attribute="app",
            folder=("--app-dir",),
            variable="LITESTAR_APP",
            defaults=("app.py", "application.py", "main.py"),
        ),
    ),
    "marimo": tuple(
        Launcher("script", (word,), _set("--headless --include-code --watch --no-token"))
        for word in ("run", "edit")
    ),
    "modal": tuple(
        Launcher("script", (word,), _set("-d --detach -q --quiet -i -m"), module_switches=("-m",))
        for word in ("run", "deploy", "serve")
    ),
    "panel": (Launcher("script", ("serve",), _set("--show --autoreload --dev --admin --warm")),),
    "papermill": (
        Launcher("script", switches=_set("--log-output --no-log-output --prepare-only")),
    ),
    "sanic": (Launcher("application", switches=_set("--dev --debug --fast --factory -r -d")),),
    "serve": (
        Launcher(
            "application",
            ("run",),
            _set("--blocking --non-blocking --reload"),
            folder=("--working-dir", "--app-dir"),
        ),
    ),
    "shiny": (
        Launcher("application", ("run",), _set("--reload --launch-browser -r -b"), attribute="app"),
    ),
    "solara": (Launcher("script", ("run",), _set("--production --dev")),),
    "streamlit": (Launcher("script", ("run",)),),
    "taskiq": (
        Launcher("application", ("worker",), _set("--reload -r --fs-discover -fsd"), imports=True),
        Launcher("application", ("scheduler",), _set("--fs-discover -fsd")),
    ),
    "torchrun": (_TORCHRUN,),
    "uvicorn": (
        Launcher(
            "application",
            switches=_set(
                "--reload --factory --proxy-headers --use-colors --access-log --server-header "
                "--date-header"
            ),
            attribute="app",
            folder=("--app-dir",),
            variable="UVICORN_APP",
        ),
    ),
    "uwsgi": (
        Launcher(
            "application",
            switches=_set("--master --enable-threads --die-on-term --vacuum --lazy-apps -M -p"),
            named_by=("--module", "-w", "--wsgi", "--wsgi-file", "--file"),
            attribute="application",
            attribute_by=("--callable",),
            folder=("--chdir", "--pythonpath", "--pp"),
        ),
    ),
    "wave": (
        Launcher("application", ("run",), _set("--no-reload --no-autostart"), attribute="main"),
    ),
    "voila": (
        Launcher("script", switches=_set("--no-browser --debug --enable_nbextensions=True")),
    ),
    "waitress-serve": (
        Launcher("application", switches=_set("--call --expose-tracebacks"), attribute="app"),
    ),
    "xla_spawn.py": (Launcher("script"),),
}
"""By the program's name, or that of a script that examples of libraries bring along. The first
entry whose words follow is the one that counts."""

MODULES: dict[str, tuple[str, ...]] = {
    "accelerate.commands.accelerate_cli": ("accelerate",),
    "accelerate.commands.launch": ("accelerate", "launch"),
    "gunicorn.app.wsgiapp": ("gunicorn",),
    "torch.distributed.launch": ("torchrun",),
    "torch.distributed.run": ("torchrun",),
}
"""Modules that are launchers under another name (`python -m torch.distributed.run`)."""

DEPLOYING: tuple[tuple[str, str], ...] = (("modal", "deploy"),)
"""Commands after which a platform runs the program, wherever they stand: most often in a workflow
or a Makefile."""
