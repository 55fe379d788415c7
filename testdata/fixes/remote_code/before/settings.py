TRUST = True
SHARED = True
