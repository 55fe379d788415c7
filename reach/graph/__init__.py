"""The call graph: edges, entry points, sinks, and paths between them."""
