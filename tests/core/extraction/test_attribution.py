"""Who says so, in the words of the source."""

from __future__ import annotations

import pytest

from tests.cases.score_context import case_of, understood
from workbench.core.model.figure import Field


@pytest.mark.parametrize(
    ("language", "marked", "by"),
    [
        ("ru", "По данным Минэнерго, добыто [[5 тонн]].", "Минэнерго"),
        ("ru", "По предварительным данным Бюро статистики, добыто [[5 тонн]].", "Бюро статистики"),
        ("ru", "По оценке Геологической службы США запасы составляют [[5 тонн]].", "Геологической службы США"),
        ("ru", "Страна добывает, по разным оценкам, [[5 тонн]].", "по разным оценкам"),
        ("ru", "По данным за 2025 год, добыто [[5 тонн]].", None),
        ("ru", "Согласно условиям договора, поставят [[5 тонн]].", None),
        ("ru", "Министр заявил, что добыто [[5 тонн]].", "Министр"),
        ("ru", "Добыто [[5 тонн]], сообщил глава компании.", "глава компании"),
        ("ru", "Как сообщает агентство Reuters, добыто [[5 тонн]].", "агентство Reuters"),
        ("ru", "Добыто [[5 тонн]], следует из отчёта Минэнерго.", "Минэнерго"),
        ("ru", "Добыто [[5 тонн]].", None),
        ("en", "According to the World Bank, output was [[5 tonnes]].", "the World Bank"),
        ("en", "Output was [[5 tonnes]], the ministry said.", "the ministry"),
        ("en", "The ministry said output was [[5 tonnes]].", "The ministry"),
        ("en", "Output was [[5 tonnes]], two industry sources told Reuters.", "two industry sources"),
        ("en", "The minister announced output of [[5 tonnes]].", None),
        ("en", "Output was [[5 tonnes]] in 2024.", None),
        ("en", "Lynas expects to mine [[5 tonnes]].", None),
        ("kk", "Геология комитетінің мәліметінше, [[5 тонна]] өндірілді.", "Геология комитетінің"),
        ("kk", "Министрдің айтуынша, [[5 тонна]] өндірілді.", "Министрдің"),
        ("kk", "[[5 тонна]] өндірілді деп хабарлады министрлік.", "министрлік"),
        ("kk", "Дүниежүзілік банк [[5 тонна]] өндіріледі деп болжайды.", "Дүниежүзілік банк"),
        ("kk", "«[[5 тонна]] өндірілді», – деді министр.", "министр"),
        ("kk", "Қор [[5 тонна]] деп бағаланып отыр.", None),
        ("kk", "[[5 тонна]] өндірілді.", None),
    ],
)
def test_a_source_is_named_in_its_own_words(language: str, marked: str, by: str | None) -> None:
    """The phrase that names the source is the value and its evidence; terms of a contract are no source."""
    case = case_of(language, marked, "quantity t")
    (figure,) = understood(case)
    assert figure.attribution == by
    if by is not None:
        assert figure.evidence[Field.ATTRIBUTION].of(case.text) == by


@pytest.mark.parametrize(
    ("language", "marked", "sources"),
    [
        ("ru", "«Добыто [[5 тонн]]. Добудем ещё [[6 тонн]]», — сообщил директор рудника.", ["директор рудника"] * 2),
        ("ru", "Минфин ждёт [[5 тонн]], а эксперты прогнозируют [[6 тонн]].", ["Минфин", "эксперты"]),
        ("ru", "Добыто [[5 тонн]]. Об этом сообщила пресс-служба завода.", ["пресс-служба завода"]),
        ("ru", "Reuters со ссылкой на биржу пишет о продаже [[5 тонн]].", ["биржу"]),
        ("ru", "Добыто [[5 тонн]], уточнил он.", [None]),
        ("en", '"We mined [[5 tonnes]]," said Ann Lee, a manager. "We sold [[6 tonnes]]."', ["Ann Lee"] * 2),
        ("en", "Output was [[5 tonnes]], whereas the bank expects [[6 tonnes]].", [None, "the bank"]),
        ("en", "The miner said it expected output of [[5 tonnes]].", ["The miner"]),
        ("en", "Citing customs data, Reuters said imports were [[5 tonnes]].", ["customs data"]),
        ("en", "Some 24 per cent of adults saying so bought [[5 tonnes]] in the United States.", [None]),
        ("kk", "Министр [[5 тонна]] өндірілгенін айтты.", ["Министр"]),
        ("kk", "Бұл туралы министр айтты: [[5 тонна]] өндірілді.", ["министр"]),
        (
            "kk",
            "«[[5 тонна]] өндірдік. [[6 тонна]] сатамыз», – деді директор Асан Оспанов.",
            ["директор Асан Оспанов"] * 2,
        ),
    ],
)
def test_each_figure_has_its_own_source(language: str, marked: str, sources: list[str | None]) -> None:
    """A quotation of several sentences has one speaker, two may share a sentence, whom another cites comes first."""
    figures = understood(case_of(language, marked, *["quantity t"] * len(sources)))
    assert [f.attribution for f in figures] == sources
