"""What may this expression be? Names, imports, classes, constants, containers: one evaluator."""
