"""`make bench`: reach beside bandit, ruff, semgrep and a bare parse of the same files."""
