from sentence_transformers import SentenceTransformer
from shared.parts import part


@part("texts")
class Texts:
    async def run(self, question):
        return SentenceTransformer("shop/texts").encode(question)
