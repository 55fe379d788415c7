"""Findings: which rule a sink call breaks, how strongly it is reached, and under which facts."""
