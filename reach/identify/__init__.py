"""Which artifact does a sink load: hub, repository, revision, file, format; or why unknown."""
