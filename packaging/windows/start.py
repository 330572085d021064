"""What the two programs for Windows start: the same as `python -m workbench`, as a program of its own."""

import ctypes
import sys

from workbench.__main__ import main

if __name__ == "__main__":
    # Else the taskbar would show its windows as Python's.
    ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("ResearchWorkbench")
    sys.exit(main())
