"""Settings of the service, from the environment."""

from functools import lru_cache

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CHAT_")

    model: str = "Qwen/Qwen2.5-0.5B-Instruct"
    summary_model: str = "facebook/bart-large-cnn"
    max_new_tokens: int = 512
    session_dir: str = "/tmp/sessions"


@lru_cache
def get_settings() -> Settings:
    return Settings()
