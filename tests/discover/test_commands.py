"""What command lines start: one Procfile line for each case, in a tree with a few programs."""

import pytest

from reach.records.project import Launch, Project
from tests.discover.conftest import Make

FILES = {
    "app/__init__.py": "",
    "app/main.py": "",
    "app/__main__.py": "",
    "app/celery.py": "",
    "train.py": "",
    "nb.ipynb": "{}",
    "sub/tool.py": "",
    "bare/__main__.py": "",
    "bin/serve": "#!/usr/bin/env python3\n",
    "bin/run.sh": '#!/bin/sh\ncd sub\nexport MODE=fast\nexec python tool.py "$@"\n',
    "wait-for-it.sh": "#!/bin/sh\nexec nc $1\n",
}


def started(project: Project) -> list[Launch]:
    """What is started by more than a script that lies about."""
    return [launch for launch in project.launches if launch.kind != "shell-script"]


def launches(make: Make, command: str) -> list[Launch]:
    return started(make({**FILES, "Procfile": f"web: {command}\n"}))


@pytest.mark.parametrize(
    ("command", "target", "name", "arguments"),
    [
        ("python train.py --lr 1", "script", "train.py", ("--lr", "1")),
        ("python3.11 -u -X dev ./train.py", "script", "train.py", ()),
        ("/opt/venv/bin/python -m app --x", "module", "app.__main__", ("--x",)),
        ("python -um app.main", "module", "app.main", ()),
        ("python -m vllm.entrypoints.api_server --model a/b", "module",
         "vllm.entrypoints.api_server", ("--model", "a/b")),
        ("python app", "script", "app/__main__.py", ()),
        ("python -c 'import app' a", "code", "import app", ("a",)),
        ("python sub/tool.py | tee log", "script", "sub/tool.py", ()),
        ("cd sub && python tool.py", "script", "sub/tool.py", ()),
        ("uvicorn app.main:app --host 0.0.0.0", "application", "app.main:app", ()),
        ("uvicorn --port 80 app.main:make --factory", "application", "app.main:make", ()),
        ("uvicorn tool:app --app-dir sub", "application", "tool:app", ()),
        ("python -m uvicorn app.main:app", "application", "app.main:app", ()),
        ("gunicorn -k uvicorn.workers.UvicornWorker -b 0.0.0.0:80 app.main", "application",
         "app.main:application", ()),
        ("gunicorn 'app.main:create_app(\"x\")' --reload", "application",
         "app.main:create_app", ()),
        ("gunicorn --chdir sub tool:app", "application", "tool:app", ()),
        ("hypercorn app/main:app", "application", "app.main:app", ()),
        ("waitress-serve --listen=*:80 --call app.main:make", "application", "app.main:make", ()),
        ("uwsgi --http :80 --wsgi-file sub/tool.py --callable app", "application", "tool:app", ()),
        ("fastapi run app/main.py --port 80", "application", "app.main:app", ()),
        ("fastapi dev", "application", "app.main:app", ()),
        ("flask --app app.main run -h 0.0.0.0", "application", "app.main:app", ()),
        ("env FLASK_APP=app.main:api flask run", "application", "app.main:api", ()),
        ("celery -A app worker -l info", "application", "app.celery:app", ()),
        ("streamlit run --server.port 80 train.py -- --x", "script", "train.py", ("--", "--x")),
        ("torchrun --nproc_per_node 2 --standalone train.py --lr 1", "script", "train.py",
         ("--lr", "1")),
        ("torchrun -m app.main a", "module", "app.main", ("a",)),
        ("accelerate launch --multi_gpu --num_processes 2 train.py -x", "script", "train.py",
         ("-x",)),
        ("python -m torch.distributed.run --nnodes=1 train.py", "script", "train.py", ()),
        ("python tools/gaudi_spawn.py --use_deepspeed --world_size 4 train.py -x", "script",
         "train.py", ("-x",)),
        ("python xla_spawn.py --num_cores 8 train.py", "script", "train.py", ()),
        ("papermill nb.ipynb out.ipynb", "script", "nb.ipynb", ("out.ipynb",)),
        ("poetry run python train.py", "script", "train.py", ()),
        ("uv run --frozen --extra gpu train.py -x", "script", "train.py", ("-x",)),
        ("uv run -m app.main", "module", "app.main", ()),
        ("uv run uvicorn app.main:app", "application", "app.main:app", ()),
        ("conda run --no-capture-output -n env python train.py", "script", "train.py", ()),
        ("exec nohup nice -n 5 python train.py &", "script", "train.py", ()),
        ("tini -g -- gosu user python train.py", "script", "train.py", ()),
        ("timeout -k 5 60s python train.py", "script", "train.py", ()),
        ("./wait-for-it.sh db:5432 -t 5 -- python train.py", "script", "train.py", ()),
        ("opentelemetry-instrument --traces_exporter x uvicorn app.main:app", "application",
         "app.main:app", ()),
        ("python -m debugpy --listen 5678 --wait-for-client -m uvicorn app.main:app",
         "application", "app.main:app", ()),
        ("wave run --no-reload app.main", "application", "app.main:main", ()),
        ("wave run sub/tool.py", "application", "tool:main", ()),
        ("coverage run --branch -m app.main", "module", "app.main", ()),
        ("ray job submit --address http://head:8265 --no-wait -- python train.py --n 1", "script",
         "train.py", ("--n", "1")),
        ("python -m bare --x", "module", "__main__", ("--x",)),
        ("sh -c 'cd sub && exec python tool.py'", "script", "sub/tool.py", ()),
        ("bash -lc \"python train.py\"", "script", "train.py", ()),
        ("bin/serve --port 80", "script", "bin/serve", ("--port", "80")),
        ("./bin/run.sh --fast 'a b'", "script", "sub/tool.py", ("--fast", "a b")),
        ("vllm serve org/model", "program", "vllm", ("serve", "org/model")),
    ],
)  # fmt: skip
def test_what_a_command_starts(
    make: Make, command: str, target: str, name: str, arguments: tuple[str, ...]
) -> None:
    found = launches(make, command)
    described = [(launch.target, launch.name, launch.arguments) for launch in found]
    assert (target, name, arguments) in described
    assert all(launch.target in (target, "program") for launch in found)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("python gone.py", "no file gone.py in the tree"),
        ("python $SCRIPT", "variable SCRIPT has no known value"),
        ("python $(find . -name x.py)", "a substitution cannot be followed"),
        ("$RUNNER train.py", "variable RUNNER has no known value"),
        ("uvicorn ${APP}", "variable APP has no known value"),
        ("python", "an interactive interpreter, or code from its input"),
        ("torchrun --standalone", "no script is named"),
        ("export A=b", "no program found in the command"),
    ],
)
def test_what_cannot_be_resolved_has_a_reason(make: Make, command: str, reason: str) -> None:
    (launch,) = launches(make, command)
    assert (launch.target, launch.reason) == ("unknown", reason)


def test_variables_follow_the_shell(make: Make) -> None:
    script = """
        #!/bin/bash
        MODEL=org/inner
        export NAME="${MODEL}-x" OTHER=${UNSET:-default}
        OPTIONS="--a 1"
        if [ -n "$CI" ]; then
            EXTRA=1 python train.py $OPTIONS "$OPTIONS" '$MODEL' ${NAME}
        fi
        """
    project = make({**FILES, "start.sh": script, "Procfile": "web: bash start.sh\n"})
    (launch,) = started(project)
    assert launch.arguments == ("--a", "1", "--a 1", "$MODEL", "org/inner-x")
    assert [(v.name, v.value, v.path, v.line, v.kind) for v in launch.environment] == [
        ("NAME", "org/inner-x", "start.sh", 3, "shell export"),
        ("OTHER", "default", "start.sh", 3, "shell export"),
        ("EXTRA", "1", "start.sh", 6, "shell variable"),
    ]
    assert (launch.path, launch.line) == ("Procfile", 1)


def test_every_branch_of_a_script_is_followed(make: Make) -> None:
    script = """
        case "$1" in
          train) python train.py ;;
          serve|web)
            exec uvicorn app.main:app
            ;;
          *) exec "$@" ;;
        esac
        """
    project = make(
        {**FILES, "start.sh": script, "Procfile": "web: ./start.sh python sub/tool.py\n"}
    )
    assert [(launch.target, launch.name) for launch in started(project)] == [
        ("script", "train.py"),
        ("application", "app.main:app"),
        ("script", "sub/tool.py"),
    ]


def test_a_script_that_starts_itself_ends(make: Make) -> None:
    project = make({"a.sh": "./a.sh\n./a.sh\npython x.py\n", "x.py": "", "Procfile": "w: ./a.sh\n"})
    assert {launch.name for launch in started(project)} >= {"x.py"}


def test_a_console_script_of_the_project(make: Make) -> None:
    manifest = '[project.scripts]\nserve = "app.main:run"\n'
    project = make({**FILES, "pyproject.toml": manifest, "Procfile": "web: serve --port 1\n"})
    (launch,) = started(project)
    assert (launch.target, launch.name, launch.arguments) == ("program", "serve", ("--port", "1"))
    assert [script.name for script in project.scripts] == ["serve"]


def test_a_script_finds_its_own_folder(make: Make) -> None:
    script = """
        #!/bin/bash
        HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
        ROOT=$(cd -- "$(dirname "$0")/.." >/dev/null 2>&1 && pwd -P)
        cd /tmp
        python "$HERE/tool.py"
        python $ROOT/train.py
        """
    project = make({**FILES, "sub/go.sh": script, "Procfile": "web: ./sub/go.sh\n"})
    assert [launch.name for launch in started(project)] == ["sub/tool.py", "train.py"]


def test_functions_arrays_and_defaults(make: Make) -> None:
    script = """
        MODEL=org/default
        while [ $# -gt 0 ]; do
          case "$1" in
            --model) MODEL="$2"; shift 2 ;;
          esac
        done
        ARGS=(--model "$MODEL")
        ARGS+=(--name "a b")
        run() {
          local size="$1"
          python train.py "${ARGS[@]}" --size "$size"
        }
        never() { python sub/tool.py "$1"; }
        function again { run 9; }
        run 7
        again
        """
    project = make({**FILES, "go.sh": script, "Procfile": "web: bash go.sh\n"})
    common = ("--model", "org/default", "--name", "a b", "--size")
    assert [(launch.name, launch.arguments) for launch in started(project)] == [
        ("train.py", (*common, "7")),
        ("train.py", (*common, "9")),
        ("sub/tool.py", ("${1}",)),
    ]


def test_among_many_commands_only_those_that_matter_count(make: Make) -> None:
    recipe = (
        "all:\n\tkubectl apply -f x\n\tcurl http://localhost:80\n\thelm install y\n"
        "\thf download org/x\n\tgit clone https://huggingface.co/org/y\n\tlm-eval --model hf\n"
    )
    files = {"Makefile": recipe, "requirements.txt": "lm_eval==0.4\n"}
    assert [launch.command[:2] for launch in started(make(files))] == [
        ("hf", "download"),
        ("git", "clone"),
        ("lm-eval", "--model"),
    ]


def test_a_default_that_is_assigned_stays(make: Make) -> None:
    script = """
        #!/bin/sh
        : "${MODEL:=org/default}" ${OTHER:=org/kept}
        export MODEL
        exec python train.py $OTHER ${MODEL:=no}
        """
    project = make({**FILES, "start.sh": script, "Procfile": "web: bash start.sh\n"})
    (launch,) = started(project)
    assert launch.arguments == ("org/kept", "org/default")
    assert [(v.name, v.value, v.line, v.kind) for v in launch.environment] == [
        ("MODEL", "org/default", 3, "shell export")
    ]


def test_a_loop_over_known_values_is_gone_through(make: Make) -> None:
    script = """
        NAMES=(org/a org/b)
        for name in "${NAMES[@]}"; do
            python train.py "$name" done
            for size in 1 2; do python train.py $size; done
        done | tee log
        for other in $(ls); do python train.py $other; done
        python train.py after
        """
    project = make({**FILES, "start.sh": script, "Procfile": "web: bash start.sh\n"})
    assert [x.arguments for x in started(project)] == [
        ("org/a", "done"),
        ("1",),
        ("2",),
        ("org/b", "done"),
        ("1",),
        ("2",),
        ("$(ls)",),
        ("after",),
    ]


def test_what_a_script_is_given_or_does_without(make: Make) -> None:
    script = """
        models=${*:-"org/a org/b"}
        for name in $models; do python train.py $name; done
        for name; do python train.py given $name; done
        python train.py ${@:+--given} last
        """
    start = "bash models.sh\nbash models.sh org/c org/d\n"
    files = {**FILES, "models.sh": script, "start.sh": start, "Procfile": "web: bash start.sh\n"}
    assert [x.arguments for x in started(make(files))] == [
        ("org/a",),
        ("org/b",),
        ("given", "${name}"),
        ("last",),
        ("org/c",),
        ("org/d",),
        ("given", "org/c"),
        ("given", "org/d"),
        ("--given", "last"),
    ]


def test_options_that_are_not_given_leave_the_default(make: Make) -> None:
    script = """
        while [ $# -gt 0 ]; do
          case "$1" in
            --source) SOURCE="$2"; shift 2;;
            --rev=*) REV="${1#*=}"; shift;;
          esac
        done
        SOURCE=${SOURCE:-org/source}
        python train.py "$SOURCE" ${REV:+--revision $REV} ${REV:-main}
        """
    project = make({**FILES, "start.sh": script, "Procfile": "web: bash start.sh\n"})
    assert [x.arguments for x in started(project)] == [("org/source", "main")]


def test_a_script_may_be_meant_for_a_folder_above(make: Make) -> None:
    files = {
        "train.py": "",
        "jobs/train.py": "",
        "jobs/scripts/big/run.sh": "#!/bin/sh\npython train.py --model org/big\n",
        "other/run.sh": "#!/bin/sh\npython gone.py\n",
    }
    found = make(files).launches
    assert [(e.target, e.name, e.arguments) for e in found if e.target == "script"] == [
        ("script", "jobs/train.py", ("--model", "org/big"))
    ]


STAGES = """#!/bin/bash
stage=$1
stop_stage=$2
if [ $stage -le 0 ] && [ $stop_stage -ge 0 ]; then
  python stage.py --is 0
fi
if [[ "$stage" -le 1 ]] && [ $stop_stage -ge 1 ]
then
  if [ -f x ]; then python stage.py --is 1; else python stage.py --is 1b; fi
fi
if [ $stage -le 4 ] && [ $stop_stage -ge 4 ]; then
  if [ -f x ]; then echo; fi
  python stage.py --is 4
else
  python stage.py --is else
fi
MORE
if [ $stage -gt 5 ]; then python stage.py --is 5; elif [ $stage -eq 0 ]; then
  python stage.py --is 0b
fi
"""


@pytest.mark.parametrize(
    ("command", "more", "expected"),
    [
        ("bash run.sh 0 3", "", ["0", "1", "1b", "else", "0b"]),
        ("bash run.sh 1 3", "", ["1", "1b", "else"]),
        ("bash run.sh 0 3", "[ -z $X ] || stage=9", ["0", "1", "1b", "else", "5", "0b"]),
        ("bash run.sh 0 3", "if true; then stage=$2; fi", ["0", "1", "1b", "else", "5", "0b"]),
        ("bash run.sh 0 3", ". parse_options.sh", ["0", "1", "1b", "else", "5", "0b"]),
        ("bash run.sh 0 3", "stage=$STAGE", ["0", "1", "1b", "else", "5", "0b"]),
        ("bash run.sh", "", ["0", "1", "1b", "4", "else", "5", "0b"]),
        ("bash run.sh $FROM 3", "", ["0", "1", "1b", "else", "5", "0b"]),
    ],
)
def test_stages_that_are_not_asked_for(
    make: Make, command: str, more: str, expected: list[str]
) -> None:
    files = {
        "stage.py": "",
        "run.sh": STAGES.replace("MORE", more),
        "Procfile": f"web: {command}\n",
    }
    found = started(make(files))
    assert [launch.arguments[1] for launch in found if launch.name == "stage.py"] == expected


def test_a_substitution_that_chooses_between_texts(make: Make) -> None:
    script = """
        python $([ "$GPU" = true ] && echo 'train.py --gpu' || echo "train.py --cpu")
        python train.py "$(if [ -n "$X" ]; then echo one two; else echo three; fi)"
        python train.py $(test -f x && cat x || echo four)
        python train.py $(echo "$UNKNOWN")
        """
    project = make({**FILES, "start.sh": script, "Procfile": "web: bash start.sh\n"})
    assert [(each.arguments, each.lines[0]) for each in started(project)] == [
        (("--gpu",), 1),
        (("--cpu",), 1),
        (("one two",), 2),
        (("three",), 2),
        (("$(test -f x && cat x || echo four)",), 3),
        (('$(echo "$UNKNOWN")',), 4),
    ]


def test_a_sourced_script_is_part_of_the_one_that_sources_it(make: Make) -> None:
    library = """
        export ENCODER=org/encoder
        run() {
          exec python "$@"
        }
        """
    script = """
        #!/bin/bash
        . "$(dirname "$0")/common.sh"
        run train.py --encoder "$ENCODER"
        """
    project = make({**FILES, "sub/common.sh": library, "sub/go": script, "Procfile": "w: sub/go\n"})
    (launch,) = started(project)
    assert (launch.name, launch.arguments) == ("train.py", ("--encoder", "org/encoder"))
    assert (launch.path, launch.line, launch.written) == ("Procfile", 1, "sub/common.sh")
