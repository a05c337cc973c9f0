"""Install what the tests need, once, and run them: ``python3 check.py``.

Further arguments go to pytest, for example ``tests/scoring`` or ``-m browser``.
"""

import sys

from scripts.environment import prepared, run

if __name__ == "__main__":
    python = prepared("requirements-dev.txt")
    sys.exit(run(python, "-m", "pytest", "--numprocesses", "2", *sys.argv[1:]))
