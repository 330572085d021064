"""What each line of a text is: told by small rules, with the reason for what is not the article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.reading.blocks import blocks
from workbench.core.reading.canonical import canonical
from workbench.core.reading.lines import split

LONG = (
    "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата и нанять ещё двести человек, сказал он."
)
SHORT_LINE = st.sampled_from(
    [
        "Новости",
        "date 2025-08-23 Текст",
        "Site.kz",
        LONG,
        LONG + "Altyn.kz",
        "• пункт",
        "a\tb",
        "Что дальше?",
        "Читайте также: что-то",
        "Важно: это",
        "",
        " \u00a0",
        "состав:",
        "руда",
    ]
)


def shown(text: str) -> list[str]:
    """One "kind (reason): beginning" a block."""
    return [
        f"{block.kind}{f' ({block.reason})' if block.reason else ''}: {block.span.of(text)[:24]}"
        for block in blocks(split(text))
    ]


def test_a_header_in_front_of_the_first_sentence() -> None:
    """Only the prefix is not the article, the sentence behind it on the same line is."""
    text = f" date 2025-08-23 {LONG}"
    assert shown(text) == ["not body (header line): date 2025-08-23", f"paragraph: {LONG[:24]}"]


def test_menu_title_and_site_name() -> None:
    """Lines above the title and the site's name at the end are marked."""
    menu = "СТЕПНЫЕ ВЕСТИ\nГлавные новостиНовости мира"
    text = f"{menu}\n\nЗавод удвоит выпуск концентрата\n\n{LONG}\n\n\u00a0Step-vesti.kz"
    assert shown(text) == [
        "not body (above the title): СТЕПНЫЕ ВЕСТИ",
        "not body (menu): Главные новостиНовости м",
        "title: Завод удвоит выпуск конц",
        f"paragraph: {LONG[:24]}",
        "not body (site name): Step-vesti.kz",
    ]


def test_date_and_author_under_the_title() -> None:
    """The lines between title and text that date and sign it."""
    signed = "7 November 2025, 10:15\nBy Aigul Seitova"
    text = f"Plant to double its output\n{signed}\n\n{LONG}\n\nНа развитие направят 5 млрд тенге."
    assert [line.split(":")[0] for line in shown(text)] == [
        "title",
        "not body (date line)",
        "not body (author line)",
        "paragraph",
        "paragraph",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Почему завод под Карагандой решил продавать весь свой концентрат Корее?",
        "Рынок концентрата лихорадит! Что будет дальше с заводом под Карагандой",
        "U.S. Metals Signs a Ten-Year Deal With the Plant Near Karaganda",
    ],
)
def test_long_titles(title: str) -> None:
    """A title may be long, ask or exclaim."""
    assert shown(f"Новости\n{title}\n{LONG}") == [
        "not body (above the title): Новости",
        f"title: {title[:24]}",
        f"paragraph: {LONG[:24]}",
    ]


def test_a_line_with_a_number_is_not_thrown_out() -> None:
    """A short line above the title may state a figure: it stays in the article."""
    text = f"Запасы 2,6 млн тонн\nЗавод удвоит выпуск концентрата\n{LONG}"
    assert shown(text)[0].startswith(("paragraph", "heading", "title"))


@pytest.mark.parametrize(
    "text", ["2,6 млн тонн", "Запасы\n1,9 млн тонн\nКитай 44 млн", "Altyn-orda.kz", "Читайте также: рост"]
)
def test_a_pasted_scrap_is_all_article(text: str) -> None:
    """Without a paragraph there is nothing that a line could be furniture of."""
    assert not [line for line in shown(text) if line.startswith("not body")]


@pytest.mark.parametrize(
    "line",
    [
        "Читайте также: Добыча урана выросла на 9 %",
        "Подписывайтесь на наш канал в Telegram",
        "Read also: Uranium output up 9%",
        "We use cookies to improve the site",
        "© 2025 Все права защищены",
        "Telegram арнамызға жазылыңыз!",
        "Просмотров: 1245",
        "Теги: руда, завод",
        "Фото: пресс-служба",
    ],
)
def test_pleas_and_links_inside_a_text(line: str) -> None:
    """Known phrases are furniture wherever they stand."""
    assert shown(f"{LONG}\n\n{line}\n\n{LONG}")[1].startswith("not body (")


@pytest.mark.parametrize(
    "line",
    [
        "Подписаться под соглашением готовы 50 стран, заявил министр.",
        "Copyright law was changed in 2025, the ministry said.",
        "Subscribers of the fund bought 5 % of the shares.",
        "При использовании материалов завод экономит 5 % сырья.",
        "Источник в министерстве: 12 тонн ушло на склад. Проверка идёт.",
        "Реклама принесла каналу 5 млн тенге.",
    ],
)
def test_sentences_that_only_begin_like_one(line: str) -> None:
    """A sentence of the article is not lost to a phrase rule."""
    assert shown(f"{LONG}\n\n{line}\n\n{LONG}")[1].startswith("paragraph")


def test_headings() -> None:
    """A question or a short line without a full stop before a longer one."""
    text = f"{LONG}\n\nЧто будет дальше?\n\n{LONG}\n\nПланы завода\n\n{LONG}\n\nКонец."
    assert [line.split(":")[0] for line in shown(text)] == [
        "paragraph",
        "heading",
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_callouts() -> None:
    """A label that says what it is, or one of two words that returns; not any word with a colon."""
    text = "\n".join(
        [
            f"Важный факт: {LONG}",
            f"Справка: {LONG}",
            f"Цифра дня: {LONG}",
            f"Цифра дня: {LONG}",
            f"Key fact: {LONG}",
            f"Министр: {LONG}",
        ]
    )
    assert [line.split(":")[0] for line in shown(text)] == ["callout"] * 5 + ["paragraph"]


def test_lists() -> None:
    """Short lines after a colon, bullets and numbers are items; a line of dialogue is not."""
    text = f"{LONG} Цели:\n\nрост экспорта\n\nновые места.\n\n{LONG}\n• руда\n1) уголь\n— Мы ждём, — сказал он."
    assert [line.split(":")[0] for line in shown(text)] == [
        "paragraph",
        "list item",
        "list item",
        "paragraph",
        "list item",
        "list item",
        "paragraph",
    ]


def test_cells_of_a_tabbed_table() -> None:
    """Each cell is a block, so that two numbers beside each other do not run together."""
    assert shown("Год\tТонн\n2024\t6000") == [
        "table cell: Год",
        "table cell: Тонн",
        "table cell: 2024",
        "table cell: 6000",
    ]


def test_a_site_name_glued_to_the_last_sentence() -> None:
    """It is cut off behind the full stop, and only there."""
    assert shown(f"{LONG}\n{LONG} Конец.Step-vesti.kz")[-1] == "not body (site name): Step-vesti.kz"
    assert shown(f"{LONG}\nПодробности на сайте Step-vesti.kz")[-1].startswith("paragraph")


@given(st.lists(SHORT_LINE, min_size=1, max_size=12).map("\n".join) | st.text())
def test_every_character_belongs_to_one_block(raw: str) -> None:
    """All that is not blank lies in exactly one block, and the blocks are in order."""
    text = canonical(raw)
    covered = [0] * len(text)
    end = 0
    for block in blocks(split(text)):
        assert block.span.start >= end
        end = block.span.end
        for position in range(block.span.start, block.span.end):
            covered[position] += 1
    assert all(count == 1 or (count == 0 and char.isspace()) for char, count in zip(text, covered, strict=True))
