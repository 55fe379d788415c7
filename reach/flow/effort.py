"""How much work questions may take."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

MAX_WORK = 12_000
"""Operations evaluated for one question before it is given up."""

MAX_EFFORT = 4 * MAX_WORK
"""Operations evaluated for all questions about one call, before each of the others may take only
`LEAST_WORK`: the twentieth way to a call that no way gave an answer for will not either."""

LEAST_WORK = 600

MAX_UPDATE = 1_000_000
UPDATES_PER_SITE = 5
"""Operations evaluated and answers found again in one round before the others are forgotten: so
many, or so many for each call site. What is forgotten is dearer to find than what is kept is to
find again, but there it ends."""


class Effort:
    """Counts operations evaluated, and says when it is enough."""

    def __init__(self) -> None:
        self.steps = 0
        self.end = 1 << 60
        """Steps at which the question at work is given up."""
        self.effort = 1 << 60
        """Steps at which the questions that belong together have taken enough."""
        self.brief = False
        """Whether the question at work may take less than others."""
        self.allowance = 1 << 60
        """Steps at which answers are no longer kept up to date."""
        self.exhausted: set[str] = set()
        """Functions where contexts had to be merged."""
        self.given_up: list[tuple[dict[Any, object], Hashable]] = []
        """Answers for which there was little work to take: they are found anew in the end."""

    @property
    def spent(self) -> bool:
        """Whether the graph took all the work that it may."""
        return self.steps > self.allowance

    def begin(self, work: int = MAX_WORK) -> None:
        """A new question: it may take so many steps and no more."""
        self.brief = work < MAX_WORK
        self.end = self.steps + min(work, max(self.effort - self.steps, LEAST_WORK))

    @contextmanager
    def together(self) -> Iterator[None]:
        """The questions put here are about one thing, and limited together; they do not count for
        what they are put in between."""
        outer, before = self.effort, self.steps
        self.effort = before + MAX_EFFORT
        try:
            yield
        finally:
            self.effort = outer + self.steps - before

    @contextmanager
    def briefly(self, work: int) -> Iterator[None]:
        """Questions put here take so much work together and no more. What they leave unfinished
        is not kept, and says nothing of others."""
        end, brief, known = self.end, self.brief, len(self.given_up)
        exhausted, self.exhausted = self.exhausted, set()
        self.begin(work)
        self.end = min(self.end, end)
        try:
            yield
        finally:
            self.end, self.brief, self.exhausted = end, brief, exhausted
            for memo, key in self.given_up[known:]:
                memo.pop(key, None)
            del self.given_up[known:]
