"""A function that calls itself."""


def depth(tree):
    if not tree:
        return 0
    return 1 + max(depth(branch) for branch in tree)


depth([[[]], []])
