"""All kinds of parameters in one signature."""


def alpha():
    return 1


def beta():
    return 2


def gamma():
    return 3


def mixed(a, /, b, *, c):
    a()
    return c()


mixed(alpha, beta, c=gamma)
