"""Install what the dashboard needs, once, and start it: ``python3 start.py``.

Further arguments go to Streamlit, for example ``--server.port 8600``.
"""

import sys

from scripts.environment import prepared, run

if __name__ == "__main__":
    python = prepared("requirements.txt")
    sys.exit(run(python, "-m", "streamlit", "run", "app.py", *sys.argv[1:]))
