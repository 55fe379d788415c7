"""What of a policy a load breaks, whatever was before."""

from collections.abc import Iterator

from reach.policy.uses import Loaded
from reach.policy.violation import Violation
from reach.records.finding import GRADES
from reach.records.lock import GOOD, Attestation
from reach.records.policy import Policy, Requirement, matches

_EVIDENCE = {
    "signature": "a verified signature",
    "scan": "a scan of the files",
    "evaluation": "a report of an evaluation",
}


def violations(loaded: Loaded, policy: Policy) -> Iterator[Violation]:
    """Everything that one load breaks."""
    yield from _names(loaded, policy)
    yield from _remote_code(loaded, policy)
    demanded = [r for r in policy.requirements if _at_least(loaded.grade, r.grade)]
    yield from _known(loaded, policy, demanded)
    yield from _pin(loaded, policy, demanded)
    yield from _formats(loaded, policy, demanded)
    for kind in _EVIDENCE:
        yield from _evidence(loaded, policy, demanded, kind)


def _at_least(grade: str, bar: str) -> bool:
    return GRADES.index(grade) >= GRADES.index(bar)


def _names(loaded: Loaded, policy: Policy) -> Iterator[Violation]:
    artifact, owner = loaded.artifact, loaded.publisher
    if artifact is None or artifact.hub == "local":
        return
    file = policy.name
    rule = "publisher-not-allowed"
    if matches(artifact.id, policy.repositories.deny):
        yield Violation(
            rule,
            loaded,
            f"{artifact.id} is denied by the policy",
            f"Load something else; repositories.deny of {file} names it.",
            (f"repositories.deny ({file})",),
        )
    elif owner is not None and matches(owner, policy.publishers.deny):
        yield Violation(
            rule,
            loaded,
            f"the publisher {owner} is denied by the policy",
            f"Load a model of somebody else; publishers.deny of {file} names {owner}.",
            (f"publishers.deny ({file})",),
        )
    else:
        yield from _not_allowed(loaded, policy, artifact.id, owner)


def _not_allowed(
    loaded: Loaded, policy: Policy, name: str, owner: str | None
) -> Iterator[Violation]:
    allowed, repositories = policy.publishers.allow, policy.repositories.allow
    if allowed is None and repositories is None:
        return
    if repositories is not None and matches(name, repositories):
        return
    if allowed is not None and owner is not None and matches(owner, allowed):
        return
    file = policy.name
    who = f"the publisher {owner}" if owner is not None else "its publisher, who is not known,"
    known = f": {', '.join(allowed)}" if allowed and len(allowed) <= 5 else ""
    key = "publishers.allow" if allowed is not None else "repositories.allow"
    yield Violation(
        "publisher-not-allowed",
        loaded,
        f"{who} is not among those that the policy allows",
        f"Use a model of an allowed publisher{known}; mirror this one under your own account; "
        f'or add "{owner or name}" to {key} in {file} on purpose.',
        (f"{key} ({file})",),
    )


def _remote_code(loaded: Loaded, policy: Policy) -> Iterator[Violation]:
    if policy.remote_code is None or loaded.remote_code is None:
        return
    name = loaded.artifact.id if loaded.artifact is not None else ""
    if name and matches(name, policy.remote_code):
        return
    yield Violation(
        "remote-code-not-allowed",
        loaded,
        f"code of the repository is executed, which the policy allows for "
        f"{', '.join(policy.remote_code) or 'nobody'}",
        "Remove trust_remote_code and use an architecture that the library ships, or have the code "
        f"read and add the repository to remote-code.allow in {policy.name}.",
        (f"remote-code.allow ({policy.name})",),
    )


def _demand(policy: Policy, requirement: Requirement, key: str) -> tuple[str, ...]:
    return (f"require.{requirement.grade}.{key} ({policy.name})",)


def _known(loaded: Loaded, policy: Policy, demanded: list[Requirement]) -> Iterator[Violation]:
    found = next((r for r in demanded if r.known), None)
    if found is None or (loaded.artifact is not None and loaded.artifact.certainty != "pattern"):
        return
    reasons = loaded.load.unknown
    why = f": {reasons[0].reason}" if reasons else ""
    yield Violation(
        "identifier-required",
        loaded,
        f"the policy demands to know what is loaded, and it is not known{why}",
        "Write the identifier down, or choose from a fixed list of them.",
        _demand(policy, found, "known"),
    )


def _pin(loaded: Loaded, policy: Policy, demanded: list[Requirement]) -> Iterator[Violation]:
    found = next((r for r in demanded if r.pin), None)
    artifact = loaded.artifact
    if found is None or artifact is None or not loaded.on_hub or artifact.pinned:
        return
    yield Violation(
        "pin-required",
        loaded,
        f"the policy demands a full commit hash from the grade {found.grade} on, and the revision "
        f"is {artifact.revision or 'not given'}",
        pin_with(loaded),
        _demand(policy, found, "pin"),
    )


def pin_with(loaded: Loaded) -> str:
    """How a load is pinned; with the commit, where the lock knows it."""
    if loaded.locked is not None:
        return f'Pass revision="{loaded.locked.commit}", which is the commit in models.lock.'
    return "Pass revision with the full commit hash of the version that was tested."


def _formats(loaded: Loaded, policy: Policy, demanded: list[Requirement]) -> Iterator[Violation]:
    for each in demanded:
        wrong = sorted(loaded.formats - set(each.formats)) if each.formats else []
        if wrong and not _beside(loaded):
            yield Violation(
                "format-not-allowed",
                loaded,
                f"the policy allows {', '.join(each.formats)} from the grade {each.grade} on, and "
                f"{', '.join(wrong)} is loaded or accepted",
                _safe(wrong, each.formats),
                _demand(policy, each, "formats"),
            )
            return


def _beside(loaded: Loaded) -> bool:
    """Tokenizers, datasets and code are no weights."""
    return loaded.load.role in ("tokenizer", "dataset", "code")


def _safe(wrong: list[str], allowed: tuple[str, ...]) -> str:
    if "safetensors" in allowed and "pickle" in wrong:
        return "Pass use_safetensors=True, or load the .safetensors file with safetensors."
    return f"Load weights in one of these formats: {', '.join(allowed)}."


def _evidence(
    loaded: Loaded, policy: Policy, demanded: list[Requirement], kind: str
) -> Iterator[Violation]:
    found = next((r for r in demanded if getattr(r, kind)), None)
    if found is None or not loaded.lockable:
        return
    problem = lacks(loaded, policy, kind)
    if problem is not None:
        demand = f"the policy demands {_EVIDENCE[kind]} from the grade {found.grade} on"
        yield Violation(
            f"{kind}-required",
            loaded,
            f"{demand}, and {problem[0]}",
            problem[1],
            _demand(policy, found, kind),
        )


def lacks(loaded: Loaded, policy: Policy, kind: str) -> tuple[str, str] | None:
    """Why there is no evidence of a kind about what is loaded, and what to do; None where there
    is. Evidence is about one commit, so a load that is not pinned to it has none."""
    artifact, entry = loaded.artifact, loaded.locked
    assert artifact is not None
    if entry is None:
        return "models.lock does not know it", f"Run `reach lock`, then {_attest(loaded, kind)}."
    found = entry.attested(kind)
    if found is None:
        what = f"models.lock holds none for {entry.repository}@{entry.commit[:12]}"
        return what, f"Run {_attest(loaded, kind)}."
    if found.result not in GOOD:
        return (
            f"that of {found.by} says: {found.result}",
            "Load another version, and record what was found out about it.",
        )
    if kind == "signature" and not _trusted(found, policy):
        who = f"by {found.identity}, whom signatures.identities does"
        if found.identity is None:
            who = "with a key that signatures.keys does"
        return (
            f"it was signed {who} not list",
            "Have it signed by somebody who is trusted, or list the signer on purpose.",
        )
    if artifact.revision != entry.commit:
        return (
            f"that in models.lock is about {entry.commit[:12]}, to which the call is not pinned",
            pin_with(loaded),
        )
    return None


def _trusted(signature: Attestation, policy: Policy) -> bool:
    """Whether a signer is one of those that count."""
    if not (policy.keys or policy.identities):
        return True
    if signature.identity is None:
        return signature.key in policy.keys
    return any(
        issuer == signature.issuer and matches(signature.identity, (name,))
        for name, issuer in policy.identities
    )


def _attest(loaded: Loaded, kind: str) -> str:
    name = loaded.artifact.id if loaded.artifact is not None else "NAME"
    rest = {
        "signature": "--signature FILE --folder FOLDER --key KEY",
        "scan": "--scan REPORT --by TOOL --result clean",
        "evaluation": "--evaluation REPORT --by TOOL --result passed",
    }
    return f"`reach attest {name} {rest[kind]}`"
