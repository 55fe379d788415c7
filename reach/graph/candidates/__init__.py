"""Which sites may call a function, before any value is known.

A flow of names: functions, classes, their objects and modules flow through variables, parameters,
attributes and results, all calls of a function together and the contents of a container with it.
It finds more than the evaluator does, in a fraction of the time, so that the evaluator need only
be asked about sites that may matter.
"""
