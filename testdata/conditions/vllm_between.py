# requirements: vllm==0.11.0
"""Releases of vLLM in which a switch does not hold."""

from vllm import LLM

PIN = "8b3cf2f6a9be4df2a1c33f1d3f0b8d1b4a1c2d3e"

LLM("org/a", revision=PIN, trust_remote_code=False)  #: trust-remote-code: code of the repository runs whatever trust_remote_code says (CVE-2026-22807) | unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155)
LLM("org/b", revision=PIN, tokenizer="org/c")  #: trust-remote-code: code of the repository runs whatever trust_remote_code says (CVE-2026-22807) | unpinned-hub-download: tokenizer_revision is not a full commit hash
LLM("org/d", revision=PIN, tokenizer="./tokenizer")  #: trust-remote-code: code of the repository runs whatever trust_remote_code says (CVE-2026-22807) | unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155)
LLM("org/e", revision=PIN, tokenizer="org/f", tokenizer_revision="main")  #: trust-remote-code: code of the repository runs whatever trust_remote_code says (CVE-2026-22807) | unpinned-hub-download: tokenizer_revision is not a full commit hash
LLM("org/g", revision=PIN, tokenizer="org/h", tokenizer_revision=PIN)  #: trust-remote-code: code of the repository runs whatever trust_remote_code says (CVE-2026-22807) | unpinned-hub-download: the revision does not reach nested artifacts before vllm 0.22 (CVE-2026-47155)
