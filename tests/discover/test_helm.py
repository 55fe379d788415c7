"""Charts: templates that are filled with the values of the tree."""

import pytest

from reach.discover.helm.parse import Malformed, parse
from reach.discover.helm.render import Renderer
from reach.discover.helm.values import Gap, merged, plain
from reach.discover.yaml_nodes import load
from reach.records.project import Skipped
from tests.discover.conftest import Make

VALUES = {
    "name": "m",
    "on": True,
    "off": False,
    "empty": "",
    "list": ["a", "b"],
    "table": {"x": 1, "y": "two"},
}


def render(text: str) -> str:
    root = {"Values": VALUES, "Release": Gap("Release")}
    return Renderer(root, {"say": parse("hi {{ .name }}")}).render(parse(text)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{ .Values.name }} b", "a m b"),
        ("a\n  {{- .Values.name -}}\n b", "amb"),
        ("{{/* nothing */}}x", "x"),
        ('{{ .Values.name | quote }}{{ .Values.none | default "d" }}', '"m"d'),
        ("{{ if .Values.off }}1{{ else if .Values.on }}2{{ else }}3{{ end }}", "2"),
        ('{{ if and .Values.on (eq .Values.name "m") }}1{{ end }}', "1"),
        ("{{ if not .Values.empty }}1{{ end }}", "1"),
        ("{{ range .Values.list }}<{{ . }}>{{ end }}", "<a><b>"),
        ("{{ range $i, $v := .Values.list }}{{ $i }}{{ $v }}{{ end }}", "0a1b"),
        ("{{ range $k, $v := .Values.table }}{{ $k }}={{ $v }};{{ end }}", "x=1;y=two;"),
        ("{{ range .Values.none }}1{{ else }}2{{ end }}", "2"),
        ("{{ with .Values.table }}{{ .y }}{{ end }}", "two"),
        ("{{ with .Values.table }}{{ $.Values.name }}{{ end }}", "m"),
        ("{{ $x := .Values.name }}{{ $x }}", "m"),
        ('{{ include "say" .Values }}', "hi m"),
        ('{{ include "say" (dict "name" "n") | upper }}', "HI N"),
        ('{{ printf "%s-%d" .Values.name 3 }}', "m-3"),
        ("x:{{ toYaml .Values.table | nindent 2 }}", 'x:\n  x: 1\n  y: "two"'),
        ("{{ .Release.Name }}", "${Release_Name}"),
        ("{{ if .Release.IsUpgrade }}1{{ end }}", "1"),
        ("{{ lookup 1 2 }}", "${lookup}"),
        ("{{ .Values.table.x.y.z }}", ""),
    ],
)
def test_render(text: str, expected: str) -> None:
    assert render(text) == expected


@pytest.mark.parametrize("text", ["{{ if x }}", "{{ end }}", "{{ else }}", "{{if a}}" * 80])
def test_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        parse(text)


def test_lines_are_those_of_the_template() -> None:
    text = "a\n{{- range .Values.list }}\nb: {{ . }}\n{{- end }}\nc\n"
    output = Renderer({"Values": VALUES}, {}).render(parse(text))
    assert output.text == "a\nb: a\nb: b\nc\n"
    assert output.lines[:4] == [1, 3, 3, 5]


def test_values_lie_on_top_of_others() -> None:
    nodes = load("a: {b: 1, c: [x]}\nd: true\n---\na: {c: [y]}\n", "values.yaml")
    assert not isinstance(nodes, Skipped)
    base, over = map(plain, nodes)
    assert merged(base, over) == {"a": {"b": 1, "c": ["y"]}, "d": True}


CHART = {
    "chart/Chart.yaml": "name: models\nversion: 1.0.0\n",
    "chart/values.yaml": "engine:\n  models: []\nimage: vllm/vllm-openai:v1\n",
    "chart/templates/_helpers.tpl": '{{- define "port" -}}8000{{- end }}',
    "chart/templates/deployment.yaml": """
        {{- range .Values.engine.models }}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ $.Release.Name }}-{{ .name }}
        spec:
          template:
            spec:
              containers:
                - name: server
                  image: {{ $.Values.image | quote }}
                  args:
                    - --model
                    - {{ .url }}
                    {{- if .trust }}
                    - --trust-remote-code
                    {{- end }}
                    - --port={{ include "port" $ }}
        {{- end }}
        """,
    "prod/models.yaml": """
        engine:
          models:
            - name: small
              url: org/small
            - name: large
              url: org/large
              trust: true
        """,
    "other.yaml": "engine:\n  x: 1\nunrelated: 2\n",
}


def test_values_anywhere_fill_the_chart(make: Make) -> None:
    project = make(CHART)
    assert project.skipped == ()
    found = [(x.path, x.target, x.name, x.arguments, x.written) for x in project.launches]
    template = "chart/templates/deployment.yaml"
    common = ("prod/models.yaml", "image", "vllm/vllm-openai:v1")
    assert found == [
        (*common, ("--model", "org/small", "--port=8000"), template),
        (*common, ("--model", "org/large", "--trust-remote-code", "--port=8000"), template),
    ]
    assert project.launches[1].lines == (14, 15, 17, 19)
    origin = [v for v in project.launches[1].variables if v.value == "org/large"]
    assert [(v.path, v.line, v.kind) for v in origin] == [("prod/models.yaml", 6, "Helm value")]


def test_lists_of_that_name_are_no_values(make: Make) -> None:
    resources = {
        "chart/values.yaml": "engine:\n  models: []\nimage: v\nresources:\n  cpu: 1\n",
        "config/kustomization.yaml": "resources:\n- a.yaml\n",
        "config/list.yaml": "resources:\n- a.yaml\n",
    }
    project = make({**CHART, **resources})
    assert {launch.path for launch in project.launches} == {"prod/models.yaml"}


def test_charts_of_tests_deploy_nothing(make: Make) -> None:
    files = {f"test/{name}" if name.startswith("chart") else name: t for name, t in CHART.items()}
    project = make(files)
    assert {launch.path for launch in project.launches} == {"test/chart/templates/deployment.yaml"}


def test_what_cannot_be_read_is_named(make: Make) -> None:
    files = {
        **CHART,
        "chart/templates/broken.yaml": "a: b\n{{ if .Values.x }}\nc: d\n",
        "chart/templates/odd.yaml": """
            apiVersion: v1
            containers: [
            {{ .Values.image }}: }
            """,
    }
    project = make(files)
    skipped = {(s.path, s.line): s.reason for s in project.skipped}
    assert skipped["chart/templates/broken.yaml", 2] == "not a valid template: no end"
    reason = skipped["chart/templates/odd.yaml", 3]
    assert reason.startswith("with the values of chart/values.yaml: not valid YAML")
    assert len(project.launches) == 2


def test_a_template_without_a_chart(make: Make) -> None:
    text = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{ .name }}
        spec:
          containers:
            {{- if .serve }}
            - name: model
              image: {{ .image }}
              command: [vllm, serve, {{ .model | quote }}, --port, "80"]
            {{- end }}
        """
    project = make({"pod.yaml": text})
    assert project.skipped == ()
    assert [(x.line, x.arguments) for x in project.launches] == [
        (10, ("serve", "${Values_model}", "--port", "80"))
    ]


def test_values_for_a_chart_elsewhere(make: Make) -> None:
    text = """
        replicas: 1
        server:
          image:
            repository: ghcr.io/huggingface/text-generation-inference
            tag: "3.3"
          args: [--model-id, org/name]
          env:
            - name: REVISION
              value: main
        other:
          image: {repository: redis}
        """
    project = make({"values.prod.yaml": text})
    (launch,) = project.launches
    assert (launch.line, launch.target, launch.arguments) == (
        6,
        "image",
        ("--model-id", "org/name"),
    )
    assert [(v.name, v.line) for v in launch.environment] == [("REVISION", 9)]


def test_config_maps_of_a_chart(make: Make) -> None:
    files = {
        "chart/Chart.yaml": "name: app\n",
        "chart/values.yaml": "model: org/valued\n",
        "chart/templates/config.yaml": """
            {{- if .Values.model }}
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            data:
              MODEL: {{ .Values.model }}
              MODE: fast
            {{- end }}
            """,
        "chart/templates/pod.yaml": """
            apiVersion: v1
            kind: Pod
            spec:
              containers:
              - image: python
                command: [python, app.py]
                envFrom: [{configMapRef: {name: settings}}]
            """,
    }
    project = make(files)
    assert [(v.name, v.value, v.path, v.line) for v in project.environment] == [
        ("MODEL", "org/valued", "chart/values.yaml", 1),
        ("MODE", "fast", "chart/templates/config.yaml", 7),
    ]
