"""Errors that end a run. Each carries the exit status; only `cli` exits."""


class ReachError(Exception):
    """A problem the user can act on; its text is one line that names what and where."""

    exit_code = 2


class UsageError(ReachError):
    """A path, option or value that cannot be used."""


class ConfigError(ReachError):
    """A configuration file or key that is wrong."""


class RulesetError(ReachError):
    """A ruleset file that is wrong."""


class FeedError(ReachError):
    """A feed of compromised models that is wrong, unsigned or cannot be had."""


class PolicyError(ReachError):
    """A policy that is wrong."""


class LockError(ReachError):
    """A lock of models that is wrong, or cannot be made."""
