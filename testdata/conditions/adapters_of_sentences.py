# requirements: torch==2.10.0 sentence-transformers==2.2.0
"""A library that cannot be told a revision yet."""

from sentence_transformers import SentenceTransformer

model = SentenceTransformer("org/a")  #: unpinned-hub-download: the revision is not a full commit hash
model.load_adapter("org/b")  #: adapter-load: the adapter's revision is not a full commit hash
