"""Downloads of which a partial application holds the revision."""

from functools import partial

import torch
from huggingface_hub import hf_hub_download

fetch = partial(hf_hub_download, revision="0123456789abcdef0123456789abcdef01234567")
torch.load(fetch("org/held", "a.pt"))  #? "org/held" file="a.pt" revision="0123456789abcdef0123456789abcdef01234567" pinned

of_one = partial(hf_hub_download, repo_id="org/one", revision="v1")
torch.load(of_one(filename="b.pt"))  #? "org/one" file="b.pt" revision="v1" unpinned
