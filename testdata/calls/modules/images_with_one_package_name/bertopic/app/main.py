from app import limits
from app.steps import make

limits.check()
make().run()
