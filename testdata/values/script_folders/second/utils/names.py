"""What the script loads."""

NAME = "org/second"
