"""The server: which requests of the protocol are answered, and by whom."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from reach import __version__
from reach.errors import ReachError
from reach.serve.actions import FIX_ALL
from reach.serve.lenses import COMMAND
from reach.serve.session import Session

PATIENCE = 20.0
"""Seconds that a request waits for the scan of the text that it is about."""


class Server(LanguageServer):
    """One session for each folder of the workspace."""

    def __init__(self) -> None:
        super().__init__("reach", __version__)
        self.sessions: list[Session] = []
        self._token = 0
        self._shown: str | None = None

    def open_folder(self, uri: str) -> None:
        """Begin to scan a folder."""
        file = uris.to_fs_path(uri)
        if file is None or not Path(file).is_dir():
            return
        try:
            session = Session(
                Path(file),
                self.workspace.position_codec,
                self.text_document_publish_diagnostics,
                self.renewed,
                self.failed,
                self.progressed,
            )
        except ReachError as error:
            self.failed(error)
            return
        self.sessions.append(session)
        self.begin_progress()
        session.scan_soon(0)

    def session_of(self, uri: str) -> tuple[Session, str] | None:
        """Who knows about a document, and under which path: the innermost folder."""
        found = [(s, path) for s in self.sessions if (path := s.path_of(uri)) is not None]
        return min(found, key=lambda each: len(each[1])) if found else None

    # -- what sessions tell -------------------------------------------------------------------

    def renewed(self) -> None:
        """New results: lenses are asked for again."""
        self.end_progress()
        workspace = self.client_capabilities.workspace
        lens = workspace.code_lens if workspace is not None else None
        if lens is not None and lens.refresh_support:
            self.workspace_code_lens_refresh(None)

    def failed(self, error: Exception) -> None:
        """Say what went wrong; a fault of ours is only logged."""
        self.end_progress()
        if isinstance(error, ReachError):
            message = types.ShowMessageParams(types.MessageType.Error, f"reach: {error}")
            self.window_show_message(message)
        else:
            text = f"internal error: {type(error).__name__}: {error}"
            self.window_log_message(types.LogMessageParams(types.MessageType.Error, text))

    def begin_progress(self) -> None:
        """Show that a first scan is at work, where the client can."""
        window = self.client_capabilities.window
        if self._shown is not None or window is None or not window.work_done_progress:
            return
        self._token += 1
        self._shown = token = f"reach-{self._token}"

        def created(_: object) -> None:
            if self._shown == token:
                begin = types.WorkDoneProgressBegin("reach", percentage=0)
                self.work_done_progress.begin(token, begin)

        self.work_done_progress.create(token, created)

    def progressed(self, stage: str, done: int, total: int) -> None:
        """How far it is."""
        if self._shown is not None and self._shown in self.work_done_progress.tokens:
            percentage = min(100, 100 * done // total) if total else 0
            report = types.WorkDoneProgressReport(message=stage, percentage=percentage)
            self.work_done_progress.report(self._shown, report)

    def end_progress(self) -> None:
        """The scan is over."""
        token, self._shown = self._shown, None
        if token is not None and token in self.work_done_progress.tokens:
            self.work_done_progress.end(token, types.WorkDoneProgressEnd())


def make_server() -> Server:
    """A server with all that it can do."""
    server = Server()
    _documents(server)
    _questions(server)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        folders = list(server.workspace.folders) or [server.workspace.root_uri or ""]
        for uri in folders:
            server.open_folder(uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        gone = {uris.to_fs_path(each.uri) for each in params.event.removed}
        for session in [s for s in server.sessions if str(s.root) in gone]:
            session.stop()
            server.sessions.remove(session)
        for folder in params.event.added:
            server.open_folder(folder.uri)

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        for session in server.sessions:
            session.stop()

    return server


def _documents(server: Server) -> None:
    """What the editor tells about documents."""

    def changed(uri: str) -> None:
        found = server.session_of(uri)
        if found is not None:
            found[0].changed(server.workspace.get_text_document(uri))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def edited(params: types.DidChangeTextDocumentParams) -> None:
        changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        found = server.session_of(params.text_document.uri)
        if found is not None:
            found[0].closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        found = server.session_of(params.text_document.uri)
        if found is not None:
            found[0].scan_soon(0)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def on_disk(params: types.DidChangeWatchedFilesParams) -> None:
        for session in server.sessions:
            if any(session.path_of(change.uri) is not None for change in params.changes):
                session.scan_soon(0.5)


def _questions(server: Server) -> None:
    """What the editor asks."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        found = server.session_of(params.text_document.uri)
        return await found[0].hover(found[1], params.position, PATIENCE) if found else None

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        found = server.session_of(params.text_document.uri)
        return await found[0].lenses(found[1], PATIENCE) if found else []

    kinds: list[types.CodeActionKind | str] = [types.CodeActionKind.QuickFix, FIX_ALL]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = server.session_of(params.text_document.uri)
        if found is None:
            return []
        workspace = server.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace is not None else None
        old = edit is None or not edit.document_changes
        return await found[0].actions(found[1], params, old, PATIENCE)

    @server.command(COMMAND)
    def models(name: str, *ids: str) -> None:
        text = f"{name} reaches {', '.join(ids)}"
        server.window_show_message(types.ShowMessageParams(types.MessageType.Info, text))


def serve(start: Callable[[Server], None] | None = None) -> None:
    """Serve one client over standard input and output, until it leaves."""
    server = make_server()
    try:
        (start or Server.start_io)(server)
    except (asyncio.CancelledError, KeyboardInterrupt):
        return
