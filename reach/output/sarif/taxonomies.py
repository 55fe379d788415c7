"""The two taxonomies that rules refer to: CWE and MITRE ATLAS."""

import re
import uuid
from collections.abc import Iterable
from typing import Any

import sarif_om as om

from reach.records.record import dataclass
from reach.records.rule import Rule

NAMES = {
    "CWE-94": "Improper Control of Generation of Code ('Code Injection')",
    "CWE-347": "Improper Verification of Cryptographic Signature",
    "CWE-353": "Missing Support for Integrity Check",
    "CWE-426": "Untrusted Search Path",
    "CWE-427": "Uncontrolled Search Path Element",
    "CWE-470": "Use of Externally-Controlled Input to Select Classes or Code ('Unsafe Reflection')",
    "CWE-494": "Download of Code Without Integrity Check",
    "CWE-502": "Deserialization of Untrusted Data",
    "CWE-506": "Embedded Malicious Code",
    "CWE-693": "Protection Mechanism Failure",
    "CWE-829": "Inclusion of Functionality from Untrusted Control Sphere",
    "CWE-913": "Improper Control of Dynamically-Managed Code Resources",
    "CWE-1336": "Improper Neutralization of Special Elements Used in a Template Engine",
    "CWE-1357": "Reliance on Insufficiently Trustworthy Component",
    "AML.T0010": "AI Supply Chain Compromise",
    "AML.T0010.000": "Hardware",
    "AML.T0010.001": "AI Software",
    "AML.T0010.002": "Data",
    "AML.T0010.003": "Model",
    "AML.T0011": "User Execution",
    "AML.T0011.000": "Unsafe AI Artifacts",
    "AML.T0011.001": "Malicious Package",
    "AML.T0018": "Manipulate AI Model",
    "AML.T0018.000": "Poison AI Model",
    "AML.T0018.001": "Modify AI Model Architecture",
    "AML.T0018.002": "Embed Malware",
    "AML.T0019": "Publish Poisoned Datasets",
    "AML.T0020": "Poison Training Data",
    "AML.T0050": "Command and Scripting Interpreter",
    "AML.T0058": "Publish Poisoned Models",
    "AML.T0060": "Publish Hallucinated Entities",
    "AML.T0074": "Masquerading",
    "AML.T0109": "AI Supply Chain Rug Pull",
}
"""Published names of the entries our rules use; an entry without one shows its id."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A public list of weaknesses or techniques, and the entries that a report refers to."""

    name: str
    organization: str
    home: str
    page: str
    """URL of an entry's page; `{}` stands for its number."""
    ids: tuple[str, ...]

    @property
    def guid(self) -> str:
        """An identifier made from the taxonomy's address, so the same in every report."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, self.home))


def cwe_ids(rule: Rule) -> list[str]:
    """The rule's weaknesses as `CWE-502`, whichever way they are written."""
    numbers = (re.search(r"\d+", text) for text in rule.cwe)
    return list(dict.fromkeys(f"CWE-{int(found.group())}" for found in numbers if found))


def taxonomies(rules: Iterable[Rule]) -> tuple[Taxonomy, ...]:
    """The taxonomies with at least one entry used by the rules, entries sorted."""
    used = list(rules)
    cwe = {name for rule in used for name in cwe_ids(rule)}
    atlas = {name for rule in used for name in rule.atlas}
    both = (
        Taxonomy(
            "CWE",
            "MITRE",
            "https://cwe.mitre.org",
            "https://cwe.mitre.org/data/definitions/{}.html",
            tuple(sorted(cwe, key=lambda name: int(name.removeprefix("CWE-")))),
        ),
        Taxonomy(
            "MITRE ATLAS",
            "MITRE",
            "https://atlas.mitre.org",
            "https://atlas.mitre.org/techniques/{}",
            tuple(sorted(atlas)),
        ),
    )
    return tuple(taxonomy for taxonomy in both if taxonomy.ids)


def component(taxonomy: Taxonomy) -> Any:
    """The taxonomy as a tool component of the run."""
    return om.ToolComponent(
        name=taxonomy.name,
        guid=taxonomy.guid,
        organization=taxonomy.organization,
        information_uri=taxonomy.home,
        short_description=om.MultiformatMessageString(text=f"Entries of {taxonomy.name}."),
        is_comprehensive=False,
        taxa=[_taxon(taxonomy, name) for name in taxonomy.ids],
    )


def full_name(identifier: str) -> str | None:
    """The published name; that of a part of a technique after the name of the whole."""
    name = NAMES.get(identifier)
    whole = NAMES.get(re.sub(r"^(AML\.T\d+)\.\d+$", r"\1", identifier))
    return name if name is None or whole in (None, name) else f"{whole}: {name}"


def _taxon(taxonomy: Taxonomy, name: str) -> Any:
    title = full_name(name)
    text = name if title is None else f"{name}: {title}"
    return om.ReportingDescriptor(
        id=name,
        name=title,
        short_description=om.MultiformatMessageString(text=text),
        help_uri=taxonomy.page.format(name.removeprefix("CWE-")),
    )


def references(taxonomies: tuple[Taxonomy, ...]) -> list[Any]:
    """One reference to each taxonomy, in order."""
    return [_reference(taxonomy, index) for index, taxonomy in enumerate(taxonomies)]


def _reference(taxonomy: Taxonomy, index: int) -> Any:
    return om.ToolComponentReference(name=taxonomy.name, guid=taxonomy.guid, index=index)


def relationships(rule: Rule, taxonomies: tuple[Taxonomy, ...]) -> list[Any]:
    """The rule's relations to the entries of the taxonomies."""
    wanted = {*cwe_ids(rule), *rule.atlas}
    return [
        om.ReportingDescriptorRelationship(
            target=om.ReportingDescriptorReference(
                id=name, index=position, tool_component=_reference(taxonomy, index)
            ),
            kinds=["relevant"],
        )
        for index, taxonomy in enumerate(taxonomies)
        for position, name in enumerate(taxonomy.ids)
        if name in wanted
    ]
