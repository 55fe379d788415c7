"""What a command line starts: shell text taken apart, launchers seen through."""
