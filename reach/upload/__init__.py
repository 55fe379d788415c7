"""Hand a SARIF file to GitHub's code scanning."""

from reach.upload.github import Destination, Receipt, upload
from reach.upload.limits import prepared

__all__ = ["Destination", "Receipt", "prepared", "upload"]
