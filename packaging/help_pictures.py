"""Takes the pictures of the help pages from the real window on the sample, in each language, and makes them small.

xvfb-run -a -s "-screen 0 1920x1080x24" .venv/bin/python packaging/help_pictures.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

HERE = Path(__file__).resolve().parent
PICTURES = HERE.parent / "resources" / "help" / "pictures"
SIZE = "1280x800"
TAKEN = {"readers": "readers", "conflicts": "board", "comparison-plot": "table"}  # picture -> the scene it is of
NAMES = {"comparison-plot": "comparison"}  # where the page calls it otherwise


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        scenes = sorted(set(TAKEN.values()))
        chosen = ["--theme", "light", "--size", SIZE, "--only", *scenes]
        subprocess.run([sys.executable, str(HERE / "pictures.py"), folder, *chosen], check=True, timeout=900)
        for language in ("en", "ru", "kk"):
            (PICTURES / language).mkdir(parents=True, exist_ok=True)
            for taken in TAKEN:
                _keep(
                    Path(folder) / f"light-{language}-{SIZE}-1" / f"{taken}.png",
                    PICTURES / language / f"{NAMES.get(taken, taken)}.png",
                )
    return 0


def _keep(taken: Path, kept: Path) -> None:
    """With its 256 most frequent colours: what else there is are edges of letters."""
    image = QImage(str(taken)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    colours = [colour for colour, _ in Counter(pixels).most_common(256)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    small = image.convertToFormat(QImage.Format.Format_Indexed8, colours, flags)
    if image.isNull() or not small.save(str(kept), "PNG", 0):
        raise SystemExit(f"no picture: {taken}")
    print(kept.relative_to(PICTURES), kept.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    raise SystemExit(main())
