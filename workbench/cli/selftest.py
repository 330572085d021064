"""The command `selftest`: says whether this installation works on this computer."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace

from workbench.core import paths
from workbench.core.actions import selftest
from workbench.core.words import tr


def run(args: Namespace) -> int:
    """0 when every step went as it must, else 1."""
    right = True
    with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as home:
        os.environ[paths.HOME] = home  # until this process ends: the user's settings and lists stay as they are
        for step in selftest.run(args.show if args.window else None):
            print(f"{tr('right') if step.right else tr('WRONG')}  {step.name}: {step.told}", flush=True)
            right = right and step.right
    print(tr("Everything works.") if right else tr("Something does not work: see the lines above."))
    return 0 if right else 1
