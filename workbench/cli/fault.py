"""What a fault of ours comes to on the command line: a sentence, a report in a file, and an exit code of its own."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from types import TracebackType

from workbench.core import faults
from workbench.core.errors import WorkbenchError
from workbench.core.words import tr

FAULT = 3  # neither done, nor something found wrong (1), nor bad input (2)


class Reported(AbstractContextManager[None]):
    """Around a command. Sentences of the world, a key that stops it and its own exit pass as they are."""

    def __init__(self, command: str) -> None:
        self._command = command

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, Exception) or isinstance(error, WorkbenchError | BrokenPipeError):
            return
        path = faults.keep(faults.report(error, trace, where="the command line", commands=[self._command]))
        if sys.flags.dev_mode:  # whoever works on the program reads it at once
            import traceback

            traceback.print_exception(error)
        print(f"workbench: {self._sentence(str(path or ''))}", file=sys.stderr)
        raise SystemExit(FAULT) from error

    def _sentence(self, file: str) -> str:
        said = tr(
            "A fault of the program stopped this command. Every finished step is saved; the one under way was taken "
            "back."
        )
        if not file:
            return f"{said} " + tr("A report of it could not be saved.")
        return f"{said} " + tr("A report without any text of your sources is kept in {file}.", file=file)
