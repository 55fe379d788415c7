"""A folder without __init__.py is a package too."""

from plugins.audio import codec
from plugins.video.player import play

codec.decode()
play()
