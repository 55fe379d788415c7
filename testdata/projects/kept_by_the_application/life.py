"""What is there as long as the server runs."""

from contextlib import asynccontextmanager

from hub import Hub


@asynccontextmanager
async def lifespan(app):
    """The application keeps the hub."""
    app.state.hub = Hub("acme/first")
    yield
