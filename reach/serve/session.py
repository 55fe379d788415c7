"""One folder that is open in the editor: its documents, its worker, its last answer."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec, TextDocument

from reach import config
from reach.records.finding import Finding
from reach.repair.fixes import Fixer
from reach.serve.actions import FIX_ALL, fix_all, quick_fixes
from reach.serve.diagnostics import diagnostics
from reach.serve.hover import hover
from reach.serve.lenses import lenses
from reach.serve.scanner import Scanner
from reach.serve.texts import Texts
from reach.serve.worker import Answer, Job, Worker

AT_ONCE = 0.03
"""Seconds without another key before the edited file is looked at."""
DEBOUNCE = 0.4
"""Seconds before everything is scanned."""

Publish = Callable[[types.PublishDiagnosticsParams], None]


class Session:
    """Answers questions about one folder from the last scan of it."""

    def __init__(
        self,
        root: Path,
        codec: PositionCodec,
        publish: Publish,
        renewed: Callable[[], None],
        failed: Callable[[Exception], None],
        progress: Callable[[str, int, int], None],
    ) -> None:
        self.root = root
        self._codec = codec
        self._publish, self._renewed = publish, renewed
        self._documents: dict[str, TextDocument] = {}
        self._published: set[str] = set()
        self._number = 0
        self._timers: list[asyncio.TimerHandle] = []
        self._disk = True
        self._loop = asyncio.get_running_loop()
        self.answer: Answer | None = None
        self._texts: Texts | None = None
        self._waiting: list[tuple[int, asyncio.Event]] = []
        scanner = Scanner(
            root,
            config.load(root),
            lambda stage, done, total: self._later(progress, stage, done, total),
        )
        self._workers = tuple(
            Worker(
                work,
                lambda answer: self._later(self._answered, answer),
                lambda error: self._later(failed, error),
            )
            for work in (scanner.at_once, scanner.whole)
        )

    def _later(self, call: Callable[..., None], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *arguments)

    def path_of(self, uri: str) -> str | None:
        """The path of a document below the root."""
        file = uris.to_fs_path(uri)
        if file is None or not Path(file).is_relative_to(self.root):
            return None
        return Path(file).relative_to(self.root).as_posix()

    # -- what the editor tells ----------------------------------------------------------------

    def changed(self, document: TextDocument) -> None:
        """A document was opened, or its text changed."""
        path = self.path_of(document.uri)
        if path is not None:
            self._documents[path] = document
            self._look()

    def closed(self, uri: str) -> None:
        """What is on disk counts again."""
        path = self.path_of(uri)
        if path is not None and self._documents.pop(path, None) is not None:
            self._look()

    def scan_soon(self, delay: float) -> None:
        """Scan everything: files may have changed on disk."""
        self._disk = True
        self._wait((delay,))

    def stop(self) -> None:
        """End the workers."""
        for timer in self._timers:
            timer.cancel()
        for worker in self._workers:
            worker.stop()

    def _look(self) -> None:
        """Look at an edit at once, and at everything when nothing else happens for a while."""
        self._wait((AT_ONCE, DEBOUNCE))

    def _wait(self, delays: tuple[float, ...]) -> None:
        self._number += 1
        for timer in self._timers:
            timer.cancel()
        workers = self._workers[-len(delays) :]
        self._timers = [
            self._loop.call_later(delay, self._ask, worker)
            for delay, worker in zip(delays, workers, strict=True)
        ]

    def _ask(self, worker: Worker) -> None:
        overlay = {path: each.source.encode() for path, each in self._documents.items()}
        versions = {path: each.version for path, each in self._documents.items()}
        worker.ask(Job(self._number, overlay, versions, self._disk))

    # -- what came out --------------------------------------------------------------------------

    def _answered(self, answer: Answer) -> None:
        last = self.answer
        if last is not None and (answer.job.number, answer.whole) < (last.job.number, last.whole):
            return
        self._disk = self._disk and not (answer.whole and answer.job.disk)
        self.answer = answer
        self._texts = Texts(self.root, answer.job.overlay, self._codec)
        found = diagnostics(answer.report, self._texts)
        for path in sorted(self._published | found.keys()):
            version = answer.job.versions.get(path)
            uri = self._texts.uri(path)
            self._publish(types.PublishDiagnosticsParams(uri, found.get(path, []), version))
        self._published = set(found)
        waiting, self._waiting = self._waiting, []
        for number, event in waiting:
            if number <= answer.job.number:
                event.set()
            else:
                self._waiting.append((number, event))
        self._renewed()

    async def current(self, seconds: float) -> tuple[Answer, Texts] | None:
        """The answer about the text as it is now, if it comes in time; else None."""
        if self.answer is None or self.answer.job.number < self._number:
            event = asyncio.Event()
            self._waiting.append((self._number, event))
            try:
                await asyncio.wait_for(event.wait(), seconds)
            except TimeoutError:
                return None
        if self.answer is None or self._texts is None:
            return None
        return self.answer, self._texts

    async def hover(self, path: str, at: types.Position, patience: float) -> types.Hover | None:
        """What is known about a place."""
        known = await self.current(patience)
        return hover(known[0].report, known[1], path, at) if known else None

    async def lenses(self, path: str, patience: float) -> list[types.CodeLens]:
        """What each entry point of a file reaches."""
        known = await self.current(patience)
        return lenses(known[0].report, known[1], path) if known else []

    async def actions(
        self, path: str, params: types.CodeActionParams, changes_only: bool, patience: float
    ) -> list[types.CodeAction]:
        """The fixes for what is selected. Old places are worth nothing: there are none then."""
        known = await self.current(patience)
        if known is None:
            return []
        answer, texts = known
        here = [f for f in answer.report.findings if f.location.path == path]
        fixer = Fixer(texts.read, answer.pins)
        versions = answer.job.versions
        only = params.context.only
        found: list[types.CodeAction] = []
        if _wanted(types.CodeActionKind.QuickFix.value, only):
            chosen = [f for f in here if _touches(f, params.range, texts)]
            found += quick_fixes(chosen, fixer, texts, versions, changes_only)
        if _wanted(FIX_ALL, only):
            every = fix_all(here, fixer, texts, versions, changes_only)
            found += [every] if every is not None else []
        return found


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    names = [each.value if isinstance(each, types.CodeActionKind) else each for each in only or ()]
    return not names or any(kind == name or kind.startswith(f"{name}.") for name in names)


def _touches(finding: Finding, wanted: types.Range, texts: Texts) -> bool:
    found = texts.range(finding.location)
    start, end = ((position.line, position.character) for position in (found.start, found.end))
    first = (wanted.start.line, wanted.start.character)
    return first <= end and start <= (wanted.end.line, wanted.end.character)
