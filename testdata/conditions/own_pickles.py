"""What is unpickled was pickled here."""

import _pickle
import pickle

import cloudpickle
import cPickle
import dill


def copies(thing):
    pickle.loads(pickle.dumps(thing))  #: -pickle-load
    pickle.loads(_pickle.dumps(thing))  #: -pickle-load
    pickle.loads(cPickle.dumps(thing))  #: -pickle-load
    pickle.loads(cloudpickle.dumps(thing))  #: -pickle-load
    pickle.loads(dill.dumps(thing))  #: -pickle-load
