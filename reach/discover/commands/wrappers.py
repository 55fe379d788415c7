"""Programs that run another program: how to find the other one in their arguments. Data."""

from reach.records.record import dataclass


@dataclass(frozen=True, slots=True)
class Wrapper:
    """How the arguments of a wrapping program end and the wrapped command begins."""

    words: tuple[str, ...] = ()
    """Subcommand that has to follow, such as `run` in `poetry run`."""
    switches: frozenset[str] = frozenset()
    """Options that take no value; every other option takes the next word."""
    skip: int = 0
    """Operands before the command, such as the user name of `gosu`."""
    python: bool = False
    """The rest is what `python` takes: a script, or `-m module`."""
    assignments: bool = False
    """`NAME=value` operands before the command set its environment."""


def _wrapper(*words: str, switches: str = "", skip: int = 0, python: bool = False) -> Wrapper:
    return Wrapper(tuple(words), frozenset(switches.split()), skip, python)


_UV = (
    "--no-sync --frozen --locked --no-dev --dev --only-dev --isolated --no-project --all-extras "
    "--no-cache --quiet -q --verbose -v --offline --all-groups --no-default-groups --exact "
    "--active --no-env-file --no-config --no-editable --native-tls --managed-python -n"
)

WRAPPERS: dict[str, tuple[Wrapper, ...]] = {
    "accelerate-launch": (),
    "catchsegv": (_wrapper(),),
    "chpst": (_wrapper(),),
    "command": (_wrapper(),),
    "conda": (_wrapper("run", switches="--no-capture-output --live-stream -v --verbose"),),
    "coverage": (_wrapper("run", switches="-p --parallel-mode -a --append --branch", python=True),),
    "ddtrace-run": (_wrapper(switches="-d -p -i --debug --profiling"),),
    "dockerize": (_wrapper(switches="-no-overwrite -skip-tls-verify"),),
    "doppler": (_wrapper("run"),),
    "dotenv": (_wrapper("run"),),
    "dumb-init": (_wrapper(switches="-c -v --single-child --verbose"),),
    "env": (Wrapper((), frozenset({"-i", "-", "--ignore-environment"}), assignments=True),),
    "exec": (_wrapper(switches="-c -l"),),
    "gosu": (_wrapper(skip=1),),
    "hatch": (_wrapper("run"),),
    "infisical": (_wrapper("run"),),
    "ionice": (_wrapper(switches="-t"),),
    "kernprof": (_wrapper(switches="-l -v -b --line-by-line --view --builtin", python=True),),
    "mamba": (_wrapper("run", switches="--no-capture-output --live-stream"),),
    "memray": (_wrapper("run", switches="--live --native -f --force -q", python=True),),
    "micromamba": (_wrapper("run", switches="--no-capture-output"),),
    "mpirun": (_wrapper(switches="--allow-run-as-root --oversubscribe --tag-output -q"),),
    "newrelic-admin": (_wrapper("run-program"), _wrapper("run-python", python=True)),
    "nice": (_wrapper(),),
    "nohup": (_wrapper(),),
    "nsys": (_wrapper("profile"),),
    "numactl": (_wrapper(switches="--localalloc -l"),),
    "opentelemetry-instrument": (_wrapper(),),
    "pdm": (_wrapper("run", switches="-s --site-packages --no-self"),),
    "pipenv": (_wrapper("run"),),
    "pixi": (_wrapper("run", switches="--frozen --locked -v -q"),),
    "poetry": (_wrapper("run", switches="-q -n --quiet --no-interaction --no-ansi"),),
    "py-spy": (_wrapper("record", switches="-n --native --subprocesses -s"),),
    "ray": (_wrapper("job", "submit", switches="--no-wait -v --verbose"),),
    "rye": (_wrapper("run"),),
    "s6-setuidgid": (_wrapper(skip=1),),
    "scalene": (_wrapper(switches="--cli --cpu --gpu --memory --html --json", python=True),),
    "setpriv": (_wrapper(switches="--init-groups --clear-groups --no-new-privs"),),
    "setsid": (_wrapper(switches="-f -w -c --fork --wait --ctty"),),
    "srun": (_wrapper(switches="-l --label -u --unbuffered --exclusive -v --pty"),),
    "stdbuf": (_wrapper(),),
    "su-exec": (_wrapper(skip=1),),
    "sudo": (
        Wrapper(
            (),
            frozenset(
                {"-E", "-H", "-n", "-i", "-S", "-b", "--preserve-env", "--login", "--set-home"}
            ),
            assignments=True,
        ),
    ),
    "taskset": (_wrapper(switches="-c -p -a", skip=1),),
    "time": (_wrapper(switches="-p -v -a --verbose --portability --append"),),
    "timeout": (_wrapper(switches="--foreground --preserve-status -v --verbose", skip=1),),
    "tini": (_wrapper(switches="-s -g -v -vv -vvv -w"),),
    "uv": (_wrapper("run", switches=_UV, python=True),),
    "viztracer": (_wrapper(switches="--log_async --quiet", python=True),),
    "with-contenv": (_wrapper(),),
    "xvfb-run": (_wrapper(switches="-a -l --auto-servernum --listen-tcp"),),
}
"""By the program's name. The first entry whose words follow is the one that counts."""

PYTHON_WRAPPERS: dict[str, frozenset[str]] = {
    "cProfile": frozenset(),
    "coverage": frozenset({"-p", "-a", "--branch"}),
    "debugpy": frozenset({"--wait-for-client", "--log-to-stderr"}),
    "memray": frozenset({"--live", "--native", "-f", "-q"}),
    "pdb": frozenset(),
    "profile": frozenset(),
    "runpy": frozenset(),
    "scalene": frozenset({"--cli"}),
    "trace": frozenset({"--trace", "--count", "-t", "-c"}),
    "viztracer": frozenset(),
}
"""Modules that run another program (`python -m debugpy … -m app`), and their switches."""

WAITERS = frozenset({"wait-for", "wait-for-it", "wait-for-it.sh", "wait-for.sh", "wait_for_it.sh"})
"""Scripts that wait for a service and then run what stands after `--`."""

BATCHES = frozenset({"sbatch", "qsub"})
"""Programs that hand a shell script to a scheduler."""

BATCH_SWITCHES = frozenset(
    """
    --contiguous --exclusive --hold -H --ignore-pbs --no-kill -k --no-requeue --overcommit -O
    --oversubscribe -s --parsable --quiet -Q --requeue --reboot --spread-job --test-only --verbose
    -v --wait -W -V -cwd
    """.split()
)
"""Options of theirs that take no value."""

SHELLS = frozenset({"ash", "bash", "dash", "ksh", "sh", "zsh"})

EVERYDAY = frozenset(
    """
    : [ [[ . addgroup adduser apk apt apt-get apt-key awk basename break cat chgrp chmod chown
    conda continue cp curl-config cut date dd df diff dirname dnf docker dpkg du echo egrep
    enable exit export false fc-cache find gpg grep groupadd gunzip gzip head id install jq kill
    ldconfig let ln locale-gen ls mamba microdnf micromamba mkdir mkfifo mktemp mv npm npx nproc
    pip pip2 pip3 pipx pnpm popd printf ps pwd read readlink realpath return rm rmdir sed seq
    sleep sort stat strip su tail tar tee test touch tr trap true type ulimit umask uname uniq
    unlink unset unzip update-alternatives update-ca-certificates useradd usermod wait wc which
    whoami xargs yarn yum zip zypper
    """.split()
)
"""Commands that start no program of the project: left out where a script has many commands."""

TOOLS = frozenset(
    """
    aria2c axolotl axel bentoml curl ct2-transformers-converter docker faster-whisper git hf
    huggingface-cli insanely-fast-whisper kaggle litgpt llama-cli llama-server llamafactory-cli
    lm-eval lm_eval lmdeploy lmf mlflow mlserver modelscope ollama optimum-cli python-backend
    ramalama sglang spacy swift text-embeddings-router text-generation-launcher
    text-generation-server torch-model-archiver torchserve transformers-cli tritonserver tune
    vllm wget whisper xinference yolo
    """.split()
)
"""Programs that load or fetch models, and so count among many commands as well."""

CHECKERS = ("git ", "sha1sum ", "sha256sum ", "sha512sum ", "shasum ", "md5sum ", "b3sum ", "gpg ")
"""How commands begin that may say which version of a download counts, or check it."""

FETCHERS = frozenset({"aria2c", "axel", "curl", "docker", "git", "wget"})
"""Tools that count only when an argument says where something is fetched from."""
