"""Files of kinds that no test writes as a whole."""

SAMPLES: dict[str, str] = {
    "poetry.lock": """
[[package]]
name = "torch"
version = "2.4.1"
optional = false
python-versions = ">=3.8"
files = [{file = "torch-2.4.1.whl", hash = "sha256:aa"}]

[package.dependencies]
numpy = {version = ">=1.21", markers = "python_version < '3.12'"}

[metadata]
lock-version = "2.0"
content-hash = "aa"
""",
    "uv.lock": """
version = 1
requires-python = ">=3.11"

[[package]]
name = "transformers"
version = "4.44.2"
source = { registry = "https://example.org/simple" }
dependencies = [{ name = "numpy", marker = "sys_platform == 'linux'" }]

[[package]]
name = "own"
version = "0.1"
source = { editable = "." }
""",
    "pdm.lock": """
[metadata]
groups = ["default"]
lock_version = "4.5.0"

[[package]]
name = "keras"
version = "3.8.0"
requires_python = ">=3.9"
dependencies = ["numpy>=1.21"]
""",
    "pylock.toml": """
lock-version = "1.0"
created-by = "pip"

[[packages]]
name = "joblib"
version = "1.4.2"
""",
    "Pipfile.lock": """{
  "_meta": {"hash": {"sha256": "aa"}, "pipfile-spec": 6, "sources": []},
  "default": {
    "torch": {"version": "==2.4.1", "hashes": ["sha256:aa"], "markers": "python_version >= '3.8'"},
    "own": {"editable": true, "path": "."}
  },
  "develop": {"pytest": {"version": "==8.0"}}
}
""",
    "setup.cfg": """
[metadata]
name = own
version = attr: own.__version__

[options]
packages = find:
package_dir =
    = src
install_requires =
    torch>=2.4
    transformers==4.44.2; python_version > "3.8"

[options.entry_points]
console_scripts =
    own = own.cli:main
""",
    "environment.yml": """
name: own
channels: [conda-forge]
dependencies:
  - python=3.11
  - pytorch::pytorch>=2.4,<3
  - pip:
      - transformers==4.44.2
      - -r requirements.txt
variables:
  MODEL: org/name
""",
    "requirements.txt": """
--index-url https://example.org/simple
-r more.txt
-c constraints.txt
torch==2.4.1 --hash=sha256:aa \\
    --hash=sha256:bb
transformers[torch] >= 4.40 ; python_version < "3.13"
own @ git+https://example.org/own.git@main#egg=own
./local
""",
    "cog.yaml": """
build:
  gpu: true
  python_version: "3.11"
  python_packages: ["torch==2.4.1"]
  run:
    - python fetch.py org/name
predict: "predict.py:Predictor"
""",
    "own.service": """
[Unit]
Description=own
[Service]
Environment=MODEL=org/name "OTHER=a b"
EnvironmentFile=-/srv/own/.env
WorkingDirectory=/srv/own
ExecStartPre=/bin/true
ExecStart=/usr/bin/python3 -m own.serve \\
  --model ${MODEL}
""",
    "Jenkinsfile": """
pipeline {
  environment { MODEL = 'org/name' }
  stages { stage('a') { steps { sh 'python fetch.py $MODEL' } } }
}
""",
    "justfile": """
export MODEL := "org/name"
serve *args:
    @python serve.py --model $MODEL {{args}}
""",
    "noxfile.py": """
import nox
@nox.session(python=["3.11"])
def tests(session):
    session.run("python", "serve.py", "--model", "org/name", env={"A": "b"})
""",
    ".gitlab-ci.yml": """
variables: {MODEL: org/name}
.base: &base
  before_script: [pip install .]
test:
  <<: *base
  variables: {OTHER: b}
  script:
    - python fetch.py $MODEL
    - |
      cd jobs
      python run.py
""",
    "cloudbuild.yaml": """
steps:
  - name: python
    entrypoint: python
    args: ["fetch.py", "--model", "$_MODEL"]
    env: ["A=b"]
substitutions: {_MODEL: org/name}
""",
    ".env": "MODEL=org/name\nexport OTHER='a b'\nTHIRD=\"${MODEL}-x\"\n",
}
"""By name."""


def samples() -> list[tuple[str, bytes]]:
    """Names and contents."""
    return [(name, text.lstrip("\n").encode()) for name, text in SAMPLES.items()]
