"""The language server: findings, fixes and what is loaded, while the code is written."""
