"""The frozen, picklable values that the stages hand on to each other."""
