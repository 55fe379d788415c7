"""What GitLab's published schema for SAST, 15.0.7, asks of the parts that we write; stricter in
that nothing else may be there."""

from typing import Any

WEB = "^https?://.+"
TEXT = {"type": "string", "minLength": 1}
TOOL = {
    "type": "object",
    "required": ["id", "name", "version", "vendor"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "version": TEXT,
        "vendor": {"type": "object", "required": ["name"], "properties": {"name": TEXT}},
    },
    "additionalProperties": False,
}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$"}
LOCATED = {
    "type": "object",
    "required": ["type", "file_name", "line_start"],
    "properties": {
        "type": {"const": "file-location"},
        "name": TEXT,
        "file_name": TEXT,
        "line_start": {"type": "integer"},
        "line_end": {"type": "integer"},
    },
    "additionalProperties": False,
}
SAID = {
    "type": "object",
    "required": ["type", "value"],
    "properties": {"type": {"const": "text"}, "name": TEXT, "value": {"type": "string"}},
    "additionalProperties": False,
}
LIST = {
    "type": "object",
    "required": ["type", "items"],
    "properties": {
        "type": {"const": "list"},
        "name": TEXT,
        "items": {"type": "array", "items": {"oneOf": [LOCATED, SAID]}},
    },
    "additionalProperties": False,
}
IDENTIFIER = {
    "type": "object",
    "required": ["type", "name", "value"],
    "properties": {"type": TEXT, "name": TEXT, "value": TEXT, "url": {"pattern": WEB}},
    "additionalProperties": False,
}
SIGNATURE = {
    "type": "object",
    "required": ["algorithm", "value"],
    "properties": {"algorithm": {"enum": ["hash", "location", "scope_offset"]}, "value": TEXT},
}
TRACKED = {
    "type": "object",
    "required": ["signatures"],
    "properties": {
        "file": {"type": "string"},
        "start_line": {"type": "number"},
        "end_line": {"type": "number"},
        "signatures": {"type": "array", "minItems": 1, "items": SIGNATURE},
    },
    "additionalProperties": False,
}
VULNERABILITY = {
    "type": "object",
    "required": ["id", "identifiers", "location", "name", "description", "severity"],
    "properties": {
        "id": TEXT,
        "name": {"type": "string", "maxLength": 255},
        "description": {"type": "string", "maxLength": 1_048_576},
        "severity": {"enum": ["Info", "Unknown", "Low", "Medium", "High", "Critical"]},
        "solution": {"type": "string", "maxLength": 7000},
        "identifiers": {"type": "array", "minItems": 1, "items": IDENTIFIER},
        "links": {"type": "array", "items": {"required": ["url"]}},
        "location": {
            "type": "object",
            "properties": {
                "file": {"type": "string"},
                "start_line": {"type": "number"},
                "end_line": {"type": "number"},
                "method": {"type": "string"},
            },
            "additionalProperties": False,
        },
        "details": {
            "type": "object",
            "additionalProperties": {"required": ["name"], "oneOf": [LOCATED, SAID, LIST]},
        },
        "tracking": {
            "type": "object",
            "required": ["type", "items"],
            "properties": {
                "type": {"const": "source"},
                "items": {"type": "array", "items": TRACKED},
            },
        },
    },
    "additionalProperties": False,
}
SAST: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": ["scan", "version", "vulnerabilities"],
    "properties": {
        "version": {"const": "15.0.7"},
        "scan": {
            "type": "object",
            "required": ["analyzer", "end_time", "scanner", "start_time", "status", "type"],
            "properties": {
                "analyzer": TOOL,
                "scanner": TOOL,
                "start_time": TIME,
                "end_time": TIME,
                "status": {"enum": ["success", "failure"]},
                "type": {"const": "sast"},
                "messages": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["level", "value"],
                        "properties": {
                            "level": {"enum": ["info", "warn", "fatal"]},
                            "value": TEXT,
                        },
                    },
                },
            },
            "additionalProperties": False,
        },
        "vulnerabilities": {"type": "array", "items": VULNERABILITY},
    },
    "additionalProperties": False,
}

QUALITY: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["check_name", "description", "fingerprint", "severity", "location"],
        "properties": {
            "type": {"const": "issue"},
            "check_name": TEXT,
            "description": TEXT,
            "categories": {"type": "array", "items": {"const": "Security"}},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
        "additionalProperties": False,
    },
}
