"""Tests of what makes a finding, and what lowers it."""
