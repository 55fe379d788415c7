"""Identifiers that come from outside the expression: options, variables, fields, files."""
