from ultralytics import YOLO


def load():
    return YOLO("checkpoints/last.pt")


if __name__ == "__main__":
    load()
