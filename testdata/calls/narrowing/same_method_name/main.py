"""Only the class that was asked for is possible inside the branch."""


class Draft:
    def publish(self):
        return 1


class Final:
    def publish(self):
        return 2


def publish(paper):
    if isinstance(paper, Draft):
        return 0
    return paper.publish()


publish(Draft())
publish(Final())
