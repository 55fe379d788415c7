"""A package hands on names of its modules under new names."""

import toolkit
from toolkit import fetch

fetch()
toolkit.Store().put()
