"""A variable with a default, and a command that starts a script of the project."""

from airflow import DAG
from airflow.models import Variable
from airflow.operators.bash import BashOperator
from airflow.providers.docker.operators.docker import DockerOperator
from transformers import AutoModel

MODEL = Variable.get("night-model", default_var="org/by-default")
REVISION = Variable.get("revision")

with DAG("nightly"):
    AutoModel.from_pretrained(MODEL)  #? "org/by-default" @ environment default:9
    AutoModel.from_pretrained(REVISION)  #? unknown: environment variable AIRFLOW_VAR_REVISION has no default
    BashOperator(task_id="export", bash_command="python dags/export.py --model org/exported")
    DockerOperator(task_id="tokens", image="acme/tokens", command="python dags/tokens.py --model org/tokens")
