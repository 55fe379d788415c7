"""What the script loads."""

NAME = "org/first"
