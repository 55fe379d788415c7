# %% [markdown]
# The classification head, trained as a percent-format notebook.

# %%
import numpy as np
from datasets import load_dataset
from safetensors.numpy import load_file, save_file

# %%
reviews = load_dataset("stanfordnlp/imdb", split="train[:1%]")
weights = load_file("out/head.safetensors")

# %%
scale = np.load("out/scale.npy")
save_file({name: array * scale for name, array in weights.items()}, "out/scaled.safetensors")
