"""Many repositories, night after night: what is new, what got worse, which model is where.

Each repository is fetched, laid out and scanned on its own, in a process with limits; what was
found goes into one store with its history. Nothing of a repository is executed.
"""
