"""A for loop asks for an iterator and then for each element."""


class Countdown:
    def __init__(self, start):
        self.left = start

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left


for number in Countdown(2):
    print(number)
