"""A book is read like an article: in parts, with little memory, and every part as if it stood alone."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.extraction.pipeline import Extractor
from workbench.core.extraction.sentences import paragraphs
from workbench.core.extraction.tokens import fold

PIECE = (
    "Казахстан добыл в 2024 году 3,2 млн тонн руды, сообщило министерство. Экспорт вырос на 5 % и достиг "
    "2 млрд долларов. Компания «Тасбулак» построит завод, где будут работать многие жители окрестных сёл, и дорогу "
    "к нему через степь, о которой здесь говорят давно и которую ещё никто не видел.\n"
    "Месторождение открыли давно. Его запасы оценивают в 800 тысяч тонн. Рядом нет ни воды, ни людей, ни железной "
    "дороги, и до ближайшего города ехать приходится по бездорожью, как ездили ещё при прадедах нынешних пастухов.\n"
    "Жители спорят, нужен ли степи такой сосед. Старики помнят, как закрыли прежнюю шахту и как посёлок опустел, "
    "а молодые ждут работы, больницы и дороги. Геологи отвечают, что время покажет, и собирают палатки до весны.\n"
)


@given(st.text(alphabet=st.sampled_from("абВё  .\n"), max_size=400), st.integers(1, 400))
def test_paragraphs_cover_all_that_is_written(text: str, times: int) -> None:
    """Lines in their order, long ones in parts; nothing but empty lines is left out."""
    text *= times
    found = paragraphs(text)
    assert all(0 < len(span) <= 20_000 for span in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    left_out = list(text)
    for span in found:
        left_out[span.start : span.end] = [""] * len(span)
    assert not "".join(left_out).strip()


def test_memory_stays_below_ten_times_the_text() -> None:
    """News with many figures: what is kept and what is needed on the way, results included."""
    extractor = Extractor.default()
    extractor.extract(PIECE)
    text = PIECE * (80_000 // len(PIECE))
    tracemalloc.start()
    found = extractor.extract(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.statements) > 300
    assert peak < 10 * len(text.encode())


def test_folding_in_pieces_is_folding() -> None:
    """Also where a piece ends inside a word, and with letters that grow."""
    text = ("Ёлка «İ» 5\u00a0т. " * 12_000)[:140_001]
    assert fold(text) == "".join(fold(text[at : at + 1000]) for at in range(0, len(text), 1000))
    assert len(fold(text)) == len(text)
