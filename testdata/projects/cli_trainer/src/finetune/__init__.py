"""Fine-tune causal language models from the command line."""

__version__ = "0.3.0"
