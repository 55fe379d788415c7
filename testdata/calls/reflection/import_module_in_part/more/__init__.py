"""More of them."""
