"""Lines broken to fit a page become paragraphs again."""

from __future__ import annotations

from workbench.core.reading.wrapping import compounds, joined_lines, unwrapped

WRAPPED = """Комбинат под Карагандой намерен за два года удвоить выпуск концен-
трата и нанять ещё двести человек, сообщил акимат области. Сейчас
здесь работают 640 человек, а мощность составляет не более 2,6
млн тонн руды в год.

Казахстанско-корейский фонд вложит в него 48 млрд тенге, о чём дого-
ворились в октябре. Первая партия уйдёт весной, остальное будет
поставлено осенью того же года.
"""


def test_hyphens_at_line_ends() -> None:
    """A cut word is joined, a compound that the text knows keeps its hyphen, a range and a dash stay."""
    known = compounds("о казахстанско-корейском фонде")
    assert joined_lines(["концен-", "трата"], known) == "концентрата"
    assert joined_lines(["казахстанско-", "корейском"], known) == "казахстанско-корейском"
    assert joined_lines(["70-", "80 %"], known) == "70-80 %"
    assert joined_lines(["Алматы -", "город"], known) == "Алматы - город"
    assert joined_lines(["мил\u00ad", "лион"], known) == "миллион"
    assert joined_lines(["мил\ufffeлион тонн"], known) == "миллион тонн"


def test_a_wrapped_text_is_made_whole() -> None:
    """Numbers keep their units and words their halves."""
    text = unwrapped(WRAPPED)
    assert "выпуск концентрата и нанять" in text
    assert "2,6 млн тонн" in text
    assert text.count("\n\n") == 1


def test_a_text_with_a_paragraph_a_line_is_left_alone() -> None:
    """Short lines that are no sentences, and long ones, stay as they are."""
    for text in (
        "рост\nдобыча\nэкспорт\nцены\nпланы\n",
        "Одно предложение в строке.\n" * 9,
        WRAPPED.replace("\n", " ") * 2,
    ):
        assert unwrapped(text) == text
