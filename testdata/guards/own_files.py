"""Files that a function wrote itself before it loads them."""

import pickle

import joblib
import torch


def states(model, path, fast):
    torch.save(model.state_dict(), "model.pth")
    torch.load("model.pth")  #: own-file
    torch.load("./model.pth", map_location="cpu")  #: own-file
    torch.load("models/model.pth")  #: -
    torch.save(model.state_dict(), path)
    torch.load(path)  #: -
    if fast:
        torch.save(model, f="fast.pth")
        torch.load("fast.pth")  #: own-file
    torch.load("fast.pth")  #: -


def tables(rows):
    with open("rows.pkl", "wb") as file:
        pickle.dump(rows, file)
    with open("rows.pkl", "rb") as file:
        pickle.load(file)  #: own-file
    with open("others.pkl", "rb") as file:
        pickle.load(file)  #: -
    joblib.dump(rows, filename="rows.joblib")
    joblib.load("rows.joblib")  #: own-file


def later(rows):
    joblib.load("late.joblib")  #: -
    joblib.dump(rows, "late.joblib")


def either(rows, small):
    joblib.dump(rows, "small.joblib")
    joblib.load("small.joblib" if small else "large.joblib")  #: -
    try:
        joblib.dump(rows, "large.joblib")
    except OSError:
        pass
    joblib.load("large.joblib")  #: -
