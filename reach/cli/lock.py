"""`reach lock` and `reach attest`: what the hub holds, written down, and evidence about it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reach import config
from reach.cli import drawn as click
from reach.cli.choices import OneOf
from reach.cli.feed import with_installed
from reach.cli.paths import readable
from reach.cli.terminal import progress, warn
from reach.errors import UsageError
from reach.records.lock import RESULTS

if TYPE_CHECKING:
    from reach.lock.hub import Wanted
    from reach.lock.signers import Signer
    from reach.records.lock import Lock, Locked


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path(), metavar="[PATH]")
@click.option(
    "--check", is_flag=True, help="Change nothing; exit with 1 if the lock is out of date."
)
@click.option("--offline", is_flag=True, help="With --check: compare with the code only.")
@click.option("--file", type=click.Path(path_type=Path), metavar="FILE", help="Lock of this name.")
@click.option("--endpoint", metavar="URL", help="Address of the hub.  [default: $HF_ENDPOINT]")
@click.option("--no-progress", is_flag=True, help="Show no progress.")
def lock(
    path: Path,
    check: bool,
    offline: bool,
    file: Path | None,
    endpoint: str | None,
    no_progress: bool,
) -> int:
    """Write down what the code under PATH loads from the hub: models.lock.

    For each repository: the commit that its name stands for, files with sizes and digests,
    formats, publisher, and what its card says. A lock is evidence, not a pin: the libraries do
    not read it, so the code itself has to give the commit.

    With --check: exit status 1 if the lock, the code and the hub differ.
    """
    readable(path)
    options = with_installed(config.load(path))
    names = _wanted(path, options, no_progress)

    from reach.feed import Matcher, load
    from reach.lock import NAME, read
    from reach.lock.hub import Hub
    from reach.lock.make import made, problems, reported
    from reach.lock.write import text_of
    from reach.output.write import write
    from reach.records.lock import Lock

    target = file or (path if path.is_dir() else path.parent) / NAME
    if check:
        return _check(names, target, None if offline else Hub(endpoint), options)
    if offline:
        raise UsageError("--offline belongs to --check: only the hub knows what a name stands for")
    before = read(target) if target.exists() else Lock()
    found = made(names, Hub(endpoint), before)
    write(text_of(found), target)
    for problem in (*problems(found), *reported(found, Matcher(load(options.feeds)))):
        warn(problem)
    click.echo(f"{target}: {len(found.entries)} locked, {len(found.unlocked)} could not be")
    return 1 if found.unlocked else 0


def _wanted(path: Path, options: config.Options, no_progress: bool) -> "list[Wanted]":
    from reach import scan
    from reach.lock.make import wanted

    with progress(not no_progress) as tell:
        return wanted(scan.models([path], options, tell))


def _check(names: "Sequence[Wanted]", target: Path, hub: object, options: config.Options) -> int:
    from reach.feed import Matcher, load
    from reach.lock import read
    from reach.lock.attest import stale
    from reach.lock.hub import Hub
    from reach.lock.make import against_code, against_hub, reported

    if not target.exists():
        raise UsageError(f"{target}: there is no lock; `reach lock` makes one")
    found = read(target)
    told = [*against_code(names, found), *stale(found, target.parent)]
    if isinstance(hub, Hub):
        told += against_hub(found, hub)
    told += reported(found, Matcher(load(options.feeds)))
    for sentence in told:
        click.echo(_shown(sentence))
    if not told:
        click.echo(f"{target}: {len(found.entries)} repositories are as they were locked")
    return 1 if told else 0


def _signer(
    key: Path | None,
    certificates: tuple[Path, ...],
    identity: str | None,
    issuer: str | None,
    trust_root: Path | None,
) -> "Signer | None":
    """With whom a signature is checked; None where not exactly one is named."""
    from reach.lock.signers import Identity

    someone = Identity(identity, issuer, trust_root) if identity and issuer else None
    half = bool(identity) != bool(issuer) or (trust_root is not None and someone is None)
    named: list[Signer] = [each for each in (key, certificates, someone) if each]
    return named[0] if len(named) == 1 and not half else None


@click.command()
@click.argument("repository")
@click.option("--file", type=click.Path(path_type=Path), metavar="FILE", help="The lock.")
@click.option("--type", "kind", type=OneOf(("model", "dataset", "code")), default="model")
@click.option("--revision", metavar="REVISION", help="As the code asks for it.")
@click.option("--signature", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--folder", type=click.Path(path_type=Path), help="The files that are signed.")
@click.option("--key", type=click.Path(path_type=Path), help="Public key of the signature, PEM.")
@click.option("--certificates", multiple=True, type=click.Path(path_type=Path), metavar="FILE")
@click.option("--identity", metavar="NAME", help="Who signed, of a signature of Sigstore.")
@click.option("--issuer", metavar="URL", help="Who vouches for the identity.")
@click.option(
    "--trust-root",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Roots of trust of Sigstore.  [default: those of the package sigstore]",
)
@click.option("--scan", type=click.Path(path_type=Path), metavar="REPORT")
@click.option("--evaluation", type=click.Path(path_type=Path), metavar="REPORT")
@click.option("--by", metavar="TOOL", help="What made the report, with its version.")
@click.option("--result", type=click.Choice(RESULTS), help="What the report says.")
def attest(
    repository: str,
    file: Path | None,
    kind: str,
    revision: str | None,
    signature: Path | None,
    folder: Path | None,
    key: Path | None,
    certificates: tuple[Path, ...],
    identity: str | None,
    issuer: str | None,
    trust_root: Path | None,
    scan: Path | None,
    evaluation: Path | None,
    by: str | None,
    result: str | None,
) -> None:
    """Record evidence about a locked REPOSITORY in models.lock.

    --signature checks a signature of model-signing with a key, certificates, or an identity of
    Sigstore and its issuer, offline, and that the files in --folder are those of the locked
    commit. --scan and --evaluation record a report with its digest. The evidence belongs to the
    commit: another one has none.
    """
    from reach.lock import NAME, attest, read
    from reach.lock.write import text_of
    from reach.output.write import write

    target = file or Path(NAME)
    found = read(target)
    entry = _entry(found, repository, kind, revision, target)
    base = target.parent
    if signature is not None:
        signer = _signer(key, certificates, identity, issuer, trust_root)
        if folder is None or signer is None:
            raise UsageError(
                "--signature needs --folder, and one of --key, --certificates, and --identity with "
                "--issuer"
            )
        new = attest.signature(entry, folder, signature, signer, base)
        found, entry = _with(found, entry, new)
    for what, report in (("scan", scan), ("evaluation", evaluation)):
        if report is not None:
            if not (by and result):
                raise UsageError(f"--{what} needs --by and --result")
            new = attest.report(entry, what, report, by, result, base)
            found, entry = _with(found, entry, new)
    if not (signature or scan or evaluation):
        raise UsageError("nothing to record: pass --signature, --scan or --evaluation")
    write(text_of(found), target)
    click.echo(f"{repository}@{entry.commit[:12]}: recorded in {target}")


def _with(found: "Lock", entry: "Locked", new: object) -> "tuple[Lock, Locked]":
    from reach.lock import attest
    from reach.records.lock import Attestation

    assert isinstance(new, Attestation)
    changed = attest.added(found, entry, new)
    after = changed.entry(entry.repository, entry.type, entry.asked)
    assert after is not None
    return changed, after


def _entry(
    found: "Lock", repository: str, kind: str, revision: str | None, target: Path
) -> "Locked":
    same = [e for e in found.entries if (e.type, e.repository) == (kind, repository)]
    chosen = [e for e in same if revision is None or e.asked == revision]
    if not chosen:
        raise UsageError(f"{target}: {kind} {repository} is not locked: run `reach lock`")
    if len(chosen) > 1:
        asked = ", ".join(sorted(e.asked or "none" for e in chosen))
        raise UsageError(f"{target}: {repository} has several revisions, pass --revision: {asked}")
    return chosen[0]


def _shown(text: str) -> str:
    from reach.output.escape import terminal

    return terminal(text, 2000)
