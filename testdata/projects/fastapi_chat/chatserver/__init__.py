"""Chat and summaries over HTTP."""
