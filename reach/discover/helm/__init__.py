"""Charts of Helm: templates filled with the values beside them, as far as these decide."""
