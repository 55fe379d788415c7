def finish():
    return 2
