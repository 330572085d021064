"""The reader selects, copies, marks and finds in the stored text, not in what the widget makes of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPixmap, QTextCursor
from pytestqt.qtbot import QtBot

from workbench.core.model.article import Block, BlockKind
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.span import Span
from workbench.gui.reading.find import folded, occurrences
from workbench.gui.reading.marks import Mark, Marks
from workbench.gui.reading.reader import Reader

TEXT = "МЕНЮ\n\nЗапасы 😀 составляют 2,6\u00a0млн тонн, а у соседей — 44 млн.\n\nКонец."


def shown(qtbot: QtBot, text: str = TEXT) -> Reader:
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(500, 300)
    reader.set_text(text, [Block(BlockKind.NOT_BODY, Span(0, 4), "menu")])
    with qtbot.waitExposed(reader):
        reader.show()
    return reader


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def mark(reader: Reader, words: str, number: int, status: Status = Status.SUGGESTED, **more: bool) -> Mark:
    start, end = reader.positions.qt_range(span_of(words))
    return Mark(start, end, FigureId(number), status, **more)


def select(reader: Reader, span: Span) -> None:
    start, end = reader.positions.qt_range(span)
    cursor = reader.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    reader.setTextCursor(cursor)


def test_selected_words_are_the_stored_ones(qtbot: QtBot) -> None:
    """A no-break space stays one when words behind an emoji are selected, copied or dragged."""
    reader = shown(qtbot)
    select(reader, span_of("2,6\u00a0млн тонн"))
    assert reader.selection() == span_of("2,6\u00a0млн тонн")
    assert reader.createMimeDataFromSelection().text() == "2,6\u00a0млн тонн"


def test_keyboard_selects(qtbot: QtBot) -> None:
    """Shift and the arrows select from the caret, without a mouse."""
    reader = shown(qtbot)
    reader.reveal(span_of("44 млн"))
    for _ in range(6):
        qtbot.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert reader.selected_text() == "44 млн"


def test_click_on_a_mark_says_which_figure(qtbot: QtBot) -> None:
    """A click on the letters of a mark names its figure; one beside it names none."""
    reader = shown(qtbot)
    reader.set_marks(Marks([mark(reader, "44 млн", 7)]))
    rect = reader.rects(*reader.positions.qt_range(span_of("44 млн")))[0]
    with qtbot.waitSignal(reader.figure_clicked, timeout=1000) as clicked:
        qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert clicked.args == [7]
    with qtbot.assertNotEmitted(reader.figure_clicked):
        qtbot.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(rect.right()) + 60, 5))


def test_the_narrowest_of_nested_marks_answers() -> None:
    """Where a mark lies inside another, the inner one is meant; behind its end the outer one."""
    marks = Marks([Mark(0, 30, FigureId(1), Status.SUGGESTED), Mark(5, 9, FigureId(2), Status.SUGGESTED)])
    assert [getattr(marks.at(at), "figure_id", None) for at in (0, 6, 9, 30)] == [1, 2, 1, None]
    assert [m.figure_id for m in marks.between(9, 40)] == [1]


def test_every_status_looks_different_without_colour(qtbot: QtBot) -> None:
    """Drawn in grey, no two kinds of mark look alike."""
    reader = shown(qtbot)
    looks = [(status, {}) for status in Status]
    looks += [(Status.SUGGESTED, {"conflict": True}), (Status.SUGGESTED, {"unit_missing": True})]
    pictures = []
    for status, more in looks:
        reader.set_marks(Marks([mark(reader, "2,6\u00a0млн тонн", 1, status, **more)]))
        pixmap = QPixmap(reader.size())
        reader.render(pixmap)
        pictures.append(
            pixmap.toImage().convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)
        )
    assert len({bytes(picture.constBits()) for picture in pictures}) == len(looks)


def test_current_figure_is_brought_into_view(qtbot: QtBot) -> None:
    """A figure far down a long text is on the screen after `reveal`, wherever the text is wrapped."""
    text = "\n\n".join(f"Абзац {n}. " + "слово " * 120 for n in range(200)) + "\n\n44 млн"
    reader = shown(qtbot, text)
    span = Span(len(text) - 6, len(text))
    reader.reveal(span)
    (rect,) = reader.rects(*reader.positions.qt_range(span))
    assert reader.viewport().rect().contains(rect.toRect())


def test_drops_are_left_to_the_window(qtbot: QtBot) -> None:
    """A reader takes no drops itself: files dropped on it are for the window."""
    reader = shown(qtbot)
    assert not reader.acceptDrops()
    assert not reader.viewport().acceptDrops()


def test_lines_are_kept_to_a_comfortable_length(qtbot: QtBot) -> None:
    """On a wide screen the text stands in the middle, not across."""
    reader = shown(qtbot)
    reader.resize(2000, 300)
    assert reader.viewport().width() < 1000
    assert abs(reader.viewport().geometry().center().x() - 1000) < 30


def test_search_minds_neither_case_nor_yo_nor_spaces() -> None:
    """Found words lie where they stand in the stored text, even behind letters whose small form is longer."""
    text = "İ! Ещё ЖЁЛТЫЙ\u00a0металл, желтый металл"
    assert len(folded(text)) == len(text)
    assert [span.of(text) for span in occurrences(text, "желтый металл")] == ["ЖЁЛТЫЙ\u00a0металл", "желтый металл"]
    assert occurrences(text, " ") == []
