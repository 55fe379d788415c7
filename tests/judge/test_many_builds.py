"""An image that is built for many models loads all of them."""

from pathlib import Path

from reach.config import Options
from reach.scan import scan

NAMES = [f"org/model-{number}" for number in range(48)]
WORKFLOW = """\
on: push
jobs:
  build:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        include:
{rows}
    steps:
      - run: docker build --build-arg MODEL_NAME=${{{{ matrix.name }}}} .
"""


def test_every_model_of_a_matrix(tmp_path: Path) -> None:
    rows = "\n".join(f"          - name: {name}" for name in NAMES)
    workflow = tmp_path / ".github" / "workflows" / "images.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(WORKFLOW.format(rows=rows), "utf-8")
    (tmp_path / "Dockerfile").write_text(
        "FROM python:3.12\nARG MODEL_NAME\nCOPY fetch.py .\nRUN python fetch.py\n", "utf-8"
    )
    (tmp_path / "fetch.py").write_text(
        "import os\n\nfrom huggingface_hub import snapshot_download\n\n"
        'snapshot_download(os.environ["MODEL_NAME"])\n',
        "utf-8",
    )
    (finding,) = scan([tmp_path], Options(jobs=1)).findings
    assert finding.grade == "deployed"
    assert {artifact.id for artifact in finding.artifacts} == set(NAMES)
