"""Builds what is given to people on Windows, on Linux: a setup for one user without rights, and a zip that just runs.

    python3 packaging/build_windows.py --python python-3.12.10-embed-amd64.zip [--out dist]

needs makensis (Debian: `apt-get install nsis`) and writes

    research-workbench-VERSION-setup.exe            Start menu, file type, entry in the list of programs, uninstaller
    research-workbench-VERSION-windows-x86_64.zip   the same folder to unpack
    research-workbench-VERSION-windows-sbom.cdx.json
    SHA256SUMS-windows

The Python inside is the embeddable one of python.org, EMBEDDED below; a file with another hash is refused unless
`--trial` says that the result is only to be tried out. The packages are those of requirements.lock, by their hashes.
With `--compiler`, a Python 3.12 of any system, the modules are compiled before; else Windows does it at the first
start. The times in the packages are that of the last commit, so that two builds of it can be compared.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import bootstrap
from build_linux import NAME, ROOT, commit_time, environment, list_parts

WORK = ROOT / "build" / "windows"
OURS = ROOT / "packaging" / "windows"
# https://www.python.org/ftp/python/3.12.10/python-3.12.10-embed-amd64.zip, the last 3.12 that was made for Windows
EMBEDDED = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
DATA = ("resources", "db", "exports")
LAUNCHERS = {"workbench.exe": ("t64.exe", "python.exe"), "workbench-window.exe": ("w64.exe", "pythonw.exe")}
QT = ("Core", "Gui", "PrintSupport", "Svg", "Widgets")
_QT_FILE = re.compile(
    rf"(Qt6?({'|'.join(QT)})\.(pyd|dll)|(pyside6|shiboken6)\.abi3\.dll|(msvcp|vcruntime|concrt)\w+\.dll|\w+\.py"
    r"|plugins/(platforms/q(windows|offscreen)|styles/\w+|iconengines/\w+|imageformats/q(gif|ico|jpeg|svg))\.dll"
    r"|translations/qtbase_(ru|kk)\.qm)"
)
# Tests of packages, what only a compiler reads, what pip keeps for itself.
_UNUSED = re.compile(
    r"(^|/)(tests?|__pycache__|include)/|\.(pyi|pxd|pyx|lib|h|hpp|c|cpp|qml)$|^(bin|share)/"
    r"|\.dist-info/(INSTALLER|RECORD|REQUESTED|direct_url\.json)$"
    r"|babel/locale-data/(?!(root|en|ru|kk)\.dat)|^(dateparser_cli|dateparser_scripts|pypdfium2_cli)/"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", type=Path, required=True, metavar="ZIP", help="the embeddable Python")
    parser.add_argument("--trial", action="store_true", help="take another embeddable Python 3.12, for trying out")
    parser.add_argument("--compiler", metavar="PYTHON", default=shutil.which("python3.12"), help="any Python 3.12")
    parser.add_argument("--no-setup", action="store_true", help="leave the setup out, which takes the longest")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where the packages go")
    options = parser.parse_args()
    python = environment()
    if Path(sys.prefix).resolve() != python.parents[1].resolve():  # the locked tools are there
        return subprocess.run([str(python), *sys.argv], check=False).returncode
    out = options.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    epoch = commit_time()
    version = program_version()
    folder = WORK / f"{NAME}-{version}"
    embedded = options.python.read_bytes()
    packages = installed(python)
    fill(folder, embedded, packages, trial=options.trial)
    parts = out / f"{NAME}-{version}-windows-sbom.cdx.json"
    list_all_parts(python, parts, embedded)
    complete(python, folder, packages, parts)
    compile_modules(folder, options.compiler)
    same_times(folder, epoch)
    made = [parts, zipped(folder, out, version, epoch)]
    if not options.no_setup:
        made.append(setup(folder, out, version, epoch))
    sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(made))
    (out / "SHA256SUMS-windows").write_text(sums, "ascii")
    for file in made:
        bootstrap.say(f"{file.stat().st_size / 1e6:7.1f} MB  {file}")
    return 0


def program_version() -> str:
    found = re.search(r'__version__ = "([\w.+]+)"', (ROOT / "workbench" / "__init__.py").read_text("utf-8"))
    if found is None:
        raise SystemExit("workbench/__init__.py names no version.")
    return found[1]


def installed(python: Path) -> Path:
    """The packages for Windows by the hashes of the lock; installed once for each state of it."""
    from windows.lock import PYTHON, for_windows

    lock = WORK / "requirements.lock"
    packages = WORK / "packages"
    lines = for_windows((ROOT / "packaging" / "requirements.lock").read_text("utf-8"))
    if packages.is_dir() and lock.is_file() and lock.read_text("utf-8") == lines:
        return packages
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    part = WORK / "requirements.part"
    part.write_text(lines, "utf-8")
    bootstrap.say("Installing the packages for Windows by their hashes ...")
    only = ["--no-deps", "--no-compile", "--platform", "win_amd64", "--implementation", "cp", "--quiet"]
    only += ["--python-version", PYTHON, "--target", str(packages)]
    if failed := bootstrap.install([str(python), "-m", "pip"], part, only):
        raise SystemExit("\n".join(failed))
    part.replace(lock)
    return packages


def fill(folder: Path, embedded: bytes, packages: Path, *, trial: bool) -> None:
    """Python, the packages without what is never used, the program with its data, and what starts it."""
    shutil.rmtree(folder, ignore_errors=True)
    python = folder / "python"
    python.mkdir(parents=True)
    if not trial and hashlib.sha256(embedded).hexdigest() != EMBEDDED:
        raise SystemExit(
            "This is not the embeddable Python that packages are made with; --trial takes it all the same."
        )
    with zipfile.ZipFile(io.BytesIO(embedded)) as archive:
        for name in archive.namelist():
            if not name.endswith("/"):  # some copies keep it in a folder
                (python / Path(name).name).write_bytes(archive.read(name))
    (python / "python312._pth").write_text("python312.zip\n.\n..\\packages\n", "ascii", newline="\r\n")
    for file in files(packages):
        name = file.relative_to(packages).as_posix()
        if wanted(name):
            put(file, folder / "packages" / name)
    program = folder / "packages" / "workbench"
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "workbench", program, ignore=skip)
    for name in DATA:
        shutil.copytree(ROOT / name, program / "_data" / name, ignore=skip)
    for name, (launcher, starts) in LAUNCHERS.items():
        (folder / name).write_bytes(launching(launcher, starts))


def wanted(name: str) -> bool:
    """Whether a file of the packages goes into the program."""
    top, _, rest = name.partition("/")
    if top == "PySide6":
        return bool(_QT_FILE.fullmatch(rest))
    return not _UNUSED.search(name)


def launching(launcher: str, starts: str) -> bytes:
    """A launcher as pip makes them: its code, the interpreter relative to it, and a zip with what is to be run."""
    from pip._vendor.distlib import resources

    code = resources.finder("pip._vendor.distlib").find(launcher)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(zipfile.ZipInfo("__main__.py"), (OURS / "start.py").read_bytes())  # of the year 1980
    return bytes(code.bytes) + f"#!<launcher_dir>\\python\\{starts} -X utf8\r\n".encode("ascii") + held.getvalue()


def list_all_parts(python: Path, file: Path, embedded: bytes) -> None:
    """The packages, and Python itself."""
    list_parts(python, file, WORK / "requirements.lock")
    held = json.loads(file.read_text("utf-8"))
    held["components"].append(
        {
            "type": "platform",
            "bom-ref": "embedded-python",
            "name": "CPython, embeddable, for Windows on x86-64",
            "version": embedded_version(embedded),
            "licenses": [{"license": {"id": "PSF-2.0"}}],
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(embedded).hexdigest()}],
        }
    )
    file.write_text(json.dumps(held, indent=2, ensure_ascii=False) + "\n", "utf-8")


def embedded_version(embedded: bytes) -> str:
    """As python312.dll says it, in the text that `sys.version` begins with."""
    with zipfile.ZipFile(io.BytesIO(embedded)) as archive:
        library = archive.read(next(name for name in archive.namelist() if name.endswith("python312.dll")))
    found = re.search(rb"\x00(3\.12\.\d+)\x00", library)
    if found is None:
        raise SystemExit("This embeddable Python is no Python 3.12.")
    return found[1].decode("ascii")


def complete(python: Path, folder: Path, packages: Path, parts: Path) -> None:
    """Licences, the list of parts and the icon go where the program is."""
    texts = folder / "licences"
    ask = [str(python), str(ROOT / "packaging" / "notices.py"), "--texts", str(texts), "--locks"]
    ask.append(str(WORK / "requirements.lock"))
    subprocess.run(ask, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(packages)}, check=True)
    for text in (ROOT / "packaging" / "licences").iterdir():  # of Qt and PySide6, whose packages bring none
        put(text, texts / text.name)
    put(folder / "python" / "LICENSE.txt", texts / "python" / "LICENSE.txt")
    put(parts, folder / "sbom.cdx.json")
    put(ROOT / "LICENSE", folder / "LICENSE.txt")
    for name in ("THIRD-PARTY-NOTICES.md", "CHANGELOG.md"):
        put(ROOT / name, folder / name)
    subprocess.run([str(python), str(ROOT / "packaging" / "icons.py"), str(WORK / "icons")], check=True)
    put(WORK / "icons" / "workbench.ico", folder / "workbench.ico")


def compile_modules(folder: Path, compiler: str | None) -> None:
    """So that the first start is as fast as the next one, also from a folder that cannot be written."""
    if compiler is None:
        bootstrap.say("No Python 3.12 is here to compile the modules: the first start on Windows will be slower.")
        return
    asked = [compiler, "-I", "-c", "import sys; print(*sys.version_info[:2])"]
    if subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split() != ["3", "12"]:
        raise SystemExit(f"{compiler} is no Python 3.12.")
    bootstrap.say("Compiling the modules ...")
    work = [compiler, "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    work += ["-s", str(folder), "-p", "", str(folder / "packages")]
    subprocess.run(work, env=bootstrap.clean() | {"PYTHONHASHSEED": "0"}, check=True)


def same_times(folder: Path, epoch: int) -> None:
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (epoch, epoch))


def zipped(folder: Path, out: Path, version: str, epoch: int) -> Path:
    """The folder to unpack: sorted, of one time, of one kind of rights."""
    bootstrap.say("Packing the zip ...")
    file = out / f"{NAME}-{version}-windows-x86_64.zip"
    when = time.gmtime(max(epoch, 315_532_800))[:6]  # a zip knows nothing before 1980
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return file


def setup(folder: Path, out: Path, version: str, epoch: int) -> Path:
    """The setup, by makensis. It is told every file, so that the uninstaller takes away these and no others."""
    if not shutil.which("makensis"):
        raise SystemExit("makensis is missing. Install it:\n    apt-get install nsis")
    bootstrap.say("Packing the setup (some minutes) ...")
    held = files(folder)
    (WORK / "install.nsh").write_text("".join(installing(folder, held)), "utf-8")
    (WORK / "uninstall.nsh").write_text("".join(uninstalling(folder, held)), "utf-8")
    file = out / f"{NAME}-{version}-setup.exe"
    size = sum(path.stat().st_size for path in held) // 1024
    said = {
        "VERSION": version,
        "LISTS": WORK,
        "OUT": file,
        "SIZE": size,
        "TEXTS": OURS,
        "ICON": folder / "workbench.ico",
    }
    said["NUMBER"] = ".".join([*re.findall(r"\d+", version)[:3], "0"])
    command = [
        "makensis",
        "-V2",
        "-WX",
        "-INPUTCHARSET",
        "UTF8",
        *(f"-D{key}={value}" for key, value in said.items()),
    ]
    fixed = os.environ | {"SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run([*command, str(OURS / "setup.nsi")], env=fixed, check=True)
    return file


def installing(folder: Path, held: Sequence[Path]) -> Iterable[str]:
    for parent, inside in groupby(held, lambda file: file.parent):
        yield f'SetOutPath "{windows_path(folder, parent)}"\n'
        yield from (f'File "{file}"\n' for file in inside)


def uninstalling(folder: Path, held: Sequence[Path]) -> Iterable[str]:
    """The files, what Python compiled beside them, and the folders that are empty then."""
    parents = {file.parent for file in held}
    everywhere = {above for parent in parents for above in [parent, *parent.parents] if above.is_relative_to(folder)}
    yield from (f'Delete "{windows_path(folder, file)}"\n' for file in held)
    for parent in sorted(everywhere, reverse=True):
        if parent.name != "__pycache__":
            yield f'RMDir /r "{windows_path(folder, parent / "__pycache__")}"\n'
        yield f'RMDir "{windows_path(folder, parent)}"\n'


def windows_path(folder: Path, path: Path) -> str:
    """Below the folder of installation; a dollar sign is written twice for makensis."""
    inside = path.relative_to(folder).parts
    return "\\".join(["$INSTDIR", *(part.replace("$", "$$") for part in inside)])


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main())
