"""A class inside a class is reached through the outer one."""


class Form:
    class Meta:
        def describe(self):
            return "meta"

    def info(self):
        return self.Meta().describe()


Form().info()
Form.Meta().describe()
