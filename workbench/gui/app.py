"""Starts the window: look, language, crash reporter, session; the window paints first, the project opens after."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from workbench.core import paths, settings, words
from workbench.core.settings import Settings
from workbench.gui import recovery, theme
from workbench.gui.crash import CrashReporter
from workbench.gui.window import Window

if TYPE_CHECKING:
    from workbench.gui.help.generated import Tell


class Options(NamedTuple):
    """What the command line may ask of the window; "" leaves the user's setting."""

    read_only: bool = False
    language: str = ""
    theme: str = ""


def main(
    project: Path | None = None,
    *,
    options: Options | None = None,
    described: Tell | None = None,
) -> int:
    """Runs the window until it is closed; the answer is the exit code. `described` says what the commands of the
    command line do, for the help."""
    options = options or Options()
    app = make_app(sys.argv[:1])
    reporter = CrashReporter(app)
    reporter.install()
    killed, mark = recovery.ended(), recovery.Mark()
    mark.make()
    prepare(app, settings.load(), options)
    window = Window()
    window.described = described
    reporter.world.connect(lambda error: window.session.take_trouble(error))  # noqa: PLW0108 - it has none yet
    # The frame stands on the screen at once; what is slow to load comes after its first paint.
    window.painted.connect(lambda: after_paint(window, None))
    window.painted.connect(lambda: recovery.join(window, reporter, mark, killed))
    if project is not None:
        window.painted.connect(lambda: window.session.open(project, read_only=options.read_only))
    window.show()
    try:
        return app.exec()
    finally:
        mark.remove()


def make_app(argv: list[str]) -> QApplication:
    QApplication.setApplicationName("ResearchWorkbench")
    QApplication.setApplicationDisplayName("")
    QApplication.setDesktopFileName("research-workbench")
    present = QApplication.instance()
    return present if isinstance(present, QApplication) else QApplication([*argv, "-style", theme.STYLE])


def prepare(app: QApplication, chosen: Settings, options: Options | None = None) -> None:
    """Colours and language of the settings, or of the command line where it says so."""
    options = options or Options()
    words.use(options.language or chosen.language or system_language())
    theme.apply(app, theme.at_start(options.theme or chosen.theme))


def after_paint(window: Window, project: Path | None, *, read_only: bool = False) -> None:
    """What waits until the window is on the screen: all that it holds, icons, and the project with the store it
    needs."""
    from workbench.gui.session import Session

    speak(words.language())
    window.furnish(Session())
    window.menus.draw_icons()
    QApplication.setWindowIcon(QIcon(str(paths.resources() / "icons" / "workbench.svg")))
    if project is not None:
        window.session.open(project, read_only=read_only)


def system_language() -> str:
    """The first language of the system that the program speaks, else English."""
    said = ":".join(os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    asked = [code[:2] for code in said.split(":") if code]
    if not asked:  # Windows and macOS say it elsewhere; asking Qt is slow
        asked = [code[:2] for code in QLocale.system().uiLanguages()]
    return next((code for code in asked if code in words.LANGUAGES), "en")


def speak(language: str) -> None:
    """Words, number formats and Qt's own words in this language; "" asks the system. Not needed for first paint."""
    code = language or system_language()
    words.use(code)
    QLocale.setDefault(QLocale(code))
    app = QApplication.instance()
    if app is None:
        return
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", folder):
        app.installTranslator(translator)
