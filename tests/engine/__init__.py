"""Tests of the engine: call graphs and identifiers."""
