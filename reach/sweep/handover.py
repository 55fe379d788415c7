"""What the process that scans leaves for the one that asked, as both call it."""

RESULT = "result.json"
"""Rows, or that nothing changed."""

DOCUMENTS = ("report", "sarif")
"""Compressed files beside the result."""

REASON = "reason.txt"
"""Why there is no result."""

DAMAGED = "the copy is damaged"
"""How a reason begins that another fetch may remove."""
