"""Manifests: what the project installs, which versions it wants, where its packages lie."""

from reach.discover.found import Reader
from reach.discover.manifests import (
    conda,
    dist_info,
    pipfile_lock,
    pyproject,
    requirements,
    setup_cfg,
    setup_py,
    toml_lock,
)

MANIFESTS: tuple[Reader, ...] = (
    conda.READER,
    dist_info.READER,
    pipfile_lock.READER,
    pyproject.READER,
    requirements.READER,
    setup_cfg.READER,
    setup_py.READER,
    toml_lock.READER,
)
"""Every kind of manifest that is read."""
