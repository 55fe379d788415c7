import pluggy

hookspec = pluggy.HookspecMarker("lab")
hookimpl = pluggy.HookimplMarker("lab")


@hookspec
def load_models(config, strict):
    """Every plugin's models."""


@hookspec(firstresult=True)
def load_head(name):
    """The first head."""
