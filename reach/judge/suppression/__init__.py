"""Findings that the project has decided to live with, and decisions that decide nothing."""

from reach.judge.suppression.apply import Sorted, suppress
from reach.judge.suppression.comments import Comment, comments_of

__all__ = ["Comment", "Sorted", "comments_of", "suppress"]
