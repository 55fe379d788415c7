"""The root has a helper, and so has the folder of the script."""

import helper

helper.work()
