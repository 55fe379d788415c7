"""The report as GitHub-flavoured Markdown: a job summary or a pull-request comment."""

from collections.abc import Iterator
from dataclasses import replace

from reach.output.escape import code, fence, html_code, markdown, terminal
from reach.output.phrases import (
    counted,
    different,
    joined,
    pin_state,
    place,
    summary,
    title,
    witness_artifacts,
    written,
)
from reach.records.finding import Finding, Report

ROW_LIMIT = 100
DETAIL_LIMIT = 20
SIZE_LIMIT = 60_000
"""Characters; a comment may have 65,536."""
_LISTED = 3


def render(report: Report, prefix: str = "") -> str:
    """A table of the findings, the best witness of the worst ones, and what was skipped."""
    shown = replace(report, since=markdown(report.since))
    parts = [f"## reach: {title(shown)}\n", f"{summary(shown)}\n"]
    if report.findings:
        parts.append(_table(report, prefix))
    parts.extend(_details(finding, prefix) for finding in report.findings[:DETAIL_LIMIT])
    parts.extend(_idle(report, prefix))
    parts.extend(_skipped(report, prefix))
    return _fitted(parts)


def _fitted(parts: list[str]) -> str:
    """As many whole parts as there is room for."""
    text = ""
    for number, part in enumerate(parts):
        if len(text) + len(part) > SIZE_LIMIT:
            return f"{text}\n{counted(len(parts) - number, 'section')} left out for length.\n"
        text += f"{part}\n" if text else part + "\n"
    return text.rstrip("\n") + "\n"


def _table(report: Report, prefix: str) -> str:
    lines = ["| severity | grade | rule | sink | artifact | place |", "|---:|---|---|---|---|---|"]
    room = SIZE_LIMIT // 2
    for number, finding in enumerate(report.findings):
        row = _row(finding, prefix)
        room -= len(row)
        if number == ROW_LIMIT or room < 0:
            lines.append(f"\nand {len(report.findings) - number} more.")
            break
        lines.append(row)
    return "\n".join(lines) + "\n"


def _row(finding: Finding, prefix: str) -> str:
    artifacts = different(witness_artifacts(finding))
    names = [code(artifact.id, 100) for artifact in artifacts[:_LISTED]]
    if len(artifacts) > _LISTED:
        names.append(f"{len(artifacts) - _LISTED} more")
    cells = (
        f"{finding.severity:.1f}",
        finding.grade,
        code(finding.rule),
        code(finding.sink),
        ", ".join(names) or "not known",
        code(place(finding.location, prefix)),
    )
    return f"| {' | '.join(cells)} |"


def _details(finding: Finding, prefix: str) -> str:
    lines = "\n".join(terminal(line) for line in _witness_lines(finding, prefix))
    marks = fence(lines)
    heading = f"{html_code(finding.rule)} in {html_code(place(finding.location, prefix))}"
    parts = [
        f"<details><summary>{heading}</summary>\n",
        *(f"**{markdown(change.text)}**\n" for change in finding.changes),
        f"{markdown(finding.message)}\n",
        f"{marks}text\n{lines}\n{marks}\n",
    ]
    if finding.fix:
        parts.append(f"Fix: {markdown(finding.fix)}\n")
    return "\n".join([*parts, "</details>\n"])


def _witness_lines(finding: Finding, prefix: str) -> Iterator[str]:
    for witness in finding.witnesses[:1]:
        yield f"{witness.entry.name} ({witness.entry.kind})"
        for depth, step in enumerate(witness.chain[:20], start=1):
            yield f"{'  ' * min(depth, 10)}{place(step.location, prefix)}  {step.function}"
    if not finding.witnesses:
        yield f"{place(finding.location, prefix)}  {finding.function}"
    for artifact in witness_artifacts(finding)[:_LISTED]:
        pin = pin_state(artifact)
        origin = artifact.origin
        where = (
            f", {written(artifact, origin)} at {place(origin.location, prefix)}" if origin else ""
        )
        yield f"loads {artifact.id}{f' ({pin})' if pin else ''}{where}"
    for unknown in finding.unknown[:_LISTED]:
        yield f"not known: {unknown.reason}"


def _idle(report: Report, prefix: str) -> Iterator[str]:
    """Suppressions that suppress nothing."""
    lines = []
    for notice in report.idle[:DETAIL_LIMIT]:
        spot = f"{joined(prefix, notice.path)}:{notice.line}" if notice.path else ""
        lines.append(f"- {code(spot) + ' ' if spot else ''}{markdown(notice.message, 300)}")
    if len(report.idle) > DETAIL_LIMIT:
        lines.append(f"- and {len(report.idle) - DETAIL_LIMIT} more")
    if lines:
        yield "\n".join([*lines, ""])


def _skipped(report: Report, prefix: str) -> Iterator[str]:
    if not report.skipped:
        return
    lines = [
        f"<details><summary>{counted(len(report.skipped), 'place')} not understood</summary>\n"
    ]
    for path, line, reason in report.skipped[:DETAIL_LIMIT]:
        spot = joined(prefix, path) if line is None else f"{joined(prefix, path)}:{line}"
        lines.append(f"- {code(spot)} {markdown(reason, 200)}")
    if len(report.skipped) > DETAIL_LIMIT:
        lines.append(f"- and {len(report.skipped) - DETAIL_LIMIT} more")
    yield "\n".join([*lines, "\n</details>\n"])
