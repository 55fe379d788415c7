"""How much of a hostile or enormous tree is looked at; everything beyond is reported."""

from reach.records.content import LIMIT

MAX_SOURCE_BYTES = LIMIT
"""A larger Python file or notebook is skipped."""

MAX_MANIFEST_BYTES = 10_000_000
"""A larger manifest or lock file is skipped."""

MAX_DEPLOYMENT_BYTES = 1_000_000
"""A larger Dockerfile, workflow, shell script or other deployment file is skipped."""

MAX_CONFIG_BYTES = 1_000_000
"""A larger YAML, JSON, TOML or INI file is no config file."""

MAX_FILES = 500_000
"""The walk ends after so many files."""

MAX_DEPTH = 64
"""Folders nested deeper are skipped."""

MAX_NESTING = 60
"""Deeper YAML, TOML or JSON is skipped."""

MAX_NODES = 200_000
"""A YAML file with more nodes, aliases written out, is read only so far."""

MAX_INCLUDES = 50
"""Requirement files that one requirement file may include, directly or not."""

MAX_SCRIPT_DEPTH = 4
"""Shell scripts that start shell scripts are followed so far."""

MAX_COMMANDS = 4_000
"""Commands read from one process, shell scripts included; with more, no further process of its
deployment file is followed."""

MAX_COMMANDS_IN_ALL = 100_000
"""Commands read from all deployment files together, and again from all others."""

MAX_TOKENS = 50_000
"""Words and operators read from one shell script."""

MAX_VALUE = 20_000
"""Longest text that variables are expanded to."""

MAX_VARIABLES = 500
"""Variables read from one mapping of a deployment file."""

MAX_TEXT = 2_000
"""Longest piece of scanned text that is quoted in a reason, a name or an argument."""
