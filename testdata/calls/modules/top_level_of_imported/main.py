"""Code at the top of an imported module calls on the module's own account."""

import settings

settings.reload()
