"""What the environment says."""

import os

ENGINE = os.getenv("ENGINE", "large")
