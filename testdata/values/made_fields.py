"""Fields that a function of the project makes, and those of dataclass-wizard."""

from dataclasses import dataclass, field

from dataclass_wizard import JSONWizard, json_field
from transformers import AutoModel


def configured(name, *, help_text="", **options):
    options["metadata"] = {"help": help_text}
    return json_field(name.upper(), **options)


def listed(*names):
    return field(default_factory=lambda: list(names))


@dataclass(frozen=True)
class Embeddings(JSONWizard):
    model: str = configured("model", default="org/configured", help_text="which")
    other: str = json_field("other", default="org/by-name")
    none: str = configured("none", help_text="no default")


@dataclass
class Settings:
    embeddings: Embeddings = configured("embeddings", default=Embeddings())
    several: list = listed("org/first", "org/second")


settings = Settings()
AutoModel.from_pretrained(settings.embeddings.model)  #? "org/configured" @ field default:20
AutoModel.from_pretrained(settings.embeddings.other)  #? "org/by-name" @ field default:21
AutoModel.from_pretrained(  #? unknown: result of dataclass_wizard.json_field
    settings.embeddings.none
)
for name in settings.several:
    AutoModel.from_pretrained(name)  #? unknown: result of dataclasses.field
