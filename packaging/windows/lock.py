"""What of the lock belongs into a Windows program: told by hand, because pip asks the computer it runs on."""

from __future__ import annotations

from packaging.requirements import Requirement

PYTHON = "3.12"
SYSTEM = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": f"{PYTHON}.10",
    "python_version": PYTHON,
    "sys_platform": "win32",
}
# sqlite-utils names them for its plug-ins, which the program has none of.
LEFT_OUT = frozenset({"pip", "setuptools"})


def for_windows(lock: str) -> str:
    """The lines of a lock with hashes that hold there, without their conditions."""
    kept: list[str] = []
    inside = False
    for line in lock.splitlines():
        if line[:1].isalnum():
            package = Requirement(line.rstrip("\\ "))
            inside = package.name not in LEFT_OUT and (package.marker is None or package.marker.evaluate(SYSTEM))
            if inside:
                kept.append(f"{package.name}{package.specifier} \\")
        elif inside and line.lstrip().startswith("--hash"):
            kept.append(line)
    return "\n".join(kept) + "\n"
