"""Settings of the server."""

from .base import *

TAGGER["revision"] = "0123456789abcdef0123456789abcdef01234567"
