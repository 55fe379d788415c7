"""A class without the method is passed over by super()."""


class Saver:
    def save(self):
        return 1


class Quiet(Saver):
    pass


class Checked(Quiet):
    def save(self):
        return super().save()


Checked().save()
