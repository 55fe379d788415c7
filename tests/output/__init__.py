"""Tests of the outputs, on reports made by hand."""
