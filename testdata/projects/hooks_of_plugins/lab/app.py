import pluggy

from lab import heads, marks, plain


def manager():
    found = pluggy.PluginManager("lab")
    found.add_hookspecs(marks)
    found.register(plain)
    found.register(heads.Heads())
    return found


def main():
    plugins = manager()
    models = plugins.hook.load_models(config={"ner": "org/ner"}, strict=True)
    return models, plugins.hook.load_head(name="heads/stance.pkl")
