"""Uploads to code scanning, against a server on this machine."""
