"""What a scanned tree may hold to crash, fool or attack reach."""
