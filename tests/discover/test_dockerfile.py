from collections.abc import Callable
from pathlib import Path

import pytest

from reach.discover import discover
from reach.discover.environment import known
from reach.records.project import Launch, Skipped
from reach.rules.load import load
from tests.discover.conftest import Make, write

Lines = Callable[[str], list[tuple[int, str, str, str]]]

TREE = {
    "app/main.py": "",
    "app/worker.py": "",
    "download.py": "",
    "scripts/entry.sh": '#!/bin/sh\nset -e\nexec "$@"\n',
    "requirements.txt": "",
}


@pytest.fixture
def image(make: Make) -> Callable[[str], list[Launch]]:
    def build(text: str) -> list[Launch]:
        return list(make({**TREE, "Dockerfile": text}).launches)

    return build


@pytest.fixture
def lines(image: Callable[[str], list[Launch]]) -> Lines:
    def describe(text: str) -> list[tuple[int, str, str, str]]:
        return [(launch.line, launch.kind, launch.target, launch.name) for launch in image(text)]

    return describe


def test_exec_and_shell_form(lines: Lines) -> None:
    text = 'FROM python\nWORKDIR /srv\nCOPY app ./app\nCMD ["python", "app/main.py"]\n'
    assert lines(text) == [(4, "dockerfile-cmd", "script", "app/main.py")]
    text = "FROM python\nWORKDIR /srv/app\nCOPY app .\nCMD exec python main.py\n"
    assert lines(text) == [(4, "dockerfile-cmd", "script", "app/main.py")]


def test_the_last_command_counts_and_entrypoint_takes_it(lines: Lines) -> None:
    text = """
        FROM python
        COPY . /srv
        WORKDIR /srv
        CMD ["nginx"]
        ENTRYPOINT ["python"]
        CMD ["app/main.py"]
        """
    assert lines(text) == [(5, "dockerfile-cmd", "script", "app/main.py")]


def test_a_command_that_only_asks_for_usage_is_none(image: Callable[[str], list[Launch]]) -> None:
    (launch,) = image(
        'FROM python\nCOPY . /\nENTRYPOINT ["python", "app/main.py"]\nCMD ["--help"]\n'
    )
    assert launch.command == ("python", "app/main.py")
    (other,) = image(
        'FROM python\nCOPY . /\nENTRYPOINT ["python", "app/main.py"]\nCMD ["--port"]\n'
    )
    assert other.command == ("python", "app/main.py", "--port")


def test_files_are_copied_into_folders_that_are_there(lines: Lines) -> None:
    text = 'FROM python\nCOPY app/main.py /srv\nENTRYPOINT ["python", "/srv/main.py"]\n'
    assert lines(text) == [(3, "dockerfile-entrypoint", "script", "app/main.py")]
    text = """
        FROM python
        RUN git clone https://example.org/app.git /home/user/app
        COPY app/main.py /home/user/app
        WORKDIR /home/user/app
        CMD ["python", "main.py"]
        """
    assert lines(text)[-1] == (5, "dockerfile-cmd", "script", "app/main.py")
    text = """
        FROM python
        COPY app /srv/code
        COPY scripts/entry.sh /srv/code
        CMD ["/srv/code/entry.sh", "python", "/srv/code/worker.py"]
        """
    assert lines(text) == [(4, "dockerfile-cmd", "script", "app/worker.py")]
    text = 'FROM python\nCOPY app/main.py /run.py\nENTRYPOINT ["python", "/run.py"]\n'
    assert lines(text) == [(3, "dockerfile-entrypoint", "script", "app/main.py")]


def test_an_entrypoint_script_hands_on_the_command(lines: Lines) -> None:
    text = """
        FROM python
        COPY scripts/*.sh /usr/local/bin/
        COPY . /srv
        WORKDIR /srv
        ENTRYPOINT ["tini", "--", "entry.sh"]
        CMD python app/main.py
        """
    assert lines(text) == [(5, "dockerfile-cmd", "script", "app/main.py")]


def test_a_shell_entrypoint_ignores_the_command(lines: Lines) -> None:
    text = "FROM python\nCOPY . /\nENTRYPOINT python app/main.py\nCMD python app/worker.py\n"
    assert lines(text) == [(3, "dockerfile-entrypoint", "script", "app/main.py")]


def test_continued_lines_comments_and_escapes(image: Callable[[str], list[Launch]]) -> None:
    text = """
        # escape=`
        FROM python
        COPY . .
        RUN pip install x && `
            # a comment in between

            python download.py `
                --model org/x
        """
    (launch,) = image(text)
    assert (launch.line, launch.name, launch.arguments) == (7, "download.py", ("--model", "org/x"))


def test_heredocs(image: Callable[[str], list[Launch]]) -> None:
    text = """
        FROM python
        COPY . .
        RUN <<EOF
        apt-get update
        python download.py
        EOF
        RUN python - <<'CODE'
        import x

        x.load("org/y")
        CODE
        RUN <<EOF
        #!/usr/bin/env python3
        import z
        EOF
        RUN python download.py
        """
    assert [(launch.line, launch.target, launch.name) for launch in image(text)] == [
        (5, "script", "download.py"),
        (8, "code", 'import x\n\nx.load("org/y")'),
        (13, "code", "#!/usr/bin/env python3\nimport z"),
        (16, "script", "download.py"),
    ]


def test_code_on_the_command_line(image: Callable[[str], list[Launch]]) -> None:
    text = """
        FROM python
        RUN --mount=type=cache,target=/cache --network=none \\
            pip install "torch==2.1" && python -c "\\
        from x import y; \\
        y('org/z')"
        """
    (launch,) = image(text)
    assert (launch.line, launch.target) == (3, "code")
    assert launch.name == "from x import y; y('org/z')"


def test_arguments_and_variables(image: Callable[[str], list[Launch]]) -> None:
    text = """
        ARG TAG=3.11
        ARG MODEL=org/outer
        FROM python:${TAG}
        ARG MODEL
        ARG SIZE=7b
        ENV NAME=$MODEL-${SIZE} OLD="a b" \\
            LATER=${MISSING:-x}
        ENV LEGACY one two
        COPY . .
        RUN python download.py $MODEL $NAME $NOT
        CMD ["python", "app/main.py", "$NAME"]
        """
    run, command = image(text)
    assert run.arguments == ("org/outer", "org/outer-7b", "${NOT}")
    assert command.arguments == ("$NAME",)
    assert [(v.name, v.value, v.line, v.kind) for v in command.environment] == [
        ("NAME", "org/outer-7b", 6, "Dockerfile ENV"),
        ("OLD", "a b", 6, "Dockerfile ENV"),
        ("LATER", "x", 7, "Dockerfile ENV"),
        ("LEGACY", "one two", 8, "Dockerfile ENV"),
    ]
    assert ("MODEL", 2) in [(v.name, v.line) for v in run.environment]


def test_an_argument_ends_with_its_stage(image: Callable[[str], list[Launch]]) -> None:
    text = """
        FROM python AS one
        ARG MODEL=org/one
        FROM python
        COPY . .
        RUN python download.py $MODEL
        """
    (run,) = image(text)
    assert run.arguments == ("${MODEL}",)
    assert run.environment == ()


def test_stages(lines: Lines) -> None:
    text = """
        FROM python AS base
        WORKDIR /srv
        COPY . /srv
        CMD ["python", "app/worker.py"]
        FROM base AS side
        CMD ["python", "download.py"]
        FROM node AS web
        CMD ["node", "x.js"]
        FROM base
        COPY --from=web /dist /dist
        CMD ["python", "app/main.py"]
        """
    assert lines(text) == [
        (6, "dockerfile-cmd", "script", "download.py"),
        (11, "dockerfile-cmd", "script", "app/main.py"),
    ]


def test_files_come_from_another_stage(lines: Lines) -> None:
    text = """
        FROM python AS build
        COPY app /build/code
        FROM python
        WORKDIR /run
        COPY --from=build /build .
        CMD ["python", "code/main.py"]
        """
    assert lines(text) == [(6, "dockerfile-cmd", "script", "app/main.py")]


def test_a_dockerfile_in_a_folder_of_its_own(make: Make) -> None:
    text = "FROM python\nWORKDIR /srv\nCOPY app/ /srv/\nCMD uvicorn main:app\n"
    project = make({**TREE, "main.py": "", "deploy/gpu.Dockerfile": text})
    (launch,) = project.launches
    assert (launch.path, launch.target, launch.name) == (
        "deploy/gpu.Dockerfile", "application", "app.main:app",
    )  # fmt: skip


def test_the_import_path_of_an_image_is_a_root(make: Make) -> None:
    text = "FROM python\nCOPY . /srv\nENV PYTHONPATH=/srv/lib:/srv/none\nCMD python -m helper\n"
    project = make({"lib/helper.py": "", "Dockerfile": text})
    assert project.roots == ("", "lib")
    assert [launch.name for launch in project.launches] == ["helper"]


def test_what_the_image_itself_starts(image: Callable[[str], list[Launch]]) -> None:
    (launch,) = image('FROM vllm/vllm-openai:v1\nCMD ["--model", "org/x"]\n')
    assert (launch.target, launch.name) == ("image", "vllm/vllm-openai:v1")
    assert launch.arguments == ("--model", "org/x")


def test_what_the_image_below_starts(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "Dockerfile": "ARG V=3\nFROM x/vllm-openai:$V AS a\nFROM a\nENV MODEL_ID=o/x\n",
            "other/Dockerfile": "FROM python:3.12\nENV MODEL_ID=o/x\n",
        },
    )
    (launch,) = discover(tmp_path, commands=load().commands).launches
    assert (launch.line, launch.kind, launch.target) == (3, "dockerfile-image", "image")
    assert launch.name == "x/vllm-openai:3"
    assert [(v.name, v.value, v.line) for v in launch.environment] == [("MODEL_ID", "o/x", 4)]


def test_lambda_handlers(lines: Lines) -> None:
    text = (
        'FROM public.ecr.aws/lambda/python:3.11\nCOPY app ${LAMBDA_TASK_ROOT}\nCMD ["main.run"]\n'
    )
    assert lines(text) == [(3, "dockerfile-cmd", "application", "main:run")]


def test_what_a_build_installs(make: Make) -> None:
    text = """
        FROM python
        RUN apt-get update && \\
            pip install --no-cache-dir -r requirements.txt torch==2.1 "numpy>=1" ./local && \\
            uv pip install --system transformers
        """
    project = make({"Dockerfile": text})
    assert [(r.name, r.specifier, r.line, r.kind) for r in project.requirements] == [
        ("torch", "==2.1", 3, "dockerfile"),
        ("numpy", ">=1", 3, "dockerfile"),
        ("transformers", "", 4, "dockerfile"),
    ]
    assert project.launches == ()


def test_what_a_build_installs_with_conda(make: Make) -> None:
    text = """
        FROM continuumio/miniconda3
        RUN conda create --name env python=3.9 \\
            && conda install --yes pytorch==2.2.2 pytorch-cuda=12.1 -c pytorch -c nvidia \\
            && mamba install -y "conda-forge::transformers=4.31.0" 'numpy>=1,<2'
        """
    project = make({"Dockerfile": text})
    assert [(r.name, r.specifier, r.line, r.kind) for r in project.requirements] == [
        ("torch", "==2.2.2", 3, "dockerfile"),
        ("pytorch-cuda", "==12.1.*", 3, "dockerfile"),
        ("transformers", "==4.31.0.*", 4, "dockerfile"),
        ("numpy", "<2,>=1", 4, "dockerfile"),
    ]


def test_a_file_that_is_no_dockerfile(make: Make) -> None:
    assert make({"Dockerfile": "hello\n"}).skipped == (
        Skipped("Dockerfile", "no FROM: not a Dockerfile"),
    )


def test_unknown_values_and_secrets_are_not_handed_on(make: Make) -> None:
    text = "FROM python\nENV A=$B HF_TOKEN=hf_x C=<your-model> D=org/d\nCMD python -c 1\n"
    project = make({"Dockerfile": text})
    assert [value.name for value in project.environment] == ["D"]
    assert project.launches[0].environment == known(project.environment)


def test_lines_that_are_no_instructions_are_named(make: Make) -> None:
    text = "# syntax=x\nFROM a\nRUNN x \\\n  y\n}{ junk\nCMD python a.py\n"
    project = make({"Dockerfile": text, "a.py": ""})
    assert [(s.path, s.line, s.reason) for s in project.skipped] == [
        ("Dockerfile", 3, "RUNN is no instruction"),
        ("Dockerfile", 5, "line is no instruction"),
    ]
    assert [x.name for x in project.launches] == ["a.py"]


def test_files_that_the_build_writes(image: Callable[[str], list[Launch]]) -> None:
    text = r"""
        FROM python AS base
        WORKDIR /app
        COPY . .
        ARG SIZE=7b
        RUN printf '%s\n' \
            '#!/bin/bash' \
            'set -e' \
            'exec python download.py \' \
            '  --model "${MODEL}" "$@"' \
            > /app/web.sh && chmod +x /app/web.sh
        RUN cat > /app/jobs.sh <<'EOF'
        #!/bin/sh
        export MODEL=org/jobs
        python download.py --fast
        EOF
        COPY <<EOF /app/make.sh
        python download.py org/$SIZE \$HOME
        EOF
        RUN echo "#!/bin/sh" > /go.sh && echo "exec python download.py --echo" >> /go.sh
        COPY --chmod=755 <<EOF main.py
        print(1)
        EOF
        FROM base AS web
        ENV MODEL=org/web
        ENTRYPOINT ["/app/web.sh"]
        CMD ["--port", "1"]
        FROM base AS jobs
        CMD bash jobs.sh
        FROM base AS make
        ENTRYPOINT ["/bin/sh", "-e", "./make.sh"]
        FROM base AS go
        COPY --from=base /go.sh /usr/bin/start
        CMD ["/usr/bin/start"]
        FROM base
        CMD ["python", "main.py"]
        """
    launches = [x for x in image(text) if x.kind != "dockerfile-run"]
    assert [(x.line, x.target, x.command[-3:]) for x in launches if x.target == "script"] == [
        (8, "script", ("org/web", "--port", "1")),
        (14, "script", ("python", "download.py", "--fast")),
        (17, "script", ("download.py", "org/7b", "${HOME}")),
        (19, "script", ("python", "download.py", "--echo")),
    ]
    assert [(x.line, x.target, x.name) for x in launches if x.target == "code"] == [
        (21, "code", "print(1)")
    ]


def test_names_of_dockerfiles(make: Make) -> None:
    text = "FROM python\nENTRYPOINT python main.py\n"
    names = ["Dockerfile.gpu", "gpu.Dockerfile", "CPUDockerfile", "docker/TrainDockerfile"]
    others = ["mydockerfile", "Dockerfile.md", "Dockerfiles"]
    found = make({"main.py": "", **dict.fromkeys((*names, *others), text)}).launches
    assert sorted({launch.path for launch in found}) == sorted(names)
