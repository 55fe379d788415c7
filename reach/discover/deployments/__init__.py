"""Deployment files: what they start, with which arguments and environment."""

from reach.discover.deployments import dockerfile
from reach.discover.found import Reader

DEPLOYMENTS: tuple[Reader, ...] = (dockerfile.READER,)
"""Every kind of deployment file that is read."""
