def dig():
    pass
