"""Deployment files: what they start, with which arguments and environment."""

from reach.discover.deployments import (
    bento,
    cog,
    compose,
    dockerfile,
    dotenv,
    gitlab,
    helm,
    kubernetes,
    makefile,
    platform,
    platform_json,
    procfile,
    ray_serve,
    script,
    serverless,
    supervisord,
    systemd,
    tasks,
    workflow,
)
from reach.discover.found import Reader

DEPLOYMENTS: tuple[Reader, ...] = (
    bento.READER,
    cog.READER,
    compose.READER,
    dockerfile.READER,
    dotenv.READER,
    gitlab.READER,
    helm.READER,
    helm.VALUES_READER,
    kubernetes.READER,
    makefile.READER,
    platform.READER,
    platform_json.READER,
    procfile.READER,
    ray_serve.READER,
    serverless.READER,
    supervisord.READER,
    systemd.READER,
    tasks.READER,
    workflow.READER,
    script.READER,
)
"""Every kind of deployment file that is read."""
