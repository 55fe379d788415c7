"""A service whose arguments are given where it is built."""

import bentoml
import pydantic


class Arguments(pydantic.BaseModel):
    """Defaults count for what the build leaves out."""

    model_id: str = "org/default"
    draft_id: str = "org/draft"


args = bentoml.use_arguments(Arguments)


@bentoml.service
class Chat:
    """Loads when it is imported."""

    model = bentoml.models.HuggingFaceModel(args.model_id)  #? "org/built" @ config file:pyproject.toml:8
    draft = bentoml.models.HuggingFaceModel(args.draft_id)  #? "org/draft" @ field default:11
