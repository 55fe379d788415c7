from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    model: str = "acme/small"
    words: str = "acme/words"

    class Config:
        env_prefix = "SPEECH_"
