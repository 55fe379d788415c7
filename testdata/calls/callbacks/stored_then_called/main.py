"""A callback is stored in an attribute and called elsewhere."""


class Button:
    def __init__(self, on_click=None):
        self.on_click = on_click

    def press(self):
        if self.on_click is not None:
            self.on_click()


class Form:
    def __init__(self):
        self.button = Button(on_click=self.save)

    def save(self):
        return 1


Form().button.press()
