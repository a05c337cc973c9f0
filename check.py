"""Install what the tests need, once, and run them: ``python3 check.py``.

Further arguments go to pytest, for example ``tests/scoring`` or ``-m browser``.
"""

import sys

from scripts.environment import become, prepared

if __name__ == "__main__":
    become(prepared("requirements-dev.txt"), "-m", "pytest", "--numprocesses", "2", *sys.argv[1:])
