from .application import app
from .routers import *
