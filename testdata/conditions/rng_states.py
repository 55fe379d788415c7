# requirements: transformers==4.50.0 torch==2.7.0
"""Random states of a checkpoint, with a torch that restricts them."""

from transformers import Trainer

Trainer(model=None).train(resume_from_checkpoint="checkpoint-500")
Trainer(model=None)._load_rng_state("checkpoint-500")
