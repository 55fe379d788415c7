from papers.types.doc.paper import load

load("example.pkl")
