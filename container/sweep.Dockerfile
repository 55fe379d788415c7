# For sweeps: reach with the extra `sweep`, and git.
# Build:  docker build -f container/sweep.Dockerfile -t reach-sweep .
#
# Pin the base image by its digest where you build: --build-arg BASE=python:3.12-slim@sha256:...
ARG BASE=python:3.12-slim

FROM ${BASE} AS build
WORKDIR /build
COPY pyproject.toml README.md LICENSE ./
COPY reach reach
COPY rulesets rulesets
RUN python -m venv /opt/reach \
    && /opt/reach/bin/python -m pip install --no-cache-dir --disable-pip-version-check '.[sweep]' \
    && /opt/reach/bin/reach --version

FROM ${BASE}
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/reach /opt/reach
ENV PATH=/opt/reach/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONSAFEPATH=1
WORKDIR /copies
USER 65532:65532
CMD ["reach", "sweep", "--help"]
