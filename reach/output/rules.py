"""Rules for people at a terminal: the list, and the page of one."""

from collections.abc import Sequence

from rich.markdown import Markdown
from rich.text import Text
from rich.theme import Theme

from reach.output.console import buffered, printed
from reach.output.escape import terminal
from reach.output.phrases import severity_name
from reach.output.text_finding import SEVERITY_STYLE
from reach.records.rule import Rule


def listed(rules: Sequence[Rule], *, color: bool = False) -> str:
    """A line for each rule, most severe first."""
    console = buffered(0, color)
    width = max((len(rule.id) for rule in rules), default=0)
    for rule in sorted(rules, key=lambda rule: (-rule.severity, rule.id)):
        line = Text().append(f"{rule.severity:4.1f}", SEVERITY_STYLE[severity_name(rule.severity)])
        line.append(f"  {terminal(rule.id):<{width}}", "bold").append(f"  {terminal(rule.title)}")
        console.print(line, soft_wrap=True)
    return printed(console)


def drawn(markdown: str, width: int) -> str:
    """A page of Markdown with headings, code and lists as a terminal shows them."""
    console = buffered(min(width, 100), color=True)
    console.push_theme(Theme({"markdown.code": "cyan", "markdown.h1": "bold underline"}))
    console.print(Markdown(markdown, code_theme="ansi_dark", hyperlinks=False))
    return printed(console)
