FROM python:3.12
COPY . /app
WORKDIR /app
CMD exec text-embeddings-router --model-id org/embedder
