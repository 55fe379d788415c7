from factory import Models, index, table
from kinds import Kind, Source

if __name__ == "__main__":
    Models().of_kind(Kind.Segment, weights="org-a/segmenter", device="cpu")
    table(Source.shared)
    index(Source.shared)
