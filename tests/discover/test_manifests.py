from pathlib import Path

import pytest

from reach.discover import discover
from reach.records.project import Skipped
from tests.discover.conftest import Make, write

Rows = list[tuple[str, str, str, int]]


def requirements(make: Make, files: dict[str, str]) -> Rows:
    return [(r.name, r.specifier, r.path, r.line) for r in make(files).requirements]


def test_pyproject_of_pep_621(make: Make) -> None:
    text = """
        [project]
        name = "x"
        dependencies = [
          "torch==2.4.1",
          'Pillow_SIMD >=9; python_version < "3.12"',
        ]
        [project.optional-dependencies]
        gpu = ["torch==2.4.1", "triton"]
        [dependency-groups]
        dev = [{include-group = "gpu"}, "pytest"]
        [project.scripts]
        serve = "app.main:run"
        [project.gui-scripts]
        "win.dow" = "app.gui:App.start [extra]"
        """
    project = make({"pyproject.toml": text})
    assert [(r.name, r.specifier, r.line, r.kind) for r in project.requirements] == [
        ("torch", "==2.4.1", 4, "pyproject"),
        ("pillow-simd", ">=9", 5, "pyproject"),
        ("torch", "==2.4.1", 8, "pyproject"),
        ("triton", "", 8, "pyproject"),
        ("pytest", "", 10, "pyproject"),
    ]
    assert [(s.name, s.module, s.function, s.line, s.kind) for s in project.scripts] == [
        ("serve", "app.main", "run", 12, "console-script"),
        ("win.dow", "app.gui", "App.start", 14, "gui-script"),
    ]


def test_pyproject_of_poetry(make: Make) -> None:
    text = """
        [tool.poetry.dependencies]
        python = "^3.10"
        torch = "^2.1"
        numpy = {version = "~1.26.2", optional = true}
        local = {path = "../local"}
        many = [{version = "1.0", python = "<3.11"}, {version = "^0.2.3"}]
        [tool.poetry.group.dev.dependencies]
        pytest = "*"
        [tool.poetry.scripts]
        go = {callable = "app:go"}
        """
    project = make({"pyproject.toml": text})
    assert [(r.name, r.specifier, r.line) for r in project.requirements] == [
        ("torch", "<3,>=2.1", 3),
        ("numpy", "<1.27,>=1.26.2", 4),
        ("local", "", 5),
        ("many", "==1.0", 6),
        ("many", "<0.3,>=0.2.3", 6),
        ("pytest", "", 8),
    ]
    assert [(s.name, s.module, s.function, s.line) for s in project.scripts] == [
        ("go", "app", "go", 10)
    ]


def test_folders_that_build_back_ends_name_are_roots(make: Make) -> None:
    files = {
        "a/pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["python"]\n',
        "a/python/one/__init__.py": "",
        "b/setup.py": "setup(package_dir={'': 'lib'}, packages=find_packages('lib'))\n",
        "b/lib/two.py": "",
        "c/setup.cfg": "[options]\npackage_dir =\n    = code\n",
        "c/code/three.py": "",
    }
    assert set(make(files).roots) == {"", "a", "a/python", "b", "b/lib", "c", "c/code"}


def test_setup_cfg(make: Make) -> None:
    text = """
        [options]
        install_requires =
            torch>=2
            # a comment
            transformers  # another
        [options.extras_require]
        dev = pytest; ruff
        [options.entry_points]
        console_scripts =
            one = app.one:main
            two = app.two
        """
    project = make({"setup.cfg": text})
    assert [(r.name, r.specifier, r.line) for r in project.requirements] == [
        ("torch", ">=2", 3),
        ("transformers", "", 5),
    ]
    assert [(s.name, s.module, s.function, s.line) for s in project.scripts] == [
        ("one", "app.one", "main", 10),
        ("two", "app.two", "", 11),
    ]
    assert [(item.path, item.line) for item in project.skipped] == [("setup.cfg", 7)]


def test_setup_py(make: Make) -> None:
    text = """
        from setuptools import setup
        NEEDED = ["torch==2.1"] + [
            "numpy",
        ]
        setup(
            install_requires=NEEDED,
            extras_require={"dev": "pytest\\nruff"},
            entry_points={"console_scripts": [
                "one=app.one:main",
            ], "other": computed()},
            scripts=["bin/tool.py", "bin/tool.sh"],
        )
        """
    project = make({"setup.py": text, "bin/tool.py": ""})
    assert [(r.name, r.specifier, r.line, r.kind) for r in project.requirements] == [
        ("torch", "==2.1", 2, "setup.py"),
        ("numpy", "", 3, "setup.py"),
        ("pytest", "", 7, "setup.py"),
        ("ruff", "", 8, "setup.py"),
    ]
    assert [(s.name, s.module, s.function, s.line, s.kind) for s in project.scripts] == [
        ("one", "app.one", "main", 9, "console-script"),
        ("tool.py", "tool", "", 11, "script"),
    ]
    reason = "script bin/tool.sh is no Python file of the tree"
    assert project.skipped == (Skipped("setup.py", reason, 11),)


def test_setup_py_entry_points_as_one_string(make: Make) -> None:
    text = 'setup(entry_points="""\n[console_scripts]\na = b:c\n[other]\nd = e:f\n""")\n'
    scripts = make({"setup.py": text}).scripts
    assert [(s.name, s.module, s.function, s.line) for s in scripts] == [
        ("a", "b", "c", 3),
        ("d", "e", "f", 5),
    ]


def test_what_setup_py_computes_is_reported(make: Make) -> None:
    text = "setup(install_requires=read(),\n      entry_points={'console_scripts': read()})\n"
    assert make({"setup.py": text}).skipped == (
        Skipped("setup.py", "install_requires is not a literal", 1),
        Skipped("setup.py", "entry points are not literal", 2),
    )


def test_requirement_files_and_what_they_include(make: Make) -> None:
    files = {
        "requirements.txt": """
            # for production
            torch==2.4.1 \\
                --hash=sha256:00
            -r more/base.list
            -c constraints.txt
            --index-url https://example.org/simple
            -e .
            git+https://example.org/x.git@v1#egg=From_Git
            https://example.org/wheels/numpy-1.26.4-cp311-cp311-linux_x86_64.whl
            uvicorn[standard]~=0.30 ; sys_platform != "win32"
            jax<0.5 ; sys_platform == "darwin" and platform_machine == "x86_64"
            jax>=0.5 ; sys_platform != "darwin" and python_version >= "3.8"
            jax>=0.6 ; platform_system ~= "Linux"
            """,
        "more/base.list": "transformers\n-r ../requirements.txt\n",
        "constraints.txt": "transformers==4.44.2\n",
        "requirements/dev.in": "pytest\n",
    }
    project = make(files)
    assert [(r.name, r.specifier, r.path, r.line, r.kind) for r in project.requirements] == [
        ("transformers", "==4.44.2", "constraints.txt", 1, "constraints"),
        ("torch", "==2.4.1", "requirements.txt", 2, "requirements"),
        ("from-git", "", "requirements.txt", 8, "requirements"),
        ("numpy", "==1.26.4", "requirements.txt", 9, "requirements"),
        ("uvicorn", "~=0.30", "requirements.txt", 10, "requirements"),
        ("jax", "", "requirements.txt", 11, "requirements"),
        ("jax", ">=0.5", "requirements.txt", 12, "requirements"),
        ("jax", ">=0.6", "requirements.txt", 13, "requirements"),
        ("transformers", "", "more/base.list", 1, "requirements"),
        ("pytest", "", "requirements/dev.in", 1, "requirements"),
    ]
    assert project.skipped == ()


REV = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"


@pytest.mark.parametrize(
    ("line", "name", "specifier"),
    [
        ("git+https://example.org/team/tool.git@v4.44.2", "tool", "==4.44.2"),
        ("git+https://example.org/team/tool", "tool", ""),
        (f"git+https://example.org/team/tool@{REV}", "tool", ""),
        ("git+https://example.org/team/tool@v4.44.2-preview", "tool", ""),
        ("git+https://example.org/team/tool@feature/2.0", "tool", ""),
        ("git+ssh://git@example.org/team/Own.Tool.git@1.0", "own-tool", "==1.0"),
        ("-e git+https://example.org/team/tool.git@v0.12.0#egg=other", "other", "==0.12.0"),
        ("git+https://example.org/mono@v1.2.3#subdirectory=python/part", "part", "==1.2.3"),
        ('git+https://example.org/team/tool ; python_version > "3.9"', "tool", ""),
        ("torch @ git+https://example.org/pytorch@v2.4.1", "torch", "==2.4.1"),
        ("x @ https://example.org/team/x/archive/refs/tags/v3.0.0.zip", "x", "==3.0.0"),
        ("https://example.org/team/tool/archive/v3.0.0.tar.gz", "tool", "==3.0.0"),
    ],
)
def test_requirements_by_address(make: Make, line: str, name: str, specifier: str) -> None:
    project = make({"requirements.txt": f"{line}\n"})
    assert [(r.name, r.specifier) for r in project.requirements] == [(name, specifier)]
    assert project.skipped == ()


def test_includes_stay_inside_the_root(tmp_path: Path) -> None:
    write(tmp_path, {"secret.txt": "leak==1\n", "root/requirements.txt": "-r ../secret.txt\n"})
    project = discover(tmp_path / "root")
    assert project.requirements == ()
    reason = "included requirements are outside the scanned root"
    assert project.skipped == (Skipped("requirements.txt", reason, 1),)


@pytest.mark.parametrize(
    ("name", "key"),
    [("uv.lock", "package"), ("poetry.lock", "package"), ("pylock.toml", "packages")],
)
def test_lock_files_in_toml(make: Make, name: str, key: str) -> None:
    text = (
        f'version = 1\n\n[[{key}]]\nname = "Torch"\nversion = "2.4.1"\n\n[[{key}]]\nname = "me"\n'
    )
    assert requirements(make, {name: text}) == [("torch", "==2.4.1", name, 3)]


def test_pipfile_and_its_lock(make: Make) -> None:
    lock = """
        {
            "default": {
                "torch": {
                    "version": "==2.4.1"
                }
            },
            "develop": {
                "pytest": {"version": "==8.0"}
            }
        }
        """
    files = {"Pipfile": '[packages]\ntorch = "*"\n', "Pipfile.lock": lock}
    assert requirements(make, files) == [
        ("torch", "", "Pipfile", 2),
        ("torch", "==2.4.1", "Pipfile.lock", 3),
        ("pytest", "==8.0", "Pipfile.lock", 8),
    ]


def test_conda_environments(make: Make) -> None:
    text = """
        dependencies:
          - python=3.10
          - conda-forge::pytorch=2.1=py310
          - numpy=1.26
          - pip:
            - transformers==4.44.2
        """
    assert requirements(make, {"environment.yml": text}) == [
        ("torch", "==2.1", "environment.yml", 3),
        ("numpy", "==1.26.*", "environment.yml", 4),
        ("transformers", "==4.44.2", "environment.yml", 6),
    ]


@pytest.mark.parametrize(
    ("name", "text", "line", "reason"),
    [
        ("pyproject.toml", "[project]\nname = \n", 2, "not valid TOML: Invalid value"),
        ("uv.lock", "x = [\n", None, "not valid TOML: Invalid value (at end of document)"),
        ("Pipfile.lock", "{\n]", 2, "not valid JSON: Expecting property name enclosed in"),
        ("setup.cfg", "x = 1\n", 1, "line outside every section"),
        ("setup.py", "import x\nsetup(\n", 2, "setup.py is not valid Python"),
        ("environment.yml", "a: [\n", 2, "not valid YAML: did not find expected node content"),
        ("environment.yml", "[" * 100, 1, "YAML nested deeper than the limit of 60"),
        ("requirements.txt", "a\n==3\n", 2, "not a requirement: Expected package name"),
    ],
)
def test_broken_manifests_are_reported(
    make: Make, name: str, text: str, line: int | None, reason: str
) -> None:
    (skipped,) = make({name: text, "app.py": ""}).skipped
    assert (skipped.path, skipped.line) == (name, line)
    assert skipped.reason.startswith(reason)


def test_entry_points_of_a_distribution(make: Make) -> None:
    files = {
        "tool/__init__.py": "",
        "tool/cli.py": "",
        "tool-1.0.dist-info/entry_points.txt": """
            [console_scripts]
            tool = tool.cli:main
            # nothing

            [vllm.general_plugins]
            more = tool:register
            broken
            """,
    }
    project = make(files)
    path = "tool-1.0.dist-info/entry_points.txt"
    assert [(s.name, s.module, s.function, s.path, s.line, s.kind) for s in project.scripts] == [
        ("tool", "tool.cli", "main", path, 2, "console-script"),
        ("more", "tool", "register", path, 6, "plugin"),
    ]
    assert [(s.path, s.line) for s in project.skipped] == [(path, 7)]


def test_plugins(make: Make) -> None:
    files = {
        "a/__init__.py": "",
        "pyproject.toml": """
            [project.entry-points."vllm.general_plugins"]
            one = "a:register"

            [tool.poetry.plugins."x.y"]
            two = "a:other [extra]"
            odd = "not a module"
            """,
        "setup.cfg": "[options.entry_points]\nx.y =\n    three = a:third\n",
        "pbr/setup.cfg": "[entry_points]\nx.y =\n    five = a:fifth\n",
        "setup.py": "setup(entry_points={'x.y': ['four = a:fourth']})\n",
    }
    scripts = {(s.name, s.function, s.path, s.line, s.kind) for s in make(files).scripts}
    assert scripts == {
        ("one", "register", "pyproject.toml", 2, "plugin"),
        ("two", "other", "pyproject.toml", 5, "plugin"),
        ("three", "third", "setup.cfg", 3, "plugin"),
        ("four", "fourth", "setup.py", 1, "plugin"),
        ("five", "fifth", "pbr/setup.cfg", 3, "plugin"),
    }


def test_what_a_distribution_needs(make: Make) -> None:
    files = {
        "tool-1.0.dist-info/METADATA": """
            Metadata-Version: 2.1
            Name: tool
            Requires-Dist: torch==2.4.1
            Requires-Dist: transformers (>=4.40) ; python_version >= "3.8"
            Requires-Dist: pytest ; extra == "dev"

            Requires-Dist: nothing==1.0
            """,
    }
    project = make(files)
    path = "tool-1.0.dist-info/METADATA"
    assert [(r.name, r.specifier, r.path, r.line) for r in project.requirements] == [
        ("torch", "==2.4.1", path, 3),
        ("transformers", ">=4.40", path, 4),
    ]
    assert project.skipped == ()
