"""Creates an order."""

from .. import stock
from ..stock import reserve
from . import number
from .price import price as price_of


def create():
    reserve()
    stock.reserve()
    return price_of(number())
