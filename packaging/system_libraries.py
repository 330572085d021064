"""Which libraries of the operating system the window still lacks on Linux, and how to get them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

# The name that the loader misses -> the Debian or Ubuntu package that holds it.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libOpenGL.so.0": "libopengl0",
    "libGLX.so.0": "libglx0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libSM.so.6": "libsm6",
    "libICE.so.6": "libice6",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
_MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


def missing(site_packages: Path, *, screen: bool) -> list[str]:
    """What the loader does not find for the installed Qt, by the names it looks for; [] when `ldd` is not there."""
    qt = site_packages / "PySide6"
    if not shutil.which("ldd") or not qt.is_dir():
        return []
    platforms = qt / "Qt" / "plugins" / "platforms"
    files = [*qt.glob("QtWidgets*.so"), *qt.glob("QtGui*.so"), *platforms.glob("libqoffscreen.so")]
    if screen:
        files += [*platforms.glob("libqxcb.so")]
        files += [*platforms.glob("libqwayland*.so")] if os.environ.get("WAYLAND_DISPLAY") else []
    found: set[str] = set()
    for file in files:
        found.update(missing_in(_ldd(file)))
    return sorted(found)


def missing_in(ldd_output: str) -> list[str]:
    return _MISSING.findall(ldd_output)


def packages_for(libraries: list[str]) -> tuple[list[str], list[str]]:
    """(packages of Debian, libraries for which none is known)."""
    known = sorted({PACKAGES[name] for name in libraries if name in PACKAGES})
    return known, [name for name in libraries if name not in PACKAGES]


def may_install() -> list[str] | None:
    """The words before `apt-get`: none for root, `sudo -n` where it asks no password; None without the right."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def advice(libraries: list[str]) -> str:
    """What to tell the person when these are missing; "" when none is."""
    packages, unknown = packages_for(libraries)
    if not libraries:
        return ""
    if shutil.which("apt-get") and packages and not unknown:
        return (
            f"The window needs system libraries that are not installed. Install them with:\n    {apt_line(packages)}"
        )
    return "The window needs system libraries that are not installed; your system's packages have them: " + ", ".join(
        libraries
    )


def apt_line(packages: list[str]) -> str:
    """The command for a person to type."""
    return "sudo apt-get install " + shlex.join(packages)


def apt_install(packages: list[str]) -> bool:
    """Installs them where that is allowed; the package lists are fetched when the first try does not find them."""
    before = may_install()
    if before is None:
        return False
    quiet = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    install = [*quiet, "install", "--yes", "--no-install-recommends", *packages]
    if _silent(install):
        return True
    return _silent([*quiet, "update"]) and _silent(install, loud=True)


def _silent(command: list[str], *, loud: bool = False) -> bool:
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if loud and done.returncode != 0:
        print(done.stderr.strip() or done.stdout.strip())
    return done.returncode == 0


def _ldd(file: Path) -> str:
    return subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False).stdout
