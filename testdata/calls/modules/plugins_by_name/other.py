"""A method of that name is no function of a module."""


class Club:
    def enlist(self, member):
        return member
