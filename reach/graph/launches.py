"""Which file of the project each deployment file starts."""

from dataclasses import replace
from pathlib import PurePosixPath

from reach.flow.program import Program
from reach.records.project import Launch, Project


def launches(program: Program, project: Project) -> dict[str, list[Launch]]:
    """The launches that give the program arguments, by the path of its main file."""
    found: dict[str, list[Launch]] = {}
    for launch in project.launches:
        path = main_file(program, project, launch) if launch.arguments else None
        if path is not None:
            found.setdefault(path, []).append(launch)
        for command in managed(program, launch):
            own = replace(launch, arguments=launch.arguments[1:])
            found.setdefault(command, []).append(own)
    return found


def managed(program: Program, launch: Launch) -> list[str]:
    """The files of the command of Django that a launch names: `python manage.py embed --all`. The
    applications of a project may have several of one name."""
    by_script = launch.target == "script" and PurePosixPath(launch.name).name == "manage.py"
    by_django = launch.target in ("module", "program") and launch.name in ("django", "django-admin")
    name = launch.arguments[0] if launch.arguments else ""
    if not (by_script or by_django) or not name.isidentifier():
        return []
    tail = f"/management/commands/{name}.py"
    return [path for path in program.by_path if f"/{path}".endswith(tail)]


def main_file(program: Program, project: Project, launch: Launch) -> str | None:
    """The path of the file that a launch starts."""
    if launch.target in ("script", "code"):
        return launch.source or launch.name
    names = [launch.name] if launch.target == "module" else []
    if launch.target == "application":
        names = [launch.name.partition(":")[0]]
    if launch.target == "program":
        names = [s.module for s in project.scripts if s.name == launch.name]
    for name in names:
        known = name if name in program.modules else program.by_suffix(name)
        if known in program.modules:
            return program.modules[known].facts.path
    return None
