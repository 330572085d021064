"""Takes pictures of the real window on the sample: every panel and dialog, in each theme, language and size wanted.

    xvfb-run -a -s "-screen 0 1920x1080x24" .venv/bin/python packaging/pictures.py FOLDER

What is shown, and how the window is brought there, is written in `pictures_scenes.py`. The user's own settings and
projects are never touched: each run of the window has a home folder of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
THEMES, LANGUAGES = ("light", "dark"), ("en", "ru", "kk")


def main() -> int:
    args = _arguments()
    args.folder.mkdir(parents=True, exist_ok=True)
    sys.path[:0] = [str(HERE.parent), str(HERE)]
    if args.home is not None:
        return _one(args)
    with tempfile.TemporaryDirectory() as home:
        base = Path(home)
        _at_home(base / "base", ["--make", *_common(args)])
        for theme in args.theme:
            for language in args.language:
                mine = base / f"{theme}-{language}"
                shutil.copytree(base / "base", mine)
                _at_home(mine, ["--theme", theme, "--language", language, *_common(args)])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--theme", nargs="+", choices=THEMES, default=list(THEMES))
    parser.add_argument("--language", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--size", default="1280x800", help="of the window")
    parser.add_argument("--scale", default="1", help="of the screen, as QT_SCALE_FACTOR says it")
    parser.add_argument("--only", nargs="+", default=[], help="names of scenes; all without it")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--make", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _common(args: argparse.Namespace) -> list[str]:
    only = ["--only", *args.only] if args.only else []
    return ["--size", args.size, "--scale", args.scale, *only, "--", str(args.folder)]


def _at_home(home: Path, arguments: list[str]) -> None:
    """Runs this script again with a home folder of its own."""
    home.mkdir(exist_ok=True)
    scale = arguments[arguments.index("--scale") + 1]
    environment = {
        **os.environ,
        "HOME": str(home),
        "QT_SCALE_FACTOR": scale,
        **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
    }
    command = [sys.executable, __file__, "--home", str(home), *arguments]
    subprocess.run(command, env=environment, check=True, timeout=600)


def _one(args: argparse.Namespace) -> int:
    import pictures_scenes

    from workbench.core.settings import Settings, save
    from workbench.gui import app as start

    application = start.make_app(["pictures"])
    documents = args.home / "Documents"
    if args.make:
        pictures_scenes.make_projects(documents)
        return 0
    theme, language = args.theme[0], args.language[0]
    recent = [documents / "sample.workbench", documents / "older" / "sample.workbench"]
    save(Settings(language=language, theme=theme, author="Aigul Serik", recent=tuple(map(str, recent))))
    start.prepare(application, Settings(language=language, theme=theme))
    start.speak(language)
    application.setCursorFlashTime(0)
    width, height = map(int, args.size.split("x"))
    desk = pictures_scenes.Stage(documents, args.folder / f"{theme}-{language}-{args.size}-{args.scale}")
    desk.window.resize(width, height)
    scenes: dict[str, Callable[[pictures_scenes.Stage], None]] = pictures_scenes.SCENES
    for name, scene in scenes.items():
        if not args.only or name in args.only:
            scene(desk)
    desk.window.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
