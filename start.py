"""Install what the dashboard needs, once, and start it: ``python3 start.py``.

Further arguments go to Streamlit, for example ``--server.port 8600``.
"""

import sys

from scripts.environment import become, prepared

if __name__ == "__main__":
    become(prepared("requirements.txt"), "-m", "streamlit", "run", "app.py", *sys.argv[1:])
