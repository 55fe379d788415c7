"""Relative imports count from the package of the file."""

from shop.orders.create import create

create()
