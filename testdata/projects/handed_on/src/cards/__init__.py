"""Cards that describe models."""

from cards._card import Card, describe

__all__ = ["Card", "describe"]
