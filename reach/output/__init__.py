"""Show a report: the formats, each a function from the report to the whole text.

What a format needs is loaded when it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from reach.records.finding import Report
from reach.records.inventory import Inventory
from reach.records.rule import Rule, Ruleset

__all__ = ["FORMATS", "Options", "Renderer"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the formats need beside the report."""

    ruleset: Ruleset
    read_source: Callable[[str], str | None]
    """The exact text of a scanned file, by its path in the report; None if it has none."""
    severity_of: Callable[[Rule, str], float]
    """Severity of a rule's finding at a grade."""
    prefix: str = ""
    """Way from the reader's folder (for SARIF: the repository's root) to the scanned root."""
    category: str | None = None
    """Tells several SARIF uploads of one commit apart."""
    include_suppressed: bool = False
    """Suppressed findings are in SARIF too, marked so."""
    moment: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When the scan ended, for the formats that have to say so."""
    verbose: bool = False
    width: int = 100
    color: bool = False
    inventory: Inventory | None = None
    """What is loaded, where it is known better than from the report alone."""
    name: str = "project"
    """What the project is called in a bill of materials."""
    bom_version: str = "1.6"
    links: str | None = None
    """The scanned root as an absolute path, where the text report is to link to its files."""


Renderer = Callable[[Report, Options], str]


def _text(report: Report, options: Options) -> str:
    from reach.output import text

    return text.render(
        report,
        width=options.width,
        color=options.color,
        verbose=options.verbose,
        prefix=options.prefix,
        links=options.links,
    )


def _html(report: Report, options: Options) -> str:
    from reach.output import html

    return html.render(report, options.ruleset, options.read_source, options.inventory)


def _cyclonedx(report: Report, options: Options) -> str:
    from reach.inventory import collect
    from reach.output import cyclonedx

    found = options.inventory or collect(report)
    return cyclonedx.render(found, options.name, options.bom_version)


def _sarif(report: Report, options: Options) -> str:
    from reach.output import sarif

    return sarif.render(
        report,
        options.ruleset,
        options.read_source,
        options.severity_of,
        prefix=options.prefix,
        category=options.category,
        include_suppressed=options.include_suppressed,
    )


def _json(report: Report, options: Options) -> str:
    from reach.output import json

    return json.render(report)


def _markdown(report: Report, options: Options) -> str:
    from reach.output import markdown

    return markdown.render(report, options.prefix)


def _github(report: Report, options: Options) -> str:
    from reach.output import github

    return github.render(report, options.prefix)


def _gitlab_sast(report: Report, options: Options) -> str:
    from reach.output import gitlab

    return gitlab.sast(report, options.ruleset, options.prefix, options.moment)


def _gitlab_quality(report: Report, options: Options) -> str:
    from reach.output import gitlab

    return gitlab.quality(report, options.prefix)


FORMATS: dict[str, Renderer] = {
    "text": _text,
    "sarif": _sarif,
    "json": _json,
    "html": _html,
    "markdown": _markdown,
    "cyclonedx": _cyclonedx,
    "github": _github,
    "gitlab-sast": _gitlab_sast,
    "gitlab-quality": _gitlab_quality,
}
"""Every output format, by the name the command line knows it by."""
