"""What stands under TYPE_CHECKING is for type checkers; the other branch is what runs."""

import typing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stubs import Job
    from stubs import Typed as Base
else:

    class Base:
        def run(self):
            return self.step()

        def step(self):
            return 2


if not typing.TYPE_CHECKING:

    def pick(value):
        return value

else:
    from stubs import Typed as pick


class Mine(Base):
    def step(self):
        return pick(3)


def later(job: "Job"):
    return job.work()


Mine().run()


def main():
    import stubs

    later(stubs.Job())


main()
