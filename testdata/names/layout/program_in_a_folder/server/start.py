from rest.routes import Routes
from voice.manager import Manager

Routes(Manager()).merge()
