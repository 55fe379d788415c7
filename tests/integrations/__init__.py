"""The action, the hook, the GitLab template and the container recipe, as far as they run here."""
