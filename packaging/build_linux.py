"""Builds what is given to people on Linux: a folder that starts, as a Debian package and as an archive to unpack.

    python3 packaging/build_linux.py [--out dist]

Makes an environment of its own from the locks (build/freeze), freezes the program with PyInstaller, adds licences and
the list of parts (CycloneDX), and writes

    research-workbench_VERSION_amd64.deb        with menu entry, icon, file type and manual page
    research-workbench-VERSION-linux-x86_64.tar.xz
    research-workbench-VERSION-sbom.cdx.json
    SHA256SUMS

The times in the packages are that of the last commit, so that two builds of it can be compared.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path

import bootstrap

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "freeze"
LINUX = ROOT / "packaging" / "linux"
NAME = "research-workbench"
LONG_DESCRIPTION = """\
 It reads articles in Russian, Kazakh and English, finds the figures they state,
 lets an analyst settle each one beside the text, tells where sources contradict
 each other, and writes a workbook in which every number leads back to its
 sentence. It makes no network connection.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the packages go")
    parser.add_argument("--keep", action="store_true", help="use the frozen folder of the last build again")
    options = parser.parse_args()
    out = options.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    python = environment()
    epoch = commit_time()
    folder = WORK / "dist" / NAME
    if not options.keep or not folder.is_dir():
        folder = freeze(python, epoch)
    version = frozen_version(folder)
    parts = out / f"{NAME}-{version}-sbom.cdx.json"
    list_parts(python, parts)
    complete(python, folder, parts)
    made = [parts, archive(folder, out, version, epoch), debian(python, folder, out, version, epoch)]
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(made))
    (out / "SHA256SUMS").write_text(sums, "ascii")
    for file in made:
        bootstrap.say(f"{file.stat().st_size / 1e6:7.1f} MB  {file}")
    return 0


def environment() -> Path:
    """A Python environment with what the program needs and the tools of the build, by the hashes of the locks."""
    locks = [ROOT / "packaging" / name for name in ("requirements.lock", "requirements-build.lock")]
    state = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    python = bootstrap.python_of(WORK / "venv")
    done = WORK / "venv" / "state"
    if done.exists() and done.read_text("ascii") == state:
        return python
    shutil.rmtree(WORK, ignore_errors=True)
    venv.EnvBuilder(with_pip=False, symlinks=True).create(WORK / "venv")
    for lock in locks:
        bootstrap.say(f"Installing by the hashes of {lock.name} ...")
        if failed := bootstrap.install(bootstrap.pip_for(python, apt=False), lock):
            raise SystemExit("\n".join(failed))
    done.write_text(state, "ascii")
    return python


def commit_time() -> int:
    """Seconds since 1970 of the last commit; SOURCE_DATE_EPOCH where there is no repository."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True)
    return int(asked.stdout)


def freeze(python: Path, epoch: int) -> Path:
    bootstrap.say("Freezing the program ...")
    fixed = {"SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        str(python),
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        str(WORK / "dist"),
    ]
    command += ["--workpath", str(WORK / "work"), str(ROOT / "packaging" / "workbench.spec")]
    subprocess.run(command, cwd=ROOT, env=bootstrap.clean() | fixed, check=True)
    return WORK / "dist" / NAME


def frozen_version(folder: Path) -> str:
    """As the frozen program itself says it."""
    said = subprocess.run([str(folder / "workbench"), "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d[\w.+]*", said)
    if found is None:
        raise SystemExit(f"The frozen program does not say its version: {said!r}")
    return found[0]


def list_parts(python: Path, file: Path, lock: Path = ROOT / "packaging" / "requirements.lock") -> None:
    """The list of parts in CycloneDX's form, from the lock that the program is installed by."""
    tool = [str(python), "-m", "cyclonedx_py", "requirements", str(lock), "--output-reproducible"]
    tool += ["--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON", "-o", str(file)]
    subprocess.run(tool, check=True, capture_output=True)


def complete(python: Path, folder: Path, parts: Path) -> None:
    """Licences and the list of parts go where the program is."""
    texts = folder / "licences"
    shutil.rmtree(texts, ignore_errors=True)
    ask = [str(python), str(ROOT / "packaging" / "notices.py"), "--locks", "requirements.lock", "--texts", str(texts)]
    subprocess.run(ask, cwd=ROOT, check=True)
    for text in (ROOT / "packaging" / "licences").iterdir():  # of Qt and PySide6, whose packages bring none
        shutil.copyfile(text, texts / text.name)
    for library in (folder / "_internal").glob("libpython3*"):  # the only one that is built with all its names
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    shutil.copyfile(parts, folder / "sbom.cdx.json")
    for name in ("LICENSE", "THIRD-PARTY-NOTICES.md", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, folder / name)


def archive(folder: Path, out: Path, version: str, epoch: int) -> Path:
    """The folder as .tar.xz: sorted, owned by nobody in particular, of one time."""
    bootstrap.say("Packing the archive ...")
    file = out / f"{NAME}-{version}-linux-{platform.machine()}.tar.xz"

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch
        return entry

    with tarfile.open(file, "w:xz", preset=6) as tar:
        for path in sorted([folder, *folder.rglob("*")]):
            tar.add(path, Path(f"{NAME}-{version}") / path.relative_to(folder), recursive=False, filter=plain)
    return file


def debian(python: Path, folder: Path, out: Path, version: str, epoch: int) -> Path:
    """The Debian package: the folder under /usr/lib, a command, a menu entry, icons, the file type, a manual page."""
    bootstrap.say("Packing the Debian package ...")
    tree = WORK / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    inside = tree / "usr" / "lib" / NAME
    shutil.copytree(folder, inside, symlinks=True)
    share = tree / "usr" / "share"
    command = tree / "usr" / "bin" / "workbench"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{NAME}/workbench")
    put(LINUX / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    put(LINUX / f"{NAME}.xml", share / "mime" / "packages" / f"{NAME}.xml")
    icons(python, share / "icons" / "hicolor")
    documents(python, share, epoch)
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    control = (LINUX / "control").read_text("utf-8").format(version=version, size=size)
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(control + LONG_DESCRIPTION, "utf-8")
    same_rights(tree)
    file = out / f"{NAME}_{version}_amd64.deb"
    pack = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(file)]
    subprocess.run(pack, env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}, check=True, capture_output=True)
    return file


def icons(python: Path, themes: Path) -> None:
    drawn = WORK / "icons"
    subprocess.run([str(python), str(ROOT / "packaging" / "icons.py"), str(drawn)], check=True)
    for picture in drawn.glob("*.png"):
        put(picture, themes / f"{picture.stem}x{picture.stem}" / "apps" / f"{NAME}.png")
    put(ROOT / "resources" / "icons" / "workbench.svg", themes / "scalable" / "apps" / f"{NAME}.svg")


def documents(python: Path, share: Path, epoch: int) -> None:
    """Copyright, what has changed, and the manual page, as Debian wants them."""
    folder = share / "doc" / NAME
    put(ROOT / "THIRD-PARTY-NOTICES.md", folder / "THIRD-PARTY-NOTICES.md")
    (folder / "copyright").write_text((ROOT / "LICENSE").read_text("utf-8"), "utf-8")
    manual = WORK / "workbench.1"
    write = [str(python), str(ROOT / "packaging" / "manpage.py"), str(manual), "--epoch", str(epoch)]
    subprocess.run(write, env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}, check=True)
    zipped(manual.read_bytes(), share / "man" / "man1" / "workbench.1.gz")
    zipped((ROOT / "CHANGELOG.md").read_bytes(), folder / "changelog.gz")


def zipped(data: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def same_rights(tree: Path) -> None:
    """Readable by all, writable by the owner, executable where it was: whatever the builder's own habits are."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


if __name__ == "__main__":
    sys.exit(main())
