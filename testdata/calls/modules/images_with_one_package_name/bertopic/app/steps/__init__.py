from app.steps.base import Step
from app.steps.topics import make
