"""Where the words of an article stand on the pages of its PDF."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.core.reading.test_pdf import ARTICLE, body, pdf
from tests.hostile import good
from workbench.core.apart.process import ReaderStopped
from workbench.core.errors import Cancelled, UnreadableFile
from workbench.core.model.span import Span
from workbench.core.reading.printed_pages import LARGEST, PageRect, PrintedPages
from workbench.core.reading.reader import read_bytes

TEXT = read_bytes(ARTICLE, "report.pdf").text
SIDE = 842  # of the pages, in points


@pytest.fixture
def pages() -> Iterator[PrintedPages]:
    with PrintedPages(ARTICLE, TEXT, "report.pdf") as opened:
        yield opened


def span_of(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def middle(rect: PageRect) -> tuple[float, float]:
    return (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2


def test_every_letter_has_its_place(pages: PrintedPages) -> None:
    """Also those of running heads and page numbers, which stand elsewhere in the text than on the page."""
    assert pages.found == 1.0
    assert len(pages) == 3
    assert [span.of(TEXT) for span in pages.spans_on(2)] == ["Вестник экономики", "Ещё один абзац.", "3"]


def test_an_amount_over_a_line_end_has_two_rectangles(pages: PrintedPages) -> None:
    """One at the end of its line, one at the beginning of the next, below and further left."""
    first, second = pages.rects(span_of("2,6 млн тонн"))
    assert (first.page, second.page) == (0, 0)
    assert second.top > first.top
    assert second.left < first.left
    assert abs(second.left - 50) < 2
    assert abs(second.bottom - (SIDE - 692)) < 4  # the third line stands at 692 points from below


def test_a_sentence_over_a_page_end_stands_on_both_pages(pages: PrintedPages) -> None:
    """The rectangles name their page."""
    assert {rect.page for rect in pages.rects(span_of("договорились осенью, но не раньше срока"))} == {0, 1}
    assert pages.page_of(span_of("раньше срока")) == 1


def test_a_word_cut_by_a_hyphen_is_one_stretch(pages: PrintedPages) -> None:
    """The hyphen at the line's end is in no text, but the word is found on both lines."""
    assert len(pages.rects(span_of("концентрата"))) == 2


def test_a_point_on_the_page_leads_back_to_its_letter(pages: PrintedPages) -> None:
    """From words to a rectangle and from its middle back into the words; from an empty corner to nothing."""
    span = span_of("48 млрд тенге")
    rect = pages.rects(span)[0]
    place = pages.offset_at(rect.page, *middle(rect))
    assert place is not None
    assert span.start <= place < span.end
    assert pages.offset_at(0, 5, 5) is None


def test_words_that_are_on_no_page_have_no_place() -> None:
    """A text that is not the file's is not forced onto its pages."""
    with PrintedPages(ARTICLE, "Совсем другой текст о другом деле.", "report.pdf") as pages:
        assert pages.found == 0
        assert pages.rects(Span(0, 6)) == ()
        assert pages.page_of(Span(0, 6)) is None


def test_equal_lines_have_places_of_their_own() -> None:
    """The second of two equal lines is not put onto the first."""
    twice = pdf([body(["Запасы руды 5 млн тонн.", "", "Запасы руды 5 млн тонн."])])
    text = read_bytes(twice, "a.pdf").text
    with PrintedPages(twice, text, "a.pdf") as pages:
        first, second = (pages.rects(Span(at, at + 6))[0] for at in (text.index("Запасы"), text.rindex("Запасы")))
    assert second.top - first.top == pytest.approx(28, abs=1)


def test_a_turned_page_is_measured_as_it_is_shown() -> None:
    """On a page turned by a quarter lines run downwards: the rectangle is high and narrow, and inside the page."""
    turned = pdf([body(["Запасы руды составляют пять миллионов тонн."])]).replace(
        b"/Type /Page ", b"/Type/Page/Rotate 90 "
    )
    text = read_bytes(turned, "a.pdf").text
    with PrintedPages(turned, text, "a.pdf") as pages:
        (rect,) = pages.rects(Span(0, len(text)))
        assert rect.bottom - rect.top > 5 * (rect.right - rect.left)
        assert pages.offset_at(0, *middle(rect)) is not None


def test_a_picture_is_as_wide_as_asked_and_never_gigantic(pages: PrintedPages) -> None:
    """A page that claims a huge size is drawn smaller."""
    picture = pages.picture(0, 400)
    assert picture.width in (400, 401)
    assert len(picture.pixels) == picture.stride * picture.height
    assert set(picture.pixels[:3]) == {255}
    huge = pages.picture(0, 100_000)
    assert huge.width * huge.height <= LARGEST * 1.01


def test_bytes_that_are_no_pdf_are_refused_in_words() -> None:
    """The file is named."""
    with pytest.raises(UnreadableFile, match=r"report\.pdf"):
        PrintedPages(b"%PDF-1.7 and nothing", "", "report.pdf")


def test_a_file_that_breaks_the_process_that_draws_it(pages: PrintedPages) -> None:
    """Its pictures are refused in words from then on, and no place is found any more; nothing else happens."""
    pages._reader._process.kill()
    assert pages.rects(span_of("48 млрд тенге")) == ()
    assert pages.offset_at(0, 100, 100) is None
    with pytest.raises(ReaderStopped, match=r"stopped unexpectedly on report\.pdf"):
        pages.picture(0, 400)


def test_a_file_that_was_closed_meanwhile(pages: PrintedPages) -> None:
    """Nobody waits for its pictures any more."""
    pages.close()
    with pytest.raises(Cancelled):
        pages.picture(0, 400)


def test_pages_larger_than_any_that_is_printed() -> None:
    """The words of such a file are read; a view of its pages would have no end."""
    data = good.pdf(box=b"30000")
    text = read_bytes(data, "a.pdf").text
    with pytest.raises(UnreadableFile, match=r"a\.pdf"):
        PrintedPages(data, text, "a.pdf")
