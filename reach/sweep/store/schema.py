"""The tables.

Time is the number of a sweep. A row of `findings` and `loads` held from the sweep `since` until
the sweep `until`, which is null for what still holds; what changed has several rows.
`migrations/` makes the tables, and a test compares both.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

sweeps = Table(
    "sweeps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # sweep, rematch
    Column("selection", String, nullable=False),  # digest of what is swept
    Column("started", String, nullable=False),  # 2026-11-25T01:00:00Z
    Column("finished", String),
)

repositories = Table(
    "repositories",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("address", String, nullable=False),
)

states = Table(
    "states",
    metadata,
    Column("repository_id", ForeignKey("repositories.id"), primary_key=True),
    Column("sweep_id", ForeignKey("sweeps.id"), nullable=False),  # in which it was scanned
    Column("commit", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("program", String, nullable=False),
    Column("rules", String, nullable=False),
    Column("feed", String, nullable=False),
    Column("files", Integer, nullable=False),
    Column("entry_points", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("notices", Integer, nullable=False),
    Column("uploaded", String),  # commit and key of what code scanning has got
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("sweep_id", ForeignKey("sweeps.id"), primary_key=True),
    Column("repository_id", ForeignKey("repositories.id"), primary_key=True),
    Column("status", String, nullable=False),  # scanned, unchanged, failed
    Column("reason", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("cpu", Float, nullable=False),
    Column("memory", Integer, nullable=False),
    Index("outcomes_repository", "repository_id", "sweep_id"),
)

documents = Table(
    "documents",
    metadata,
    Column("repository_id", ForeignKey("repositories.id"), primary_key=True),
    Column("kind", String, primary_key=True),  # report, sarif
    Column("content", LargeBinary, nullable=False),  # zlib
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("repository_id", ForeignKey("repositories.id"), nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("rule", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("severity", Float, nullable=False),
    Column("suppressed", Boolean, nullable=False),
    Column("message", String, nullable=False),
    Column("path", String, nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("sink", String, nullable=False),
    Column("function", String, nullable=False),
    Column("models", String, nullable=False),
    Column("since", ForeignKey("sweeps.id"), nullable=False),
    Column("until", ForeignKey("sweeps.id")),
    Index("findings_repository", "repository_id", "fingerprint"),
    Index("findings_since", "since"),
    Index("findings_until", "until"),
)

artifacts = Table(
    "artifacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String, nullable=False, unique=True),
    Column("type", String, nullable=False),
    Column("hub", String, nullable=False),
    Column("name", String, nullable=False),
    Column("name_key", String, nullable=False),  # hubs tell names apart by letters, not by case
    Column("publisher", String),
    Column("publisher_key", String),
    Column("revision", String),
    Column("pinned", Boolean, nullable=False),
    Column("file", String),
    Column("format", String, nullable=False),
    Column("purl", String),
    Column("certainty", String, nullable=False),
    Column("locked", String),  # commit that models.lock has
    Index("artifacts_name", "name_key"),
    Index("artifacts_publisher", "publisher_key"),
)

artifact_digests = Table(
    "artifact_digests",
    metadata,
    Column("artifact_id", ForeignKey("artifacts.id"), primary_key=True),
    Column("sha256", String, primary_key=True),
    Index("artifact_digests_sha256", "sha256"),
)

loads = Table(
    "loads",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("repository_id", ForeignKey("repositories.id"), nullable=False),
    Column("artifact_id", ForeignKey("artifacts.id")),
    Column("digest", String, nullable=False),
    Column("unknown", String, nullable=False),  # why it may load something else
    Column("role", String, nullable=False),
    Column("sink", String, nullable=False),
    Column("function", String, nullable=False),
    Column("path", String, nullable=False),
    Column("line", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("number", Integer, nullable=False),  # its place in the report
    Column("rank", Integer, nullable=False),
    Column("since", ForeignKey("sweeps.id"), nullable=False),
    Column("until", ForeignKey("sweeps.id")),
    Index("loads_repository", "repository_id", "until"),
    Index("loads_artifact", "artifact_id", "until"),
    Index("loads_rank", "until", "rank"),
)

load_rules = Table(
    "load_rules",
    metadata,
    Column("load_id", ForeignKey("loads.id", ondelete="CASCADE"), primary_key=True),
    Column("rule", String, primary_key=True),
    Index("load_rules_rule", "rule"),
)

load_entries = Table(
    "load_entries",
    metadata,
    Column("load_id", ForeignKey("loads.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),  # 0 is the best way's
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Index("load_entries_name", "name"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sweep_id", ForeignKey("sweeps.id"), nullable=False),
    Column("target", String, nullable=False),  # digest of the address
    Column("body", String, nullable=False),  # digest of what was sent
    UniqueConstraint("sweep_id", "target", "body"),
)
