"""Objects that queries return."""

from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoTokenizer

from models import Chat, Search

first = Search.objects.filter(active=True).order_by("id").first()
SentenceTransformer(first.encoder)  #? "org/encoder" @ field default:models.py:18
AutoTokenizer.from_pretrained(first.tokenizer)  #? unknown: field tokenizer of Search is read from the database
CrossEncoder(first.reranker)  #? unknown: field reranker of Search is read from the database
SentenceTransformer(first.size)  #? "org/small" @ field choice:models.py:21 | "org/big" @ field choice:models.py:21

for row in Search.objects.all():
    SentenceTransformer(row.encoder)  #? "org/encoder" @ field default:models.py:18

made, _ = Search.objects.get_or_create(encoder="org/other")
SentenceTransformer(made.encoder)  #? "org/other" @ literal:17
SentenceTransformer(Search.objects.create().encoder)  #? "org/encoder" @ field default:models.py:18
SentenceTransformer(Search(encoder="org/new").encoder)  #? "org/new" @ literal:20


async def answer(pk):
    """Awaited queries, and relations."""
    chat = await Chat.objects.select_related("search").aget(pk=pk)
    SentenceTransformer(chat.search.encoder)  #? "org/encoder" @ field default:models.py:18
    SentenceTransformer(chat.spare.encoder)  #? "org/encoder" @ field default:models.py:18
    AutoTokenizer.from_pretrained(chat.search.tokenizer)  #? unknown: field tokenizer of Search is read from the database
