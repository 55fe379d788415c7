import pickle

from flask import Flask

app = Flask(__name__)
with open("waves.pickle", "rb") as file:
    waves = pickle.load(file)
