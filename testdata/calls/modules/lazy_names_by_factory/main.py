"""Packages that share one function which imports their names when they are first asked for."""

import importlib

import studio
import studio.parts

studio.Mixer().start()
studio.parts.Bench().lay()
studio.later.run()
importlib.import_module("..parts.deep", "studio.parts").dig()
