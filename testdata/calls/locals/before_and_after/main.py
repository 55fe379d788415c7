"""Each call sees the value that reached it, not a later one."""


def draft(text):
    return text


def final(text):
    return text.upper()


def render(text):
    step = draft
    text = step(text)
    step = final
    return step(text)


print(render("note"))
