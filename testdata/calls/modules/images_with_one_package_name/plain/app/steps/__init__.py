from app.steps.base import Step
from app.steps.words import make
