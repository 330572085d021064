"""A process killed while it writes; the long run is `python tests/soak/kills.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "soak" / "kills.py"


def test_five_kills_lose_nothing_that_was_said_to_be_done() -> None:
    """And leave a sound project and whole backups; the seed is of this test, the moments are the machine's."""
    done = subprocess.run([sys.executable, str(SCRIPT), "5", "77"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 kills, 0 faults" in done.stdout
