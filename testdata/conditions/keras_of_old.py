# requirements: tensorflow==2.12.0
"""Keras inside an old TensorFlow."""

from keras.layers import Lambda
from keras.models import load_model

Lambda.from_config({})  #: keras-unsafe-load: outside of load_model no safe mode is in force, and a Lambda layer's bytecode becomes a function
load_model("model.h5")  #: keras-unsafe-load: safe_mode does not cover HDF5 files before keras 3.11.3
