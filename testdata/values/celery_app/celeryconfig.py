broker_url = "redis://"
encoder = "org/encoder"
