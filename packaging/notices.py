"""Writes the table of installed packages and their licences into THIRD-PARTY-NOTICES.md, and gathers licence texts.

.venv/bin/python packaging/notices.py                   renew the table
.venv/bin/python packaging/notices.py --texts FOLDER    copy every package's licence files there
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTICES = ROOT / "THIRD-PARTY-NOTICES.md"
LOCKS = ("requirements.lock", "requirements-models.lock")
BEGIN = "<!-- packages: begin (made by packaging/notices.py) -->\n"
END = "<!-- packages: end -->\n"
# What a package's metadata calls its licence -> the SPDX name.
SPDX = {
    "Apache License, Version 2.0": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "PSFL": "PSF-2.0",
    "Public Domain": "public domain",
}
# Packages that the lock holds for other systems only: licence and home as they state them.
ELSEWHERE = {"colorama": ("BSD-3-Clause", "<https://github.com/tartley/colorama>")}
HOME_WORDS = ("homepage", "source", "source code", "github", "documentation")


def locked(locks: Sequence[str] = LOCKS) -> list[str]:
    """The names in the locks that a user's program is installed from, sorted, each once."""
    lines = [line for lock in locks for line in (ROOT / "packaging" / lock).read_text("utf-8").splitlines()]
    return sorted({line.split("==")[0] for line in lines if line[:1].isalnum()})


def licence(package: metadata.PackageMetadata) -> str:
    """The licence as the package states it: its expression, its licence line, or its classifier."""
    stated = package.get("License-Expression") or package.get("License") or ""
    if not stated or "\n" in stated:
        kinds = [c.rpartition(" :: ")[2] for c in package.get_all("Classifier") or [] if c.startswith("License")]
        stated = ", ".join(kinds)
    return SPDX.get(stated, stated) or "see its files"


def home(package: metadata.PackageMetadata) -> str:
    links = [url.partition(", ") for url in package.get_all("Project-URL") or []]
    by_name = {name.lower(): address for name, _, address in links}
    found = package.get("Home-page") or next((by_name[word] for word in HOME_WORDS if word in by_name), "")
    return f"<{found}>" if found else ""


def table() -> str:
    rows = ["| package | licence | home |", "|---|---|---|"]
    for name in locked():
        if name in ELSEWHERE:
            stated, address = ELSEWHERE[name]
        else:
            package = metadata.metadata(name)
            stated, address = licence(package), home(package)
        rows.append(f"| {name} | {stated} | {address} |")
    return "\n".join(rows) + "\n"


def renew() -> None:
    head, _, rest = NOTICES.read_text("utf-8").partition(BEGIN)
    NOTICES.write_text(head + BEGIN + table() + END + rest.partition(END)[2], "utf-8")


def gather(folder: Path, locks: Sequence[str]) -> int:
    """Copies licence files to folder/package/…; the number of packages that bring none."""
    without = 0
    here = {one.metadata["Name"].lower() for one in metadata.distributions()}
    for name in locked(locks):
        if name in ELSEWHERE and name not in here:
            continue
        files = [f for f in metadata.files(name) or [] if is_licence(f)]
        for file in files:
            target = folder / name / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), target)
        if not files:
            print(f"{name}: no licence file in the package; its metadata says {licence(metadata.metadata(name))}")
            without += 1
    return without


def is_licence(file: metadata.PackagePath) -> bool:
    words = ("licen", "copying", "notice", "authors")
    named = "licenses" in file.parts or any(word in file.name.lower() for word in words)
    return ".dist-info" in file.parts[0] and named


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help="gather licence texts instead")
    parser.add_argument("--locks", nargs="+", default=LOCKS, metavar="LOCK", help="with --texts: of these locks only")
    options = parser.parse_args()
    if options.texts:
        gather(options.texts, options.locks)
    else:
        renew()


if __name__ == "__main__":
    main()
