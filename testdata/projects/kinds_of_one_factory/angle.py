from factory import Models, index, table
from kinds import Kind, Source

if __name__ == "__main__":
    Models().of_kind(Kind.Turn, device="cpu")
    table(Source.local)
    index(Source.local)
