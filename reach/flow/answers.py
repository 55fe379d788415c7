"""Answers that are found once, and again when what they were found from grew.

An answer that may still grow is kept in a `Cell`, which knows who used it. Questions may lead back
to themselves: what is on such a cycle is found again from what was found before, until it stops
growing.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from heapq import heappop, heappush
from itertools import count
from typing import Any

from reach.flow.bodies import Body
from reach.flow.cells import FEW, Cell, as_assumed, grow, tells_more, without_texts
from reach.flow.contexts import Context
from reach.flow.effort import MAX_UPDATE, UPDATES_PER_SITE, Effort
from reach.flow.pool import Pool
from reach.flow.values import (
    EMPTY,
    Container,
    Values,
)

MAX_DEPTH = 2_000
"""Questions within questions, those about containers included."""

MAX_TURNS = 5
"""Times that the answers of a cycle are found again from what they were found to be."""

MAX_TEXTS = 3
"""Times that an answer is handed on in one round where only its texts changed."""

MAX_STEPS = 4_000
"""Operations evaluated for one question before contexts are no longer told apart."""

NO_CYCLE = 1 << 30

GIVEN_UP = -1
"""Depth of what took all the work it may: each question around it is unfinished as well."""


class Answers(Effort):
    """Keeps answers, and knows what they were found from."""

    def __init__(self) -> None:
        super().__init__()
        self.pool = Pool()
        self.cell = Cell(None, None, -1)
        """The answer at work."""
        self.sources: dict[object, list[Cell]] = defaultdict(list)
        """What may still grow -> the answers that depend on it."""
        self.asked: dict[tuple[Body, int], Cell] = {}
        """Questions of the call graph."""
        self.building = True
        """Whether the call graph is being built."""
        self.tracking = True
        """Whether it matters what depends on what."""
        self.tainted: list[tuple[dict[Any, object], Hashable, Any, Any]] = []
        """Answers that saw an unfinished one: where they are kept, what they are, and what they
        were taken for, if they were met before."""
        self.seeds: dict[tuple[int, Hashable], Values] = {}
        """What the answers of a cycle were found to be in the turn before."""
        self.cut = NO_CYCLE
        """Depth of the outermost unfinished question that came up again."""
        self.depth = 0
        """Questions being answered."""
        self.reads: dict[Any, object] = {}
        self.level = 0
        self.found = 0
        """Answers found that may still grow."""
        self.budget = 1 << 60
        self.too_deep: set[str] = set()
        """Functions nested too deep to finish."""
        self.wishes: dict[object, None] | None = None
        """What answers depended on, where only what somebody asks for is looked into."""
        self.waiting: dict[Cell, None] = {}
        """Answers that changed in details only, which those that use them were not told."""
        self.patient = False
        """Whether such answers wait."""
        self.concluded = False
        """Whether nothing can grow any more."""
        self.tables: dict[object, Any] = {}
        """Indices and files that models of settings keep."""

    def read(self, question: Hashable, answer: Callable[..., Values], *arguments: object) -> Values:
        """The answer to any other question that may lead back to itself, found only once."""
        found = self.reads.get(question)
        if found is not None:
            return found if type(found) is frozenset else self._known(found)
        if self.depth > MAX_DEPTH or self.steps > self.end:
            if self.depth > MAX_DEPTH and isinstance(arguments[0], Container):
                self.too_deep.add(arguments[0].body.name)
            self.give_up("")
            return EMPTY
        result: Values = self._answer(self.reads, question, answer, arguments)
        return result

    def _known(self, found: Any) -> Any:
        """The result of a cell, as far as it is known."""
        if found.depth >= 0:
            self.cut = min(self.cut, found.depth)
            found.met = True
        self._use(found)
        return found.result

    def _answer(
        self,
        memo: dict[Any, object],
        key: Hashable,
        answer: Callable[..., Any],
        arguments: tuple[Any, ...],
        partial: Any = EMPTY,
    ) -> Any:
        depth, outer = self.depth, self.cell
        cell = self.cell = memo[key] = Cell(memo, key, depth)
        cell.result = self.seeds.get((id(memo), key), partial) if self.seeds else partial
        outer_cut, self.cut = self.cut, NO_CYCLE
        tainted = len(self.tainted)
        self.depth = depth + 1
        self.steps += 1
        try:
            result = answer(*arguments)
            if type(result) is frozenset:
                if len(result) > Pool.OUTSIDE:
                    result, cell.level = self.pool.narrow(result, 0)
                if self.cut == depth:
                    result = self._solve(cell, result, tainted, answer, arguments)
                result = self.pool.shared(result)
        except RecursionError:
            memo.pop(key, None)
            raise
        finally:
            self.cell = outer
        self.depth = depth
        assumed = cell.result if cell.met else None
        if cell.open:
            cell.depth, cell.result = -1, result
            kept = memo is self.reads or memo is self.tables
            cell.answer, cell.arguments = (
                answer,
                arguments if kept else arguments[4] or arguments[1],
            )
            self.found += 1
            cell.order = self.found
            self._use(cell)
        else:
            memo[key] = result
        if self.cut < depth:
            self.tainted.append((memo, key, result, assumed))
            self.cut = min(self.cut, outer_cut)
            if not depth:
                self.given_up += ((memo, key) for memo, key, _, _ in self.tainted)
                self.tainted.clear()
                self.cut = NO_CYCLE
        else:
            if len(self.tainted) > tainted:
                self._forget_cycle(tainted)
            self.cut = outer_cut
        return result

    def _solve(
        self,
        cell: Cell,
        result: Values,
        start: int,
        answer: Callable[..., Values],
        arguments: tuple[Any, ...],
    ) -> Values:
        """The head of a cycle: all that is on it is found again from what was found, until nothing
        grows. The last turn also hands round texts, which could grow for ever; it is kept."""
        seeds: dict[tuple[int, Hashable], Values] = {}
        for turn in range(MAX_TURNS):
            if result == cell.result and as_assumed(self.tainted[start:]):
                break
            grown = cell.assume(result)
            for memo, key, found, _ in self.tainted[start:]:
                memo.pop(key, None)
                grown |= grow(seeds, (id(memo), key), found)
            last = turn == MAX_TURNS - 1 or not grown
            if last:
                cell.result = result
                for memo, key, found, _ in self.tainted[start:]:
                    seeds[id(memo), key] = found
            del self.tainted[start:]
            outer, self.seeds = self.seeds, {**self.seeds, **seeds}
            self.cut = NO_CYCLE
            again = self.pool.limit(answer(*arguments))
            self.seeds = outer
            if last:
                break
            result = self.pool.limit(result | again)
        if self.cut >= cell.depth:
            del self.tainted[start:]
        return result

    def _forget_cycle(self, start: int) -> None:
        """What saw something unfinished is asked anew."""
        for memo, key, _, _ in self.tainted[start:]:
            memo.pop(key, None)
        del self.tainted[start:]

    def give_up(self, name: str) -> None:
        """The question at work takes no more work. Where it had little, what is found for it counts
        until the graph is built, and no longer."""
        if name:
            self.exhausted.add(name)
        if self.brief:
            self.cut = GIVEN_UP

    # -- what may still grow -------------------------------------------------------------------

    def depend(self, source: object) -> None:
        """The answer at work has to be found again when this source of it grows.

        None: it is not known what it depends on, so it is asked anew each round."""
        if self.concluded:
            return
        self.cell.open = True
        if self.wishes is not None:
            self.wishes[source] = None
        if self.tracking:
            cells = self.sources[source]
            if not cells or cells[-1] is not self.cell:
                cells.append(self.cell)

    def _use(self, cell: Cell) -> None:
        """The answer at work uses another one that may still grow."""
        reader = self.cell
        reader.open = True
        if self.tracking:
            readers = cell.readers
            if readers is None:
                cell.readers = [reader]
            elif readers[-1] is not reader and (len(readers) > FEW or reader not in readers):
                readers.append(reader)
            if cell.order > reader.order:
                reader.order = cell.order

    def update(
        self, sources: Iterable[object], patient: bool = False
    ) -> dict[tuple[Body, int], None]:
        """Find the answers again that depend on these sources, then those that use one that
        changed, and so on: the questions to be put again.

        Patient: answers that changed in details only are not handed on, but wait for `drop`."""
        questions: dict[tuple[Body, int], None] = {}
        touched: list[Cell] = []
        number = count()
        queue: list[tuple[int, int, Cell]] = []

        def enqueue(cells: Iterable[Cell]) -> None:
            for cell in cells:
                if not cell.queued:
                    cell.queued = True
                    heappush(queue, (cell.order, next(number), cell))

        def tell(cell: Cell) -> None:
            readers, cell.readers = cell.readers, None
            enqueue(readers or ())

        self.patient = patient
        most = max(MAX_UPDATE, UPDATES_PER_SITE * len(self.asked))
        end = min(self.allowance, self.steps + most)
        for source in (*sources, None):
            enqueue(self.sources.pop(source, ()))
        while queue:
            cell = heappop(queue)[2]
            cell.queued = False
            if self.steps > end:
                questions.update(self._forget([cell]))
                continue
            self.steps += 1
            if cell.memo is None:
                questions[cell.key] = None
                continue
            if not cell.changes:
                touched.append(cell)
            if cell.memo.get(cell.key) is not cell or self._again(cell):
                tell(cell)
        for cell in touched:
            cell.changes = 0
        for cells in self.sources.values() if self.steps > end else ():
            cells[:] = [c for c in cells if c.memo is None or c.memo.get(c.key) is c]
        return questions

    def conclude(self, memos: Iterable[dict[Any, object]]) -> None:
        """Nothing grows any more: answers are kept without what they were found from."""
        self.concluded = True
        self.tracking = False
        for kept, key in self.given_up:
            kept.pop(key, None)
        self.given_up.clear()
        for memo in (self.reads, self.tables, *memos):
            for key, found in memo.items():
                if type(found) is Cell and found.depth < 0:
                    memo[key] = found.result
        self.sources.clear()
        self.asked.clear()
        self.waiting.clear()

    def forget(self, source: object) -> None:
        """Drop the answers that depend on a source, and those that use one of them."""
        self._forget(self.sources.pop(source, []))

    def drop(self) -> None:
        """Forget all that could change if what waits was handed on."""
        for cell in self.waiting:
            readers, cell.readers = cell.readers, None
            self._forget(readers or [])
        self.waiting = {}

    def _forget(self, work: list[Cell]) -> dict[tuple[Body, int], None]:
        questions: dict[tuple[Body, int], None] = {}
        while work:
            cell = work.pop()
            if cell.memo is None:
                questions[cell.key] = None
            elif cell.memo.get(cell.key) is cell:
                del cell.memo[cell.key]
            if cell.readers is not None:
                work += cell.readers
                cell.readers = None
        return questions

    def recover(self, name: str) -> None:
        """Go on after a question that led too deep: what it left unfinished is forgotten."""
        self.level, self.depth, self.cut = 0, 0, NO_CYCLE
        self.cell = Cell(None, None, -1)
        self._forget_cycle(0)
        if name:
            self.too_deep.add(name)

    def _again(self, cell: Cell) -> bool:
        """Find an answer again; whether it changed."""
        before, answer = cell.result, cell.answer
        if answer is None:
            return True
        cell.changes += 1
        self.cell, self.level, self.depth, self.cut = cell, 0, 0, NO_CYCLE
        self.begin()
        self.budget = self.steps + MAX_STEPS
        try:
            result = answer(*self._arguments(cell))
        except RecursionError:
            self.recover("")
            self.cell = cell
            self.depend(None)
            return False
        self._forget_cycle(0)
        if type(result) is not frozenset:
            cell.result = result
            return bool(result != before)
        if result == before:
            return False
        result, cell.level = self.pool.narrow(result, cell.level)
        if cell.changes > MAX_TEXTS and without_texts(result) <= before:
            return False
        if cell.changes > MAX_TURNS:
            result, cell.level = self.pool.narrow(result | before, cell.level)
            if cell.changes > 2 * MAX_TURNS or without_texts(result) <= before:
                return False
        cell.result = result = self.pool.shared(result)
        if self.patient and not tells_more(before, result):
            self.waiting[cell] = None
            return False
        return bool(result != before)

    def _arguments(self, cell: Cell) -> tuple[Any, ...]:
        """What an answer is found from; of an operation only its context is kept, or its body."""
        kept = cell.arguments
        if type(kept) is tuple:
            return kept
        body, context = (kept.body, kept) if type(kept) is Context else (kept, None)
        return self, body, cell.key, body.ops[cell.key], context

    def remember(self, name: object, build: Callable[[], Any], partial: Any = None) -> Any:
        """An index over the program: built once, and again when what it is made from grew.

        While it is being built, those that ask for it see `partial`; without one, what they
        can make of it themselves."""
        found = self.tables.get(name)
        if found is None:
            return self._answer(self.tables, name, build, (), partial)
        if type(found) is not Cell:
            return found
        return build() if found.depth >= 0 and partial is None else self._known(found)

    def put(self, question: tuple[Body, int]) -> None:
        """All that is asked from now on belongs to this question of the call graph."""
        if self.cell.memo is None and not self.cell.open:
            self.asked.pop(self.cell.key, None)
        cell = self.asked.get(question)
        if cell is None:
            cell = self.asked[question] = Cell(None, question, -1)
        self.cell = cell
        self.begin()
