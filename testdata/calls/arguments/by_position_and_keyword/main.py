"""Functions passed by position and by name arrive at the right parameter."""


def left():
    return 1


def right():
    return 2


def first_of(one, two):
    return one()


def second_of(one, two):
    return two()


first_of(left, right)
second_of(two=left, one=right)
