"""Two modules that need each other."""

import ping

ping.serve(2)
