"""The stories in a network namespace without interfaces: nothing there could reach anything, and all must pass.

    python tests/soak/without_network.py [PYTEST ARGUMENTS]

Linux with `unshare` and namespaces for users. First it is shown that the place is what it should be: one interface,
the loopback, which is down, and an address that cannot be reached. Then pytest runs; its exit code is the verdict.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSIDE = "--inside"


def interfaces_up() -> list[str]:
    """Interfaces that could carry anything."""
    found = sorted(Path("/proc/net/dev").read_text().split("\n")[2:])
    names = [line.split(":")[0].strip() for line in found if ":" in line]
    return [name for name in names if name != "lo"]


def unreachable() -> str:
    """What the system says when a connection is tried; "" when it says nothing of the kind."""
    with socket.socket() as tried:
        tried.settimeout(2)
        number = tried.connect_ex(("192.0.2.1", 80))
    return os.strerror(number) if number in (errno.ENETUNREACH, errno.ENETDOWN) else ""


def inside(arguments: list[str]) -> int:
    """In the namespace."""
    told = unreachable()
    if interfaces_up() or not told:
        print(f"This is no place without a network: {interfaces_up()}", file=sys.stderr)
        return 2
    print(f"No interface but a loopback that is down; a connection says: {told}.", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *(arguments or ["tests/stories"])]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, check=False
    ).returncode


def main(arguments: list[str]) -> int:
    if arguments[:1] == [INSIDE]:
        return inside(arguments[1:])
    if shutil.which("unshare") is None:
        print("This needs Linux with the program `unshare` (package util-linux).", file=sys.stderr)
        return 2
    again = [sys.executable, __file__, INSIDE, *arguments]
    return subprocess.run(["unshare", "--map-root-user", "--net", *again], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
