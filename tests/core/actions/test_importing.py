"""Ways in that are no files."""

from __future__ import annotations

from workbench.core.actions import importing


def test_a_dropped_stretch_of_a_page_is_read_without_its_mark_up() -> None:
    """Tags and entities go, words stay."""
    made = importing.prepare_html("<p>Қазақстан өндірісі <b>5&nbsp;млн</b> тоннаға жетті.</p><script>x = 7</script>")
    assert made.draft.text.strip() == "Қазақстан өндірісі 5\u00a0млн тоннаға жетті."
    assert [s.unit for s in made.extraction.statements] == ["t"]
