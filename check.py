"""Install what the tests need, once, and run them: ``python3 check.py``.

Further arguments go to pytest, for example ``tests/scoring`` or ``-m browser``.
"""

import sys

from scripts.environment import become, prepared

# Half of the tests each, in their order, so that what several of them need is mostly made once; who
# is through takes over from the other.
TWO_AT_A_TIME = ("--numprocesses", "2", "--dist", "worksteal")

if __name__ == "__main__":
    become(prepared("requirements-dev.txt"), "-m", "pytest", *TWO_AT_A_TIME, *sys.argv[1:])
