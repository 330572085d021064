"""Saved web pages: all that is visible is kept, what is not the article is marked, and the head is believed."""

from __future__ import annotations

import json

import pytest

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import ArticleDraft, BlockKind
from workbench.core.reading.reader import read_bytes

LEAD = (
    "Предприятие под Карагандой намерено к 2027 году выпускать 12 тысяч тонн концентрата в год, сообщили в акимате."
)
MORE = "Сейчас мощность составляет 75&nbsp;% от проектной, уточнил директор. Во вторую очередь вложат 48 млрд тенге."
LAST = (
    "По словам директора, численность работников вырастет с 640 до 900 человек, а зарплаты поднимут на пятую часть."
)
LINKED = json.dumps(
    {
        "@graph": [
            {"@type": "WebPage", "name": "x"},
            {
                "@type": ["NewsArticle"],
                "headline": "Завод",
                "author": [{"@type": "Person", "name": "Айгуль Сеитова"}],
            },
        ]
    },
    ensure_ascii=False,
)
PAGE = f"""<!DOCTYPE html><!-- saved from url=(0033)https://www.step.example/2025/zavod -->
<html lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
<title>Завод удвоит выпуск | Степные вести</title>
<meta property="og:site_name" content="Степные вести"><meta property="og:title" content="Завод удвоит выпуск">
<meta property="article:published_time" content="2025-11-07T10:15:00+05:00">
<script type="application/ld+json">{LINKED}</script><style>p{{color:red}}</style></head>
<body class="has-sidebar nav-open comments-on">
<header><a href="/">Степные вести</a><nav><ul><li>Главная</li><li>Курс: 525,4 тенге</li></ul></nav></header>
<div class="breadcrumbs"><a>Главная</a> / <a>Экономика</a></div>
<main><article><header><h1>Завод удвоит выпуск</h1>
<div class="meta"><time datetime="2025-11-07">7 ноября 2025</time> 1&nbsp;245 просмотров</div></header>
<p>{LEAD}</p><p>{MORE}</p>
<h2>Кто купит продукцию</h2>
<div class="related-news">Читайте ещё: <a>Добыча урана выросла на 9 %</a></div>
<ul><li>400 тонн весной;</li><li>1,2 тысячи тонн осенью.</li></ul>
<table><tr><th>Год</th><th>Выпуск</th></tr><tr><td>2024</td><td>6000</td></tr></table>
<p>{LAST}</p><p style="display:none">Скрыто: 999 тонн</p></article>
<section id="comments"><h3>Комментарии</h3>
<p>В прошлый раз обещали 20 тысяч тонн, и где они, эти тысячи?</p></section></main>
<aside><h3>Популярное</h3>
<p>Нефть подорожала до 92 долларов за баррель на фоне новостей из Персидского залива.</p></aside>
<footer><p>© 2025 Степные вести</p></footer><script>var a = "5 млн тонн";</script></body></html>
"""


def page(encoding: str = "utf-8", declared: str | None = None) -> ArticleDraft:
    return read_bytes(PAGE.replace("CHARSET", declared or encoding).encode(encoding), "page.html")


def blocks(draft: ArticleDraft, *, body: bool) -> list[str]:
    return [b.span.of(draft.text) for b in draft.blocks if (b.kind is not BlockKind.NOT_BODY) is body]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-r", "utf-16"])
def test_the_article_and_nothing_else_is_body(encoding: str) -> None:
    """Title, paragraphs, heading, items and cells, in any encoding; entities are decoded."""
    assert blocks(page(encoding), body=True) == [
        "Завод удвоит выпуск",
        LEAD,
        MORE.replace("&nbsp;", "\u00a0"),
        "Кто купит продукцию",
        "400 тонн весной;",
        "1,2 тысячи тонн осенью.",
        "Год",
        "Выпуск",
        "2024",
        "6000",
        LAST,
    ]


def test_what_was_cut_is_marked_with_its_reason() -> None:
    """Menus, comments and boxes are in the text, so that nothing is overlooked, but are not the article."""
    draft = page()
    reasons = {b.span.of(draft.text): b.reason for b in draft.blocks if b.kind is BlockKind.NOT_BODY}
    assert reasons["Курс: 525,4 тенге"]
    assert reasons["Читайте ещё: Добыча урана выросла на 9 %"] == "read also"
    assert reasons["В прошлый раз обещали 20 тысяч тонн, и где они, эти тысячи?"] == "comments"
    assert reasons["Популярное"] == "side box"
    assert reasons["Скрыто: 999 тонн"] == "hidden on the page"
    assert reasons["7 ноября 2025 1\u00a0245 просмотров"] == "date line"
    assert "5 млн" not in draft.text
    assert "color" not in draft.text


def test_guesses_from_the_head() -> None:
    """Title with its place in the text; site, author, day and address as the page states them."""
    draft = page()
    assert (draft.title.value, draft.title.origin) == ("Завод удвоит выпуск", "text")
    assert draft.title.span is not None
    assert draft.title.span.of(draft.text) == draft.title.value
    for guess, value in (
        (draft.publisher, "Степные вести"),
        (draft.author, "Айгуль Сеитова"),
        (draft.published, "2025-11-07"),
    ):
        assert (guess.value, guess.origin, guess.doubt) == (value, "html meta", "")
    assert draft.url == "https://www.step.example/2025/zavod"
    assert draft.language.value == "ru"


def test_a_page_that_states_a_wrong_charset() -> None:
    """Browsers save pages in another encoding than the page still states."""
    assert page("cp1251", declared="utf-8").text == page("utf-8", declared="windows-1251").text == page().text


def test_the_title_tag_without_the_site() -> None:
    """A page without h1 and meta still has a title, and the site's name is not part of it."""
    title = "<title>Завод под Карагандой удвоит выпуск | Вести</title>"
    html = f"<html><head>{title}</head><body><p>{LEAD}</p><p>{LAST}</p>"
    draft = read_bytes(html.encode(), "p.html")
    assert (draft.title.value, draft.title.origin) == ("Завод под Карагандой удвоит выпуск", "html meta")


def test_broken_heads() -> None:
    """Broken JSON, impossible dates and addresses state nothing, and harm nothing."""
    html = f"""<html><head><script type="application/ld+json">{"[" * 100_000}</script>
    <script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "soon", "author": 5, "url": "http://["}}
    </script><meta name="date" content="2025-99-99"></head><body><p>{LEAD}</p><p>{LAST}</p></body></html>"""
    draft = read_bytes(html.encode(), "p.html")
    assert (draft.published.value, draft.author.value, draft.url) == ("", "", "")


def test_a_page_by_content_whatever_its_suffix() -> None:
    """A page saved under another name is read as the page it is."""
    assert read_bytes(PAGE.replace("CHARSET", "utf-8").encode(), "saved.txt").media_type == "text/html"


@pytest.mark.parametrize("named", ["article-sidebar", "content menu", "post promo"])
def test_a_wrapper_with_a_misleading_name(named: str) -> None:
    """An element named like furniture that holds the article is not furniture."""
    html = f'<html><body><div class="{named}"><h1>Завод</h1><p>{LEAD}</p><p>{LAST}</p></div></body></html>'
    assert LEAD in blocks(read_bytes(html.encode(), "p.html"), body=True)


def test_an_old_page_in_bare_lines() -> None:
    """Pages laid out with tables and line breaks: menu, date and signature are told from the text by the text."""
    html = f"""<html><head><meta charset=windows-1251><title>Вести</title></head><body><table><tr>
    <td>Меню<br>Спорт</td><td>
    <b>Завод под Карагандой удвоит выпуск</b><br><i>07.11.2025 10:15</i><br><br>{LEAD}<br><br>{LAST}<br>Автор: Айгуль
    Сеитова</td></tr></table><p>&copy; 2025 Step-vesti.kz. Все права защищены</body></html>"""
    draft = read_bytes(html.encode("cp1251"), "old.html")
    assert blocks(draft, body=True) == ["Завод под Карагандой удвоит выпуск", LEAD, LAST]
    assert (draft.published.value, draft.published.origin) == ("2025-11-07", "text")
    assert (draft.author.value, draft.publisher.value) == ("Айгуль Сеитова", "Step-vesti.kz")


def test_a_caption_is_no_heading() -> None:
    """What stands under a picture is a paragraph, and may state a figure."""
    html = f"<html><body><article><p>{LEAD}</p><figure><figcaption>Цех на 400 тонн</figcaption></figure><p>{LAST}</p>"
    draft = read_bytes(html.encode(), "p.html")
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH] * 3


DEEP = "<div>" * 100_000
HOSTILE = {
    "nested without end": f"<html><body>{DEEP}<p>{LEAD}</p>",
    "unclosed tags": "<html><body>" + "<p>a" * 100_000 + LEAD,
    "an endless comment": f"<html><body><p>{LEAD}</p>" + "<!-- " * 200_000,
    "an endless tag": f"<html><body><p>{LEAD}</p><p " + " ".join(f"a{i}='1'" for i in range(50_000)) + ">",
    "many angle brackets": f"<html><body><p>{LEAD}</p>" + "<" * 1_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_are_read(kind: str) -> None:
    """Pages made to exhaust a parser are read to their end."""
    draft = read_bytes(HOSTILE[kind].encode(), "p.html")
    assert LEAD in draft.text


def test_entities_are_not_expanded_from_declarations() -> None:
    """Neither a billion laughs nor a local file comes out of a document type."""
    bombs = '<!ENTITY a "ha ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">'
    html = f'<?xml version="1.0"?><!DOCTYPE html [{bombs}]><html><body><p>{LEAD}</p><p>&b; &f;</p></body></html>'
    assert "ha ha ha" not in read_bytes(html.encode(), "p.xhtml").text


def test_a_page_without_text() -> None:
    """Only scripts and styles: nothing to read."""
    with pytest.raises(UnreadableFile, match=r"p\.html holds no text"):
        read_bytes(b"<html><head><style>p{}</style></head><body><script>go()</script></body></html>", "p.html")


def test_links_of_a_menu_side_by_side() -> None:
    """A page's style draws them apart; without it they would be one word. In running text nothing is put between."""
    text = "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата, сказал его директор. " * 2
    links = "<a href=#>Руда</a><a href=#>Биржа</a>"
    draft = read_bytes(
        f"<html><body><nav>{links}</nav><article><p>{text}</p><p>{text} {links}.</p></article>".encode(), "a.html"
    )
    assert draft.text.startswith("Руда Биржа\n")
    assert draft.text.endswith("РудаБиржа.")
