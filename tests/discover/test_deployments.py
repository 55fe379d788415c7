from pathlib import Path

from reach.discover import discover
from reach.records.project import EnvValue, Launch, Project, Skipped
from tests.discover.conftest import Make, write

Row = tuple[str, int, str, str, str]


def rows(project: Project) -> list[Row]:
    return [(x.path, x.line, x.kind, x.target, x.name) for x in project.launches]


def values(launch: Launch) -> list[tuple[str, str, str, int]]:
    return [(v.name, v.value, v.path, v.line) for v in launch.environment]


def test_compose_builds_overrides_and_mounts(make: Make) -> None:
    files = {
        "api/Dockerfile": "FROM python\nWORKDIR /s\nCOPY . .\nENV A=1 B=2\nCMD python a.py\n",
        "api/a.py": "",
        "api/b.py": "",
        "jobs/c.py": "",
        ".env": "PORT=80\n",
        "settings.env": "C=3\n",
        "compose.yaml": """
            x-shared: &shared
              B: two
            services:
              plain:
                build: ./api
                env_file: settings.env
                environment:
                  <<: *shared
                  D: ${PORT}-${NONE:-x}
              other:
                build: {context: api, dockerfile: Dockerfile}
                command: >
                  python
                  b.py
              mounted:
                image: python:3.11
                working_dir: /work
                volumes: ["./jobs:/work:ro"]
                command: ["sh", "-c", "python c.py"]
              served:
                image: vllm/vllm-openai
                command: --model org/x
              broker:
                image: redis
            """,
    }
    project = make(files)
    assert rows(project) == [
        ("api/Dockerfile", 5, "dockerfile-cmd", "script", "api/a.py"),
        ("compose.yaml", 5, "compose-service", "script", "api/a.py"),
        ("compose.yaml", 13, "compose-service", "script", "api/b.py"),
        ("compose.yaml", 19, "compose-service", "script", "jobs/c.py"),
        ("compose.yaml", 22, "compose-service", "image", "vllm/vllm-openai"),
        ("compose.yaml", 24, "compose-service", "image", "redis"),
    ]
    assert values(project.launches[1]) == [
        ("A", "1", "api/Dockerfile", 4),
        ("B", "two", "compose.yaml", 2),
        ("C", "3", "settings.env", 1),
        ("D", "80-x", "compose.yaml", 9),
    ]
    assert project.launches[4].arguments == ("--model", "org/x")


def test_compose_chooses_stage_entrypoint_and_arguments(make: Make) -> None:
    files = {
        "Dockerfile": """
            FROM python AS dev
            ARG MODEL
            COPY . .
            RUN python get.py $MODEL
            CMD ["python", "dev.py"]
            FROM python
            CMD ["python", "gone.py"]
            """,
        "get.py": "",
        "dev.py": "",
        "run.py": "",
        "docker-compose.yml": """
            services:
              a:
                build:
                  context: .
                  target: dev
                  args:
                    MODEL: org/built
              b:
                build: {context: ., target: dev}
                entrypoint: python run.py
            """,
    }
    project = make(files)
    assert rows(project)[3:] == [
        ("docker-compose.yml", 3, "compose-service", "script", "dev.py"),
        ("Dockerfile", 4, "dockerfile-run", "script", "get.py"),
        ("docker-compose.yml", 10, "compose-service", "script", "run.py"),
    ]
    build = project.launches[4]
    assert build.arguments == ("org/built",)
    assert values(build) == [("MODEL", "org/built", "docker-compose.yml", 7)]


def test_compose_stays_inside_the_root(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "Dockerfile": "FROM python\nCMD python leak.py\n",
            "root/compose.yml": "services:\n  a:\n    build: ..\n    env_file: ../.env\n",
            ".env": "LEAK=1\n",
        },
    )
    project = discover(tmp_path / "root")
    assert (project.launches, project.environment) == ((), ())
    reason = "service builds ../Dockerfile, which is not in the tree"
    assert project.skipped == (Skipped("compose.yml", reason, 3),)


def test_kubernetes(make: Make) -> None:
    manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings}
        data:
          MODEL: org/mapped
        ---
        apiVersion: batch/v1
        kind: CronJob
        spec:
          jobTemplate:
            spec:
              template:
                spec:
                  initContainers:
                  - image: python
                    command: [sh, -c]
                    args:
                      - |
                        cd jobs
                        python get.py
                  containers:
                  - name: main
                    image: org/server
                    command: ["python", "-m", "serve"]
                    args: ["--model=$(MODEL)", "$$(KEPT)", "$(NONE)"]
                    envFrom:
                      - configMapRef: {name: settings}
                    env:
                      - name: EXTRA
                        value: "$(MODEL)-x"
                      - name: SECRET_ONE
                        valueFrom: {secretKeyRef: {name: a, key: b}}
                  - image: vllm/vllm-openai
                    args: [--model, org/y]
        """
    project = make({"k8s/job.yaml": manifest, "serve.py": "", "jobs/get.py": ""})
    assert rows(project) == [
        ("k8s/job.yaml", 20, "kubernetes-container", "script", "jobs/get.py"),
        ("k8s/job.yaml", 24, "kubernetes-container", "module", "serve"),
        ("k8s/job.yaml", 34, "kubernetes-container", "image", "vllm/vllm-openai"),
    ]
    assert project.launches[1].arguments == ("--model=org/mapped", "$(KEPT)", "${NONE}")
    assert values(project.launches[1]) == [
        ("MODEL", "org/mapped", "k8s/job.yaml", 5),
        ("EXTRA", "org/mapped-x", "k8s/job.yaml", 30),
    ]


def test_parameters_of_workflows(make: Make) -> None:
    argo = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        spec:
          arguments: {parameters: [{name: model, value: org/x}, {name: other}]}
          templates:
            - name: main
              steps:
                - - arguments:
                      parameters: [{name: m, value: "{{workflow.parameters.model}}"}]
            - name: a
              container:
                image: python
                command: [python, a.py]
                args: ["{{inputs.parameters.m}}", "{{workflow.parameters.other}}"]
        """
    tekton = """
        apiVersion: tekton.dev/v1
        kind: Task
        spec:
          params: [{name: model, default: org/y}]
          steps:
            - image: python
              env: [{name: MODEL, value: $(params.model)}]
              script: |
                #!/bin/sh
                python a.py $MODEL $(params.model) $(date)
        """
    project = make({"argo.yaml": argo, "tekton.yaml": tekton, "a.py": ""})
    assert [(x.line, x.name, x.arguments[:2]) for x in project.launches] == [
        (13, "a.py", ("org/x", "{{workflow.parameters.other}}")),
        (10, "a.py", ("org/y", "org/y")),
    ]


def test_jobs_of_vertex_and_functions_of_google(make: Make) -> None:
    files = {
        "job.yaml": """
            workerPoolSpecs:
              - containerSpec:
                  imageUri: eu/x
                  command: [python, a.py]
                  args: [--model, org/x]
                  env: [{name: DATA, value: org/d}]
            """,
        "deploy.sh": "gcloud functions deploy f --entry-point=run --set-env-vars=MODEL=org/z,B=c\n",
        "a.py": "",
        "main.py": "",
    }
    project = make(files)
    assert rows(project) == [
        ("job.yaml", 4, "vertex-job", "script", "a.py"),
        ("deploy.sh", 1, "shell-script", "application", "main:run"),
    ]
    job, function = project.launches
    assert [x[:2] for x in values(function)] == [("MODEL", "org/z"), ("B", "c")]
    assert job.arguments == ("--model", "org/x")
    assert values(job) == [("DATA", "org/d", "job.yaml", 6)]


def test_a_template_of_a_manifest_is_reported(make: Make) -> None:
    text = "apiVersion: v1\nspec:\n  containers:\n  {{- range .Values.all }}\n  - image: {{ . }}\n"
    assert make({"templates/a.yaml": text}).skipped == (
        Skipped("templates/a.yaml", "template of a manifest, not plain YAML", 4),
    )


def test_workflows(make: Make) -> None:
    text = """
        env:
          TOP: 1
        jobs:
          one:
            defaults: {run: {working-directory: sub}}
            strategy:
              matrix:
                python: ["3.11", "3.12"]
                model:
                  - {name: org/one, size: 7}
                  - {name: org/two, size: 9}
            env:
              MODEL: ${{ matrix.model.name }}
            steps:
              - uses: actions/checkout@v4
              - run: |
                  pip install x
                  python a.py --size ${{ matrix.model.size }} --m $MODEL
              - run: python b.py ${{ github.ref }}
                working-directory: .
          two:
            steps:
              - shell: python
                run: |
                  import json
                  print(1)
        """
    files = {".github/workflows/ci.yml": text, "sub/a.py": "", "b.py": ""}
    project = make(files)
    assert rows(project) == [
        (".github/workflows/ci.yml", 18, "github-workflow", "script", "sub/a.py"),
        (".github/workflows/ci.yml", 18, "github-workflow", "script", "sub/a.py"),
        (".github/workflows/ci.yml", 19, "github-workflow", "script", "b.py"),
        (".github/workflows/ci.yml", 19, "github-workflow", "script", "b.py"),
        (".github/workflows/ci.yml", 25, "github-workflow", "code", "import json\nprint(1)\n"),
    ]
    first, second = project.launches[:2]
    assert first.arguments == ("--size", "7", "--m", "org/one")
    assert second.arguments == ("--size", "9", "--m", "org/two")
    assert values(second) == [
        ("TOP", "1", ".github/workflows/ci.yml", 2),
        ("MODEL", "org/two", ".github/workflows/ci.yml", 11),
    ]


def test_matrix_includes(make: Make) -> None:
    text = """
        jobs:
          a:
            strategy:
              matrix:
                include:
                  - model: org/one
                  - model: org/two
            steps:
              - run: python a.py ${{ matrix.model }}
        """
    project = make({".github/workflows/ci.yml": text, "a.py": ""})
    assert [launch.arguments for launch in project.launches] == [("org/one",), ("org/two",)]


def test_systemd(make: Make) -> None:
    unit = """
        [Service]
        WorkingDirectory=/srv/app
        Environment=MODEL=org/x "FLAGS=--a --b"
        EnvironmentFile=-/etc/app/app.env
        Environment=PORT=2
        # ExecStart=/bin/false
        ExecStartPre=-/usr/bin/python3 get.py
        ExecStart=/srv/venv/bin/python \\
            serve.py ${FLAGS} $FLAGS $NONE
        """
    project = make({"app.service": unit, "app.env": "PORT=1\n", "serve.py": "", "get.py": ""})
    assert rows(project) == [
        ("app.service", 7, "systemd-service", "script", "get.py"),
        ("app.service", 8, "systemd-service", "script", "serve.py"),
    ]
    launch = project.launches[1]
    assert launch.arguments == ("--a --b", "--a", "--b", "${NONE}")
    assert values(launch) == [
        ("MODEL", "org/x", "app.service", 3),
        ("FLAGS", "--a --b", "app.service", 3),
        ("PORT", "1", "app.env", 1),
    ]


def test_supervisord(make: Make) -> None:
    text = """
        [supervisord]
        environment=ALL="1"
        [program:web]
        directory=/code/sub
        command=uvicorn main:app --port %(ENV_PORT)s ; the server
        environment=MODEL="org/x",MODE='a b'
        [other]
        command=python no.py
        """
    project = make({"etc/supervisord.conf": text, "sub/main.py": ""})
    assert rows(project) == [
        ("etc/supervisord.conf", 5, "supervisord-program", "application", "main:app")
    ]
    assert values(project.launches[0]) == [
        ("ALL", "1", "etc/supervisord.conf", 2),
        ("MODEL", "org/x", "etc/supervisord.conf", 6),
        ("MODE", "a b", "etc/supervisord.conf", 6),
    ]


def test_cog(make: Make) -> None:
    text = """
        build:
          python_packages:
            - torch==2.1
          run:
            - python get.py
            - command: hf download org/x
        predict: "predict.py:Predictor"
        train: sub/train.py:train
        """
    files = {"m/cog.yaml": text, "m/predict.py": "", "m/sub/train.py": "", "m/get.py": ""}
    project = make(files)
    assert rows(project) == [
        ("m/cog.yaml", 5, "cog-run", "script", "m/get.py"),
        ("m/cog.yaml", 6, "cog-run", "program", "hf"),
        ("m/cog.yaml", 7, "cog-predict", "application", "predict:Predictor"),
        ("m/cog.yaml", 8, "cog-train", "application", "train:train"),
    ]
    assert [(r.name, r.specifier, r.line) for r in project.requirements] == [("torch", "==2.1", 3)]


def test_makefile(make: Make) -> None:
    text = (
        "PY ?= python3\nRUN = $(PY) -u\nMODEL := org/x # why\nexport MODE = fast\n"
        "train: deps\n\t@$(RUN) train.py --model $(MODEL) \\\n\t\t--home $$HOME $(NONE)\n"
        "\trm -rf out\n\n\tcd sub && ${PY} tool.py\n"
    )
    project = make({"Makefile": text, "train.py": "", "sub/tool.py": ""})
    assert rows(project) == [
        ("Makefile", 6, "makefile", "script", "train.py"),
        ("Makefile", 10, "makefile", "script", "sub/tool.py"),
    ]
    launch = project.launches[0]
    assert launch.arguments == ("--model", "org/x", "--home", "${HOME}", "${NONE}")
    assert values(launch) == [("MODE", "fast", "Makefile", 4)]


def test_procfile(make: Make) -> None:
    variables = '{"env": {"MODEL": {"value": "org/x"}, "MODE": "all", "KEY": {"required": true}}}'
    files = {
        "Procfile": "# c\nweb: python a.py\nwhat\nq: taskiq worker a:broker b c\n",
        "a.py": "",
        "b.py": "",
        "c.py": "",
        "app.json": variables,
    }
    project = make(files)
    assert rows(project) == [
        ("Procfile", 2, "procfile", "script", "a.py"),
        ("Procfile", 4, "procfile", "application", "a:broker"),
        ("Procfile", 4, "procfile", "application", "b:broker"),
        ("Procfile", 4, "procfile", "application", "c:broker"),
    ]
    assert [x[:3] for x in values(project.launches[0])] == [
        ("MODEL", "org/x", "app.json"),
        ("MODE", "all", "app.json"),
    ]
    assert project.skipped == (Skipped("Procfile", "not name: command", 3),)


def test_dotenv(make: Make) -> None:
    text = "# c\nexport A=one # why\nB=\"two # kept\"\nC='three'\nD=\nE=$A\nAPI_KEY=sk-1\n"
    assert make({".env.example": text}).environment == (
        EnvValue("A", "one", ".env.example", 2, ".env file"),
        EnvValue("B", "two # kept", ".env.example", 3, ".env file"),
        EnvValue("C", "three", ".env.example", 4, ".env file"),
    )


def test_serverless_functions(make: Make) -> None:
    files = {
        "serverless.yml": """
            provider:
              runtime: python3.11
              environment: {MODEL: org/x}
            functions:
              one:
                handler: api/handlers.run
              two:
                runtime: nodejs20.x
                handler: web.run
            """,
        "api/handlers.py": "",
        "sam/template.yaml": """
            Resources:
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src/
                  Handler: app.handler
                  Runtime: python3.11
                  Environment:
                    Variables:
                      NAME: !Ref Name
                      MODEL: org/y
            """,
        "sam/src/app.py": "",
    }
    project = make(files)
    assert rows(project) == [
        ("sam/template.yaml", 6, "serverless-function", "application", "app:handler"),
        ("serverless.yml", 6, "serverless-function", "application", "handlers:run"),
    ]
    assert values(project.launches[1]) == [("MODEL", "org/x", "serverless.yml", 3)]


def test_values_that_refer_to_others(make: Make) -> None:
    files = {
        "serverless.yml": """
            provider:
              runtime: python3.11
              stage: ${opt:stage, 'dev'}
            custom:
              name: org/named
              models: {dev: org/small, prod: org/large}
            functions:
              one:
                handler: api/handlers.run
                environment:
                  NAME: ${self:custom.name}
                  MODEL: ${self:custom.models.${sls:stage}}
                  OPEN: ${ssm:/model}
                  PLAIN: ${env:SIZE, 'small'}
            """,
        "api/handlers.py": "",
        "sam/template.yaml": """
            Parameters:
              Model: {Type: String, Default: org/y}
              Open: {Type: String}
            Resources:
              Function:
                Type: AWS::Serverless::Function
                Properties:
                  CodeUri: src/
                  Handler: app.handler
                  Environment:
                    Variables:
                      MODEL: !Ref Model
                      FILE: !Sub "s3://models/${Model}/w.pt"
                      LONG: {Ref: Model}
                      OPEN: !Ref Open
                      BUCKET: !GetAtt Bucket.Arn
            """,
        "sam/src/app.py": "",
    }
    sam, small, large = make(files).launches
    assert {v.name: v.value for v in sam.environment} == {
        "MODEL": "org/y",
        "FILE": "s3://models/org/y/w.pt",
        "LONG": "org/y",
    }
    known = {"NAME": "org/named", "PLAIN": "small"}
    assert {v.name: v.value for v in small.environment} == known | {"MODEL": "org/small"}
    assert {v.name: v.value for v in large.environment} == known | {"MODEL": "org/large"}


def test_platforms_and_pipelines(make: Make) -> None:
    files = {
        "render.yaml": """
            services:
              - rootDir: api
                startCommand: uvicorn main:app --port $PORT
                envVars:
                  - key: MODEL
                    value: org/x
                  - key: TOKEN
                    sync: false
            """,
        "fly.toml": '[env]\nMODEL = "org/y"\n[processes]\nweb = "python -m api.main"\n',
        "app.yaml": "runtime: python311\nentrypoint: gunicorn -b :8080 api.main:app\n",
        ".gitlab-ci.yml": """
            variables: {MODEL: org/z}
            test:
              script:
                - pip install x
                - python api/main.py $MODEL
            """,
        "api/main.py": "",
    }
    project = make(files)
    assert rows(project) == [
        (".gitlab-ci.yml", 5, "gitlab-ci", "script", "api/main.py"),
        ("app.yaml", 2, "app-engine", "application", "main:app"),
        ("fly.toml", 4, "fly-process", "module", "main"),
        ("render.yaml", 3, "render-service", "application", "main:app"),
    ]
    assert project.launches[0].arguments == ("org/z",)
    assert values(project.launches[3]) == [("MODEL", "org/x", "render.yaml", 6)]


def test_ray_serve(make: Make) -> None:
    files = {
        "serve.yaml": """
            applications:
              - name: one
                import_path: app.serve:graph
                runtime_env:
                  env_vars: {MODEL: org/x}
            """,
        "k8s/service.yaml": """
            apiVersion: ray.io/v1
            kind: RayService
            spec:
              serveConfigV2: |
                applications:
                  - import_path: app.serve:build
                    runtime_env:
                      env_vars:
                        MODEL: org/y
            """,
        "deploy/service.yaml": """
            name: service
            ray_serve_config:
              import_path: app.serve:graph
              runtime_env:
                working_dir: .
                env_vars:
                  MODEL: org/z
            """,
        "old/service.yaml": """
            apiVersion: ray.io/v1alpha1
            kind: RayService
            spec:
              serveConfig:
                importPath: app.serve:graph
                runtimeEnv: |
                  # the model
                  env_vars: {"MODEL": "org/w"}
            """,
        "app/serve.py": "",
        "main.py": "import app.serve\n",
    }
    project = make(files)
    assert rows(project) == [
        ("deploy/service.yaml", 3, "ray-serve", "application", "app.serve:graph"),
        ("k8s/service.yaml", 6, "ray-serve", "application", "app.serve:build"),
        ("old/service.yaml", 5, "ray-serve", "application", "app.serve:graph"),
        ("serve.yaml", 3, "ray-serve", "application", "app.serve:graph"),
    ]
    assert values(project.launches[0]) == [("MODEL", "org/z", "deploy/service.yaml", 7)]
    assert values(project.launches[1]) == [("MODEL", "org/y", "k8s/service.yaml", 9)]
    assert values(project.launches[2]) == [("MODEL", "org/w", "old/service.yaml", 8)]
    assert values(project.launches[3]) == [("MODEL", "org/x", "serve.yaml", 5)]


def test_gunicorn_takes_the_application_from_its_configuration(make: Make) -> None:
    files = {"gunicorn.conf.py": 'bind = ":80"\nwsgi_app = "main:app"\n', "main.py": ""}
    project = make({**files, "Procfile": "web: gunicorn\n"})
    assert rows(project) == [("Procfile", 1, "procfile", "application", "main:app")]


def test_bento_services_and_their_arguments(make: Make) -> None:
    files = {
        "a/bentofile.yaml": """
            service: "service:Model"
            args: {model_id: org/yaml}
            envs:
              - name: SIZE
                value: "7b"
            python:
              packages: [torch==2.4.1]
            """,
        "a/service.py": "",
        "b/pyproject.toml": """
            [tool.bentoml.build]
            service = "service.py:Model"
            envs = [{ name = "HF_TOKEN" }, { name = "SIZE", value = "1b" }]

            [tool.bentoml.build.args]
            tp = 8
            model_id = "org/toml"
            cli_args = ["--trust-remote-code"]
            """,
        "b/service.py": "",
        "c/pyproject.toml": "[project]\nname = 'c'\n# bentoml\n",
    }
    project = make(files)
    assert rows(project) == [
        ("a/bentofile.yaml", 1, "bentofile", "application", "a.service:Model"),
        ("b/pyproject.toml", 2, "bentofile", "application", "b.service:Model"),
    ]
    assert [(x.arguments, x.lines[3:]) for x in project.launches] == [
        (("--model_id", "org/yaml"), (2, 2)),
        (("--tp", "8", "--model_id", "org/toml"), (6, 6, 7, 7)),
    ]
    assert [values(x) for x in project.launches] == [
        [("SIZE", "7b", "a/bentofile.yaml", 5)],
        [("SIZE", "1b", "b/pyproject.toml", 3)],
    ]
    assert [(r.name, r.line) for r in project.requirements] == [("torch", 7)]


def test_platforms_in_json(make: Make) -> None:
    files = {
        ".runpod/hub.json": """
            {"config": {
              "presets": [{"name": "x", "defaults": {"MODEL_NAME": "org/preset"}}],
              "env": [
                {"key": "SIZE", "input": {"type": "string", "default": "7b"}},
                {"key": "OTHER", "input": {"type": "string"}}
              ]
            }}
            """,
        "task.json": """
            {"containerDefinitions": [{
              "image": "x/y",
              "command": ["python", "app.py"],
              "environment": [{"name": "MODEL", "value": "org/name"}]
            }]}
            """,
        "app.py": "",
        "broken.json": '{"containerDefinitions": [',
    }
    project = make(files)
    assert rows(project) == [("task.json", 3, "ecs-container", "script", "app.py")]
    assert [(v.name, v.value, v.path, v.line) for v in project.environment] == [
        ("SIZE", "7b", ".runpod/hub.json", 4),
        ("MODEL_NAME", "org/preset", ".runpod/hub.json", 2),
        ("MODEL", "org/name", "task.json", 4),
    ]
    assert [(s.path, s.line) for s in project.skipped] == [("broken.json", 2)]


def test_config_maps_in_other_files(make: Make) -> None:
    files = {
        "k8s/config.yaml": """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data:
              MODEL: org/mapped
              SIZE: "7"
            """,
        "k8s/pod.yaml": """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              - image: python
                command: [python, app.py]
                envFrom: [{configMapRef: {name: settings}}]
                env:
                - name: WEIGHT
                  valueFrom: {configMapKeyRef: {name: settings, key: SIZE}}
            """,
        "other/config.yaml": """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data: {MODEL: org/elsewhere}
            """,
    }
    project = make(files)
    assert [(v.name, v.value, v.path, v.line) for v in project.environment] == [
        ("MODEL", "org/mapped", "k8s/config.yaml", 5),
        ("SIZE", "7", "k8s/config.yaml", 6),
        ("WEIGHT", "7", "k8s/config.yaml", 6),
    ]


def test_code_in_config_maps(make: Make) -> None:
    manifest = """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: code}
        data:
          app.py: |
            import os
            print(1)
          start.sh: |
            exec vllm serve org/name
          notes.txt: python app.py
        ---
        apiVersion: v1
        kind: Pod
        spec:
          volumes:
          - name: code
            configMap: {name: code}
          containers:
          - image: python
            command: [python, /code/app.py]
            env: [{name: A, value: b}]
        """
    project = make({"pod.yaml": manifest})
    assert [(x.line, x.target, x.lines[:1]) for x in project.launches] == [
        (6, "code", (5,)),
        (9, "program", (9,)),
        (20, "unknown", (20,)),
    ]
    assert values(project.launches[0]) == [("A", "b", "pod.yaml", 21)]
    embedded = next(s for s in project.sources if s.inside)
    assert (embedded.inside, embedded.line, embedded.text) == (
        "pod.yaml",
        6,
        "import os\nprint(1)\n",
    )


def test_lists_of_commands(make: Make) -> None:
    files = {
        "a.py": "",
        "package.json": """
            {
              "name": "x",
              "scripts": {
                "build": "tsc",
                "serve": "python a.py"
              }
            }
            """,
        "Taskfile.yml": """
            tasks:
              run:
                env: {MODEL: org/task}
                cmds:
                  - python a.py
            """,
        "MLproject": """
            name: x
            entry_points:
              main:
                parameters: {model: {type: string}, data: {default: org/data}}
                command: "python a.py --model {model} --data {data}"
            """,
        "buildspec.yml": """
            env: {variables: {MODEL: org/built}}
            phases: {build: {commands: [python a.py]}}
            """,
        ".pre-commit-config.yaml": """
            repos:
              - repo: local
                hooks:
                  - {id: a, entry: python a.py, language: system}
                  - {id: b, entry: python a.py, language: pygrep}
            """,
        ".devcontainer/devcontainer.json": """
            {
              // what is run once
              "containerEnv": {"MODEL": "org/dev"},
              "postCreateCommand": "python a.py"
            }
            """,
        "dvc.yaml": "stages:\n  get:\n    cmd: hf download org/dvc\n",
        "cloudbuild.yaml": """
            steps:
              - name: python
                entrypoint: bash
                args: ["-c", "python a.py"]
            """,
        "sky.yaml": """
            envs:
              MODEL: org/sky
            resources:
              accelerators: A100
            setup: pip install vllm
            run: |
              echo start
              vllm serve $MODEL
            """,
        ".circleci/config.yml": """
            jobs:
              test:
                steps:
                  - run: python a.py
                  - run:
                      name: again
                      command: python a.py
            """,
    }
    project = make(files)
    assert rows(project) == [
        (".circleci/config.yml", 4, "circleci", "script", "a.py"),
        (".circleci/config.yml", 7, "circleci", "script", "a.py"),
        (".devcontainer/devcontainer.json", 4, "devcontainer", "script", "a.py"),
        (".pre-commit-config.yaml", 4, "pre-commit-hook", "script", "a.py"),
        ("MLproject", 5, "mlproject", "script", "a.py"),
        ("Taskfile.yml", 5, "taskfile", "script", "a.py"),
        ("buildspec.yml", 2, "buildspec", "script", "a.py"),
        ("cloudbuild.yaml", 4, "cloud-build", "script", "a.py"),
        ("dvc.yaml", 3, "dvc-stage", "program", "hf"),
        ("package.json", 5, "package-script", "script", "a.py"),
        ("sky.yaml", 8, "sky-task", "program", "vllm"),
    ]
    by_path = {launch.path: launch for launch in project.launches}
    assert by_path["MLproject"].arguments == ("--model", "${model}", "--data", "org/data")
    assert [x[:2] for x in values(by_path["buildspec.yml"])] == [("MODEL", "org/built")]
    assert by_path["sky.yaml"].arguments == ("serve", "org/sky")
    assert values(by_path["Taskfile.yml"]) == [("MODEL", "org/task", "Taskfile.yml", 3)]


def test_parameters_of_dvc(make: Make) -> None:
    files = {
        "a.py": "",
        "params.yaml": "model: {name: org/x, revision: main}\n",
        "shared.yaml": "model: {revision: v1}\n",
        "dvc.yaml": """
            vars:
              - shared.yaml:model
              - size: large
            stages:
              get:
                cmd: python a.py --model ${model.name}@${ model.revision } --size=${size}
              rest:
                cmd: python a.py ${other} ${model}
            """,
    }
    assert [launch.arguments for launch in make(files).launches] == [
        ("--model", "org/x@v1", "--size=large"),
        ("${other}", "${model}"),
    ]


def test_stages_of_dvc_that_run_many_times(make: Make) -> None:
    files = {
        "a.py": "",
        "params.yaml": "encoders: {small: {name: org/s, rev: v1}, large: {name: org/l, rev: v2}}\n",
        "dvc.yaml": """
            stages:
              embed:
                foreach: ${encoders}
                do:
                  cmd: python a.py ${item.name}@${item.rev} ${key}.npy
              list:
                foreach: [org/a, org/b]
                do:
                  cmd:
                    - python a.py ${item}
              train:
                matrix:
                  base: [org/c, org/d]
                  head: [{name: x}]
                cmd: python a.py ${item.base} ${item.head.name} ${item.other}
            """,
    }
    assert [launch.arguments for launch in make(files).launches] == [
        ("org/s@v1", "small.npy"),
        ("org/l@v2", "large.npy"),
        ("org/a",),
        ("org/b",),
        ("org/c", "x", "${item.other}"),
        ("org/d", "x", "${item.other}"),
    ]


def test_variables_of_a_taskfile(make: Make) -> None:
    files = {
        "a.py": "",
        "Taskfile.yml": """
            version: "3"
            vars: {SIZE: small, HEAD: head.pt}
            tasks:
              run:
                vars: {SIZE: large}
                cmds:
                  - python a.py --size {{.SIZE}} --head={{ .HEAD }} {{.CLI_ARGS}}
                  - python a.py {{.NAME | default "org/x"}} {{.OTHER}}
            """,
    }
    assert [launch.arguments for launch in make(files).launches] == [
        ("--size", "large", "--head=head.pt"),
        ("org/x", "${OTHER}"),
    ]


def test_azure_machine_learning(make: Make) -> None:
    files = {
        "src/score.py": "",
        "src/train.py": "",
        "deploy.yml": """
            name: blue
            code_configuration:
              code: ./src
              scoring_script: score.py
            environment_variables:
              MODEL: org/blue
            """,
        "job.yml": """
            $schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
            code: src
            inputs:
              model: {type: string, default: org/tuned}
              data:
                type: uri_folder
            command: >-
              python train.py --model ${{inputs.model}}
              --data ${{inputs.data}}
            """,
        "other.yml": "command: python src/train.py\nabout: azureml\n",
    }
    project = make(files)
    assert rows(project) == [
        ("deploy.yml", 4, "azureml-deployment", "script", "src/score.py"),
        ("job.yml", 8, "azureml-job", "script", "src/train.py"),
    ]
    assert values(project.launches[0]) == [("MODEL", "org/blue", "deploy.yml", 6)]
    assert project.launches[1].arguments == (
        "--model",
        "org/tuned",
        "--data",
        "${{inputs.data}}",
    )


def test_tasks_of_a_project(make: Make) -> None:
    files = {
        "a.py": "",
        "pyproject.toml": """
            [tool.poe.tasks]
            one = { cmd = "python a.py --model org/one", env = { HEAD = "h.pt", N = 1 } }
            two = ["one", "lint"]
            three = { script = "a:main" }

            [tool.hatch.envs.dev.scripts]
            four = ["echo", "python a.py org/four"]
            five = ["echo x", "python a.py org/five"]
            """,
        "sub/pixi.toml": """
            [feature.gpu.tasks]
            six = "python a.py org/six"
            """,
        "sub/a.py": "",
    }
    project = make(files)
    assert rows(project) == [
        ("pyproject.toml", 2, "project-task", "script", "a.py"),
        ("pyproject.toml", 8, "project-task", "script", "a.py"),
        ("sub/pixi.toml", 2, "project-task", "script", "sub/a.py"),
    ]
    assert values(project.launches[0]) == [("HEAD", "h.pt", "pyproject.toml", 2)]


def test_compose_extends_and_overrides(make: Make) -> None:
    files = {
        "deploy/Dockerfile": (
            "FROM python AS base\nWORKDIR /s\nCOPY src src\n"
            "FROM base AS web\nCMD python src/web.py\nFROM base AS jobs\nCMD python src/jobs.py\n"
        ),
        "src/web.py": "",
        "src/jobs.py": "",
        "src/debug.py": "",
        "deploy/common.yml": """
            services:
              app:
                build: {context: .., dockerfile: deploy/Dockerfile}
                environment: {MODEL: org/base, SIZE: small}
            """,
        "compose.yaml": """
            services:
              web:
                extends: {file: deploy/common.yml, service: app}
                build:
                  target: web
                environment: [MODEL=org/web]
              again:
                extends: web
                command: python src/debug.py
              lost:
                extends: {file: nowhere.yml, service: app}
            """,
        "compose.override.yaml": "services:\n  web:\n    environment: {SIZE: large}\n",
    }
    project = make(files)
    started = [x for x in project.launches if x.kind == "compose-service"]
    assert [(x.path, x.line, x.name, x.command[-1]) for x in started] == [
        ("compose.yaml", 4, "src/web.py", "src/web.py"),  # of the override file
        ("compose.yaml", 4, "src/web.py", "src/web.py"),
        ("compose.yaml", 9, "src/debug.py", "src/debug.py"),
    ]
    override, web, again = started
    assert values(web)[:2] == [
        ("MODEL", "org/web", "compose.yaml", 6),
        ("SIZE", "small", "deploy/common.yml", 4),
    ]
    assert values(again)[:2] == values(web)[:2]
    assert ("SIZE", "large", "compose.override.yaml", 3) in values(override)
    reason = "service extends app of nowhere.yml, not in the tree"
    assert project.skipped == (Skipped("compose.yaml", reason, 11),)


def test_substitutions_of_cloud_build(make: Make) -> None:
    files = {
        "serve.py": "",
        "jobs/train.py": "",
        "cloudbuild.yaml": """
            steps:
              - name: gcr.io/cloud-builders/docker
                args: [build, --build-arg, "MODEL=$_MODEL", -t, x, .]
              - name: python
                entrypoint: bash
                args: ["-c", "hf download ${_MODEL} --revision $_REV"]
              - name: python
                dir: jobs
                args: [python, train.py, --name, "$_OTHER"]
                env: ["MODEL=${_MODEL}", KEEP=kept]
              - name: python
                script: |
                  python serve.py
            substitutions:
              _MODEL: org/cloud
              _REV: v1
            """,
        "Dockerfile": "FROM python\nARG MODEL\nENV MODEL=$MODEL\nCMD python serve.py\n",
    }
    launches = {launch.line: launch for launch in make(files).launches if "cloud" in launch.kind}
    assert {n: (x.target, x.name, x.arguments) for n, x in launches.items()} == {
        6: ("program", "hf", ("download", "org/cloud", "--revision", "v1")),
        9: ("script", "jobs/train.py", ("--name", "${_OTHER}")),
        13: ("script", "serve.py", ()),
    }
    assert ("MODEL", "org/cloud", "cloudbuild.yaml", 10) in values(launches[9])
    assert ("KEEP", "kept", "cloudbuild.yaml", 10) in values(launches[9])
    built = [x for x in make(files).launches if x.kind == "dockerfile-cmd"]
    assert [v.value for x in built for v in x.environment if v.name == "MODEL"] == ["org/cloud"]


BASE = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: server}
    spec:
      template:
        spec:
          initContainers:
            - {name: fetch, image: python, command: [hf, download, org/first]}
          containers:
            - name: web
              image: ghcr.io/org/serve:1
              command: [python, serve.py]
              envFrom: [{configMapRef: {name: settings}}]
              env:
                - {name: MODEL, value: org/base}
                - {name: SIZE, value: small}
            - name: vllm
              image: vllm/vllm-openai:v0.6.0
              args: ["--model", "$(MODEL)"]
              env:
                - {name: MODEL, value: org/served}
    """


def test_what_kustomizations_change(make: Make) -> None:
    overlay = """
        resources: [../../base]
        images:
          - {name: vllm/vllm-openai, newName: mirror.example.org/vllm-openai, newTag: v0.8}
        configMapGenerator:
          - name: settings
            literals: [ADAPTER=org/adapter]
            envs: [settings.env]
        patches:
          - path: patch.yaml
          - target: {kind: Deployment, name: server}
            patch: |-
              - op: add
                path: /spec/template/spec/containers/1/args/-
                value: --trust-remote-code
              - op: replace
                path: /spec/template/spec/containers/0/env/1/value
                value: large
          - target: {kind: Deployment, name: other}
            patch: |-
              - op: replace
                path: /spec/template/spec/initContainers/0/command
                value: [hf, download, org/never]
        """
    patch = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: server}
        spec:
          template:
            spec:
              containers:
                - name: web
                  env:
                    - {name: MODEL, value: org/patched}
        """
    files = {
        "serve.py": "",
        "base/kustomization.yaml": "resources: [deployment.yaml]\n",
        "base/deployment.yaml": BASE,
        "overlays/prod/kustomization.yaml": overlay,
        "overlays/prod/patch.yaml": patch,
        "overlays/prod/settings.env": "RERANKER=org/reranker\n",
    }
    launches = make(files).launches
    kustomization = "overlays/prod/kustomization.yaml"
    (served,) = [x for x in launches if x.path == kustomization]
    assert (served.target, served.name) == ("image", "mirror.example.org/vllm-openai:v0.8")
    assert served.arguments == ("--model", "org/served", "--trust-remote-code")
    (web,) = [x for x in launches if x.name == "serve.py"]  # the base has no map of its own
    assert sorted(values(web)) == [
        ("ADAPTER", "org/adapter", kustomization, 6),
        ("MODEL", "org/patched", "overlays/prod/patch.yaml", 10),
        ("RERANKER", "org/reranker", "overlays/prod/settings.env", 1),
        ("SIZE", "large", kustomization, 17),
    ]
    assert not any("org/never" in x.arguments for x in launches)


def test_maps_that_only_a_kustomization_makes(make: Make) -> None:
    """A container that asks for one is not started without it."""
    manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: server}
        spec:
          template:
            spec:
              containers:
                - name: web
                  image: registry.example.org/web
                  command: [python, serve.py]
                  envFrom: [{configMapRef: {name: settings}}]
        """
    files = {
        "serve.py": "",
        "deployment.yaml": manifest,
        "kustomization.yaml": """
            resources: [deployment.yaml]
            configMapGenerator:
              - name: settings
                envs: [settings.env]
            """,
        "settings.env": "MODEL=org/mapped\n",
    }
    (launch,) = make(files).launches
    assert values(launch) == [("MODEL", "org/mapped", "settings.env", 1)]


def test_kustomizations_that_are_broken_or_go_round(make: Make) -> None:
    files = {
        "a/kustomization.yaml": "resources: [../b, gone.yaml, https://x.example.org/y]\n",
        "b/kustomization.yaml": "resources: [../a]\npatches:\n  - patch: '{'\n  - path: ../../x\n",
        "c/kustomization.yaml": "resources: [\n",
    }
    project = make(files)
    assert project.launches == ()
    assert [s.path for s in project.skipped] == ["c/kustomization.yaml"]


def test_compose_takes_its_own_quotes_and_escapes(make: Make) -> None:
    files = {
        "job.py": "",
        "compose.yaml": r"""
            services:
              folded:
                image: python:3.11
                volumes: ["./:/work"]
                environment:
                  - MODEL=${MODEL:-"org/defaulted"}
                  - OTHER='org/listed'
                  - TITLE="a" and "b"
                entrypoint: /bin/bash -c "\
                  cd /work && \
                  python job.py"
            """,
    }
    (launch,) = make(files).launches
    assert (launch.target, launch.name) == ("script", "job.py")
    assert values(launch)[:3] == [
        ("MODEL", "org/defaulted", "compose.yaml", 6),
        ("OTHER", "org/listed", "compose.yaml", 7),
        ("TITLE", '"a" and "b"', "compose.yaml", 8),
    ]


def test_gitlab_matrices_and_extended_jobs(make: Make) -> None:
    files = {
        ".gitlab-ci.yml": """
            include: [{local: /ci/eval.yml}]
            eval:
              extends: .eval
              parallel:
                matrix:
                  - MODEL: [org/a, org/b]
                  - MODEL: org/c
                    REVISION: r2
            publish:
              script:
                - export MODEL="org/d"
                - python publish.py
            """,
        "ci/eval.yml": """
            .eval:
              variables: {REVISION: r1}
              script:
                - python eval.py $MODEL
            """,
        "eval.py": "",
        "publish.py": "",
    }
    launches = make(files).launches
    assert {x.path for x in launches} == {".gitlab-ci.yml", "ci/eval.yml"}
    said = [(x.name, x.arguments, {v.name: v.value for v in x.environment}) for x in launches]
    assert said == [
        ("eval.py", ("org/a",), {"REVISION": "r1", "MODEL": "org/a"}),
        ("eval.py", ("org/b",), {"REVISION": "r1", "MODEL": "org/b"}),
        ("eval.py", ("org/c",), {"REVISION": "r2", "MODEL": "org/c"}),
        ("publish.py", (), {"MODEL": "org/d"}),
    ]


def test_inputs_of_workflows_and_actions(make: Make) -> None:
    files = {
        ".github/workflows/export.yml": """
            on:
              workflow_call:
                inputs: {encoder: {type: string}}
              workflow_dispatch:
                inputs:
                  encoder: {type: choice, options: [org/c, org/d]}
            jobs:
              onnx:
                env:
                  ENCODER: ${{ inputs.encoder }}
                steps:
                  - run: python export.py
            """,
        ".github/workflows/main.yml": """
            on: push
            jobs:
              a:
                strategy: {matrix: {model: [org/a, org/b]}}
                uses: ./.github/workflows/export.yml
                with: {encoder: "${{ matrix.model }}"}
              score:
                steps:
                  - uses: ./actions/score
                    with: {model: org/x}
                  - uses: ./actions/score
                  - run: python score.py ${{ github.event.inputs.name || 'org/z' }}
            """,
        "actions/score/action.yml": """
            inputs:
              model: {default: org/y}
            runs:
              steps:
                - run: python score.py ${{ inputs.model }}
            """,
        "azure-pipelines.yml": """
            parameters:
              - {name: model, default: org/v}
            variables: {OTHER: org/w}
            steps:
              - script: python score.py ${{ parameters.model }} $(OTHER) $(pwd)
            """,
        "export.py": "",
        "score.py": "",
    }
    launches = make(files).launches
    exported = [v for x in launches if x.name == "export.py" for v in values(x)]
    assert exported == [
        ("ENCODER", "org/a", ".github/workflows/main.yml", 4),
        ("ENCODER", "org/b", ".github/workflows/main.yml", 4),
        ("ENCODER", "org/c", ".github/workflows/export.yml", 6),
        ("ENCODER", "org/d", ".github/workflows/export.yml", 6),
    ]
    assert [x.arguments[:2] for x in launches if x.name == "score.py"] == [
        ("org/z",),
        ("org/x",),
        ("org/y",),
        ("org/v", "org/w"),
    ]
