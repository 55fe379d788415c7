"""`gcloud functions deploy`: the function that a service then calls, and its variables."""

import posixpath
from collections.abc import Iterator

from reach.records.project import EnvValue

_VARIABLES = ("--set-env-vars", "--update-env-vars")


def deployed_function(
    argv: tuple[str, ...], path: str, line: int
) -> tuple[tuple[str, ...], list[EnvValue]] | None:
    """What `gcloud functions deploy` comes to, in the words of the framework that runs functions,
    and the variables that it sets; None for every other command."""
    if "functions" not in argv or "deploy" not in argv:
        return None
    rest = argv[argv.index("deploy") + 1 :]
    target, source = next((word for word in rest if not word.startswith("-")), ""), "."
    values: list[EnvValue] = []
    for option, value in _options(rest):
        if option == "--entry-point":
            target = value
        elif option == "--source":
            source = value
        elif option in _VARIABLES:
            for name, given, text in (each.partition("=") for each in value.split(",")):
                values += [EnvValue(name, text, path, line, "gcloud variable")] if given else []
    file = posixpath.join(source, "main.py")
    return ("functions-framework", f"--source={file}", f"--target={target}"), values


def _options(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for at, word in enumerate(words):
        option, equals, value = word.partition("=")
        if option.startswith("--"):
            yield option, value if equals else "".join(words[at + 1 : at + 2])
