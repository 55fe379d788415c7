"""Hosts of repositories: their APIs, and the secrets for them."""

import os

from reach.sweep.git import Token

GITHUB = "https://api.github.com"
GITLAB = "https://gitlab.com"


def token_for(host: str) -> Token | None:
    """The secret for a host, from the environment of whoever does the work."""
    for variable, api, name in (
        ("GITHUB_TOKEN", "GITHUB_API_URL", GITHUB),
        ("GITLAB_TOKEN", "GITLAB_URL", GITLAB),
    ):
        secret = os.environ.get(variable)
        if secret and host and host == host_of(os.environ.get(api) or name):
            return Token(host, secret)
    return None


def host_of(api: str) -> str:
    """The host of the repositories that an API speaks of."""
    host = api.partition("://")[2].partition("/")[0].lower()
    return host.removeprefix("api.") if host == "api.github.com" else host
