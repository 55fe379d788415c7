"""Short names that libraries map to repositories and addresses."""

import timm
import torchaudio
import whisper
from bertopic import BERTopic
from fastembed import TextEmbedding
from faster_whisper import WhisperModel
from flair.models import SequenceTagger
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import Wav2Vec2ForCTC

SentenceTransformer("all-MiniLM-L6-v2")  #? "sentence-transformers/all-MiniLM-L6-v2" huggingface @ literal:13
SentenceTransformer("BAAI/bge-small-en-v1.5")  #? "BAAI/bge-small-en-v1.5" huggingface
SentenceTransformer("bert-base-uncased")  #? "bert-base-uncased" huggingface
SentenceTransformer("./all-MiniLM-L6-v2")  #? "./all-MiniLM-L6-v2" local
CrossEncoder("ms-marco")  #? "ms-marco" huggingface
BERTopic(embedding_model="all-mpnet-base-v2")  #? "sentence-transformers/all-mpnet-base-v2" huggingface

WhisperModel("large-v3")  #? "Systran/faster-whisper-large-v3" huggingface
WhisperModel("someone/whisper-ct2")  #? "someone/whisper-ct2" huggingface
whisper.load_model("tuned.pt")  #? "tuned.pt"

SequenceTagger.load("ner-fast")  #? "flair/ner-english-fast" huggingface
TextEmbedding("BAAI/bge-small-en-v1.5")  #? "Qdrant/bge-small-en-v1.5-onnx-Q" huggingface

timm.create_model("resnet50", pretrained=True)  #? "timm/resnet50.a1_in1k" huggingface
timm.create_model("vit_base_patch16_224.dino", pretrained=True)  #? "timm/vit_base_patch16_224.dino" huggingface
timm.create_model("hf-hub:someone/net", pretrained=True)  #? "someone/net" huggingface


def align(language, name=None):
    """Names of bundles that another library has are not asked of the hub."""
    if name is None:
        name = {"en": "WAV2VEC2_ASR_BASE_960H", "ja": "someone/wav2vec2-ja"}[language]
    if name in torchaudio.pipelines.__all__:
        return getattr(torchaudio.pipelines, name).get_model()
    return Wav2Vec2ForCTC.from_pretrained(name)  #? "someone/wav2vec2-ja" huggingface
