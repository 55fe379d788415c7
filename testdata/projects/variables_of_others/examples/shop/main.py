import os

import joblib

if __name__ == "__main__":
    joblib.load(os.environ["TREE"])
