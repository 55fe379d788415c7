"""Lists of commands in forms of their own, and custom resources."""

from tests.discover.conftest import Make
from tests.discover.test_deployments import rows, values


def test_justfile(make: Make) -> None:
    files = {
        "justfile": """
            export MODEL := "org/x"
            port := env_var_or_default("PORT", '80')
            set dotenv-load

            serve *args:
                @python serve.py --port {{port}} \\
                    --model $MODEL {{args}}
            note:
                #!/usr/bin/env ruby
                puts "python serve.py"
            """,
        "serve.py": "",
    }
    project = make(files)
    assert rows(project) == [("justfile", 6, "justfile", "script", "serve.py")]
    (launch,) = project.launches
    assert launch.arguments == ("--port", "80", "--model", "org/x", "${args}")
    assert values(launch) == [("MODEL", "org/x", "justfile", 1)]


def test_tox(make: Make) -> None:
    files = {
        "tox.ini": """
            [tox]
            envlist = py
            [testenv:eval]
            setenv =
                MODEL = org/x
            commands =
                python eval.py --model {env:MODEL} {env:MODE:--fast} {posargs:--all}
                - pip list
            [flake8]
            commands = python other.py
            """,
        "eval.py": "",
        "other.py": "",
    }
    project = make(files)
    assert rows(project) == [("tox.ini", 7, "tox", "script", "eval.py")]
    assert project.launches[0].arguments == ("--model", "org/x", "--fast", "--all")


def test_crontab(make: Make) -> None:
    table = """
        # m h dom mon dow
        MODEL=org/x
        */5 4 * * mon-fri root cd /srv && python a.py $MODEL >> log 2>&1
        @daily python a.py org/y
        not a line
        """
    project = make({"deploy/crontab": table, "a.py": ""})
    assert [(x.line, x.name, x.arguments) for x in project.launches] == [
        (3, "a.py", ("org/x",)),
        (4, "a.py", ("org/y",)),
    ]


def test_jenkinsfile(make: Make) -> None:
    files = {
        "Jenkinsfile": """
            pipeline {
              environment {
                MODEL = 'org/x'
              }
              stages { stage('a') { steps {
                sh 'python fetch.py $MODEL'
                sh(script: \"\"\"
                  cd jobs
                  python run.py
                \"\"\")
                echo 'python other.py'
              } } }
            }
            """,
        "fetch.py": "",
        "jobs/run.py": "",
        "other.py": "",
    }
    project = make(files)
    assert rows(project) == [
        ("Jenkinsfile", 6, "jenkins", "script", "fetch.py"),
        ("Jenkinsfile", 9, "jenkins", "script", "jobs/run.py"),
    ]
    assert project.launches[0].arguments == ("org/x",)


DOCKERFILE = "FROM python\nARG MODEL\nCOPY . .\nRUN hf download $MODEL\nCMD python app.py\n"


def test_docker_bake(make: Make) -> None:
    files = {
        "docker-bake.hcl": """
            variable "TAG" { default = "latest" }
            variable "MODEL" { default = "org/x" }
            group "default" { targets = ["app"] }

            target "app" {
              context = "app"
              tags = ["me/app:${TAG}"]
              args = {
                MODEL = "${MODEL}"
              }
            }
            """,
        "app/Dockerfile": DOCKERFILE,
        "app/app.py": "",
    }
    project = make(files)
    fetched = [x for x in project.launches if x.arguments[:1] == ("download",)]
    assert [x.arguments for x in fetched if not x.unset] == [("download", "org/x")]
    (known,) = (x for x in fetched if not x.unset)
    assert values(known) == [("MODEL", "org/x", "docker-bake.hcl", 9)]


def test_docker_bake_inherited(make: Make) -> None:
    files = {
        "docker-bake.hcl": """
            target "base" {
              context = "app"
              args = {
                MODEL = "org/base"
              }
            }
            target "small" {
              inherits = ["base"]
              args = {
                MODEL = "org/small"
              }
            }
            target "plain" {
              inherits = ["plain", "base"]
            }
            """,
        "docker-bake.json": """
            {"target": {
              "above": {"context": "app", "args": {"MODEL": "org/above"}},
              "below": {"inherits": ["above"]}
            }}
            """,
        "app/Dockerfile": DOCKERFILE,
        "app/app.py": "",
    }
    fetched = [x for x in make(files).launches if x.arguments[:1] == ("download",)]
    given = [values(x) for x in fetched if not x.unset]
    assert sorted(given) == [
        [("MODEL", "org/above", "docker-bake.json", 2)],
        [("MODEL", "org/base", "docker-bake.hcl", 4)],
        [("MODEL", "org/small", "docker-bake.hcl", 10)],
    ]


def test_docker_bake_in_json(make: Make) -> None:
    files = {
        "docker-bake.json": """
            {
              "target": {
                "app": {
                  "context": "app",
                  "args": {"MODEL": "org/y"}
                }
              }
            }
            """,
        "app/Dockerfile": DOCKERFILE,
        "app/app.py": "",
    }
    launches = [x for x in make(files).launches if x.arguments[:1] == ("download",)]
    assert ("download", "org/y") in [x.arguments for x in launches]


def test_custom_resources(make: Make) -> None:
    files = {
        "k8s/all.yaml": """
            apiVersion: production-stack.vllm.ai/v1alpha1
            kind: VLLMRuntime
            spec:
              model:
                modelURL: org/x
              vllmConfig:
                extraArgs: ["--trust-remote-code"]
            ---
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            spec:
              model:
                uri: hf://org/y
            ---
            apiVersion: serving.kserve.io/v1alpha2
            kind: LLMInferenceService
            spec:
              model:
                uri: oci://registry/y
            ---
            apiVersion: kubeai.org/v1
            kind: Model
            spec:
              url: hf://org/chat
              engine: VLLM
              args:
                - --trust-remote-code
            ---
            apiVersion: kubeai.org/v1
            kind: Model
            spec:
              url: ollama://qwen2:0.5b
              engine: OLlama
            ---
            apiVersion: kubeai.org/v1
            kind: Model
            spec:
              url: s3://bucket/chat
              engine: VLLM
            ---
            apiVersion: ray.io/v1
            kind: RayJob
            spec:
              entrypoint: python train.py --model org/z
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            spec:
              templates:
                - name: fetch
                  script:
                    image: python
                    command: [bash]
                    source: |
                      python fetch.py org/a
            ---
            apiVersion: leaderworkerset.x-k8s.io/v1
            kind: LeaderWorkerSet
            spec:
              leaderWorkerTemplate:
                leaderTemplate:
                  spec:
                    containers:
                      - image: me
                        command: ["python", "lead.py"]
            """,
        "k8s/train.py": "",
        "k8s/fetch.py": "",
        "k8s/lead.py": "",
    }
    project = make(files)
    found = sorted((x.line, x.kind, x.target, x.name, x.arguments) for x in project.launches)
    assert found == [
        (5, "kubernetes-resource", "program", "vllm", ("serve", "org/x", "--trust-remote-code")),
        (13, "kubernetes-resource", "program", "vllm", ("serve", "org/y")),
        (
            24,
            "kubernetes-resource",
            "program",
            "vllm",
            ("serve", "org/chat", "--trust-remote-code"),
        ),
        (32, "kubernetes-resource", "program", "ollama", ("pull", "qwen2:0.5b")),
        (44, "kubernetes-resource", "script", "k8s/train.py", ("--model", "org/z")),
        (55, "kubernetes-resource", "script", "k8s/fetch.py", ("org/a",)),
        (65, "kubernetes-container", "script", "k8s/lead.py", ()),
    ]


def test_make(make: Make) -> None:
    inner = """MODEL ?= org/small
PORT = 80

.PHONY: serve fetch
help:
\t@echo nothing

fetch:
\thf download $(MODEL)

serve: fetch
\t@python serve.py --model $(MODEL) \\
\t    --port $(PORT)

other:
\tpython other.py
"""
    files = {
        "Makefile": "up:\n\t$(MAKE) -C app serve MODEL=org/large\n\nloop:\n\tmake loop\n",
        "app/Makefile": inner,
        "app/serve.py": "",
        "app/other.py": "",
        "Dockerfile": 'FROM python\nCOPY . /srv\nWORKDIR /srv\nCMD ["make", "up"]\n',
        "Procfile": "web: make -j2 --directory=app serve PORT=90\nloop: make loop\n",
    }
    project = make(files)
    started = [(x.kind, x.name, x.arguments) for x in project.launches if x.kind != "makefile"]
    large = ("--model", "org/large", "--port", "80")
    small = ("--model", "org/small", "--port", "90")
    assert ("dockerfile-cmd", "app/serve.py", large) in started
    assert ("dockerfile-cmd", "hf", ("download", "org/large")) in started
    assert ("procfile", "app/serve.py", small) in started
    assert not any(name == "app/other.py" for _, name, _ in started)
