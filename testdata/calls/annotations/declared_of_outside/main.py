import graphlib
import importlib.metadata


class Stage:
    def __init__(self, label):
        self.label = label

    def start(self):
        pass


class Depot:
    def fetch(self):
        pass


class Plan:
    def __init__(self):
        self.sorter = graphlib.TopologicalSorter()

    def add(self, stage):
        self.sorter.add(stage)

    def waves(self) -> list[Stage]:
        return [stage for stage in self.sorter.static_order()]

    def labels(self) -> list[str]:
        return [stage.label for stage in self.sorter.static_order()]


def stock(depot: Depot, label: str):
    depot.fetch()
    return label


def main():
    plan = Plan()
    plan.add(Stage("build"))
    for stage in plan.waves():
        stage.start()
    Plan().labels()
    made = importlib.metadata.entry_points(group="depots")
    for point in made:
        stock(point.load()(), point.name)


main()
