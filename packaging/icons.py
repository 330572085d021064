"""Draws the program's icon from resources/icons/workbench.svg in the sizes that systems ask for.

.venv/bin/python packaging/icons.py FOLDER       PNG files of 16 to 512 pixels, and workbench.ico
"""

from __future__ import annotations

import argparse
import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "workbench.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def png(drawing: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """An icon file of PNG pictures: a heading (reserved, kind 1, count), 16 bytes for each picture, the pictures."""
    small = {size: data for size, data in pictures.items() if size <= 256}
    heading = struct.pack("<3H", 0, 1, len(small))
    at = len(heading) + 16 * len(small)
    entries = b""
    for size, data in small.items():
        entries += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    return heading + entries + b"".join(small.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication([])
    drawing = QSvgRenderer(str(DRAWING))
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: png(drawing, size) for size in SIZES}
    for size, data in pictures.items():
        (folder / f"{size}.png").write_bytes(data)
    (folder / "workbench.ico").write_bytes(ico(pictures))


if __name__ == "__main__":
    main()
