"""The language server, asked by a client over standard input and output."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

DEMO = Path(__file__).parents[2] / "testdata" / "commands" / "trees" / "demo"
CONFIG = ClientServerConfig(server_command=[sys.executable, "-m", "reach", "lsp"])

pytestmark = pytest.mark.asyncio


class Editor:
    """A client with documents, that waits for what it is told about them."""

    def __init__(self, client: LanguageClient, root: Path) -> None:
        self.client = client
        self.root = root
        self.versions: dict[str, int] = {}

    def uri(self, path: str) -> str:
        return (self.root / path).as_uri()

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def open(self, path: str, text: str | None = None) -> None:
        uri = self.uri(path)
        self.versions[path] = 1
        item = types.TextDocumentItem(uri, "python", 1, self.text(path) if text is None else text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def write(self, path: str, text: str) -> None:
        self.versions[path] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.versions[path], self.uri(path)),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def diagnostics(self, path: str) -> list[types.Diagnostic]:
        return list(self.client.diagnostics.get(self.uri(path), []))

    async def rules(self, path: str, wanted: list[tuple[int, str]]) -> None:
        """Wait until a file has findings on these lines, and no others."""
        found: list[tuple[int, str]] = []
        for _ in range(1200):
            each = self.diagnostics(path)
            found = sorted((d.range.start.line + 1, str(d.code)) for d in each)
            if found == sorted(wanted):
                return
            await asyncio.sleep(0.05)
        assert found == sorted(wanted)

    async def actions(
        self, path: str, line: int, *only: types.CodeActionKind | str
    ) -> list[types.CodeAction]:
        here = types.Position(line - 1, 0)
        there = types.Position(line - 1, 500)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(
                types.TextDocumentIdentifier(self.uri(path)),
                types.Range(here, there),
                types.CodeActionContext(diagnostics=[], only=list(only) or None),
            )
        )
        return [action for action in found or () if isinstance(action, types.CodeAction)]

    async def hover(self, path: str, line: int, column: int) -> str:
        found = await self.client.text_document_hover_async(
            types.HoverParams(
                types.TextDocumentIdentifier(self.uri(path)), types.Position(line - 1, column - 1)
            )
        )
        assert found is not None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value


def edited(text: str, edits: list[types.TextEdit]) -> str:
    """A text after edits in UTF-16 positions, as an editor makes them."""

    def offset(at: types.Position) -> int:
        lines = text.split("\n")
        before = sum(len(line) + 1 for line in lines[: at.line])
        line = lines[at.line].encode("utf-16-le")[: 2 * at.character].decode("utf-16-le")
        return before + len(line)

    for edit in sorted(edits, key=lambda e: -offset(e.range.start)):
        start, end = offset(edit.range.start), offset(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text


def text_edits(action: types.CodeAction) -> dict[str, list[types.TextEdit]]:
    """The edits of an action by document; they name the version that they are for."""
    assert action.edit is not None
    found: dict[str, list[types.TextEdit]] = {}
    for change in action.edit.document_changes or ():
        assert isinstance(change, types.TextDocumentEdit)
        found[change.text_document.uri] = [e for e in change.edits if isinstance(e, types.TextEdit)]
    return found


@pytest.fixture
async def editor(tmp_path: Path) -> AsyncIterator[Editor]:
    root = tmp_path / "demo"
    shutil.copytree(DEMO, root)
    client = await CONFIG.start()
    assert isinstance(client, LanguageClient)
    await client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities("visual-studio-code"),
            workspace_folders=[types.WorkspaceFolder(root.as_uri(), "demo")],
        )
    )
    yield Editor(client, root)
    await client.shutdown_session()
    await client.stop()  # type: ignore[no-untyped-call]


DEMO_RULES = [(12, "trust-remote-code"), (12, "unpinned-hub-download"), (18, "torch-load")]


async def test_findings_with_the_way_to_them(editor: Editor) -> None:
    await editor.rules("model.py", DEMO_RULES)
    remote = next(d for d in editor.diagnostics("model.py") if d.code == "trust-remote-code")
    assert remote.severity == types.DiagnosticSeverity.Error
    assert "POST /answers loads Qwen/Qwen-7B-Chat" in str(remote.message)
    way = [
        (each.location.uri.rpartition("/")[2], each.location.range.start.line + 1, each.message)
        for each in remote.related_information or ()
    ]
    assert way[:4] == [
        ("app.py", 10, "entry point: POST /answers (deployed)"),
        ("Dockerfile", 6, "starts POST /answers"),
        ("app.py", 12, "app.answer calls model.load"),
        ("model.py", 12, "model.load calls transformers.pipeline"),
    ]
    assert ("Dockerfile", 5, "Qwen/Qwen-7B-Chat (Dockerfile ENV), unpinned") in way[4:]


async def test_text_that_is_not_saved(editor: Editor) -> None:
    await editor.rules("model.py", DEMO_RULES)
    editor.open("model.py")
    text = editor.text("model.py")
    editor.write("model.py", "# one more line\n" + text)
    await editor.rules("model.py", [(line + 1, rule) for line, rule in DEMO_RULES])
    # What another document says counts as well.
    editor.open("app.py")
    editor.write("app.py", editor.text("app.py").replace("load(trust_remote_code=True)", "load()"))
    await editor.rules("model.py", [(13, "unpinned-hub-download"), (19, "torch-load")])
    assert editor.text("app.py").count("trust_remote_code=True") == 1
    # Closed without being saved: the file counts again.
    document = types.TextDocumentIdentifier(editor.uri("app.py"))
    editor.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    await editor.rules("model.py", [(line + 1, rule) for line, rule in DEMO_RULES])


async def test_code_that_is_no_python_yet(editor: Editor) -> None:
    editor.open("model.py")
    await editor.rules("model.py", DEMO_RULES)
    editor.write("model.py", editor.text("model.py") + "\n\ndef half(:\n    torch.load(\n")
    await asyncio.sleep(1)
    editor.write("model.py", "x = 1\n")
    await editor.rules("model.py", [])


async def test_fixes(editor: Editor) -> None:
    path = "🙂.py"
    text = (
        'import torch\n\nICON = "🙂"; torch.load("🙂.pt", weights_only=False)\n'
        "model.load_state_dict(torch.load('b.pt', weights_only=False))\n"
    )
    (editor.root / path).write_text(text, "utf-8")
    editor.open(path)
    await editor.rules(path, [(3, "torch-load"), (4, "torch-load")])
    (action,) = await editor.actions(path, 3, types.CodeActionKind.QuickFix)
    assert action.title.startswith("Pass weights_only=True (needs review: ")
    assert action.kind == types.CodeActionKind.QuickFix
    assert not action.is_preferred
    ((uri, edits),) = text_edits(action).items()
    assert uri == editor.uri(path)
    new = edited(text, edits)
    assert new == text.replace("False)\nmodel", "True)\nmodel")
    editor.write(path, new)
    await editor.rules(path, [(4, "torch-load")])
    (preferred,) = await editor.actions(path, 4, types.CodeActionKind.QuickFix)
    assert (preferred.title, preferred.is_preferred) == ("Pass weights_only=True", True)
    (all_safe,) = await editor.actions(path, 1, types.CodeActionKind.SourceFixAll)
    new = edited(new, text_edits(all_safe)[editor.uri(path)])
    editor.write(path, new)
    await editor.rules(path, [])


async def test_a_fix_in_another_document(editor: Editor) -> None:
    await editor.rules("model.py", DEMO_RULES)
    (action,) = await editor.actions("model.py", 12, types.CodeActionKind.QuickFix)
    ((uri, edits),) = text_edits(action).items()
    assert uri == editor.uri("app.py")
    assert "load(trust_remote_code=False)" in edited(editor.text("app.py"), edits)


async def test_hover(editor: Editor) -> None:
    await editor.rules("model.py", DEMO_RULES)
    call = await editor.hover("model.py", 12, 20)
    assert call.startswith("**transformers.pipeline**, deployed")
    origin = f"[Dockerfile:5]({editor.uri('Dockerfile')}#L5) (Dockerfile ENV)"
    assert f"model **Qwen/Qwen-7B-Chat** (unpinned), written {origin}" in call.replace("\\", "")
    assert "POST /answers" in call


async def test_hover_over_a_name(editor: Editor) -> None:
    """The default counts where the image sets no variable in its place."""
    image = editor.root / "Dockerfile"
    kept = [line for line in image.read_text().splitlines() if not line.startswith("ENV")]
    image.write_text("\n".join(kept))
    await editor.rules("model.py", DEMO_RULES)
    name = await editor.hover("model.py", 7, 40)
    assert "1\\_8B" in name
    assert f"({editor.uri('model.py')}#L12)" in name


async def test_lenses(editor: Editor) -> None:
    await editor.rules("model.py", DEMO_RULES)
    found = await editor.client.text_document_code_lens_async(
        types.CodeLensParams(types.TextDocumentIdentifier(editor.uri("app.py")))
    )
    lenses = [(lens.range.start.line + 1, lens.command) for lens in found or ()]
    assert [(line, command and command.title) for line, command in lenses] == [
        (10, "reaches 1 model")
    ]
    command = lenses[0][1]
    assert command is not None
    await editor.client.workspace_execute_command_async(
        types.ExecuteCommandParams(command.command, command.arguments)
    )
    assert editor.client.messages[-1].message == "POST /answers reaches Qwen/Qwen-7B-Chat"


async def test_enough_code_for_several_processes(editor: Editor) -> None:
    await editor.rules("model.py", DEMO_RULES)
    for number in range(50):
        lines = "".join(f"value_{n} = {n}\n" for n in range(600))
        (editor.root / f"big{number}.py").write_text(lines, "utf-8")
    (editor.root / "late.py").write_text("import pickle\n\npickle.load(open('x'))\n", "utf-8")
    change = types.FileEvent(editor.uri("late.py"), types.FileChangeType.Created)
    editor.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
    await editor.rules("late.py", [(3, "pickle-load")])


async def test_many_edits_at_once(editor: Editor) -> None:
    editor.open("model.py")
    text = editor.text("model.py")
    for number in range(30):
        editor.write("model.py", "\n" * number + text)
    await editor.rules("model.py", [(line + 29, rule) for line, rule in DEMO_RULES])
