"""Bad pages, alone and saved with their parts: what would run, load or unfold, and mark-up made to exhaust."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.hostile import good
from tests.hostile.make import Bad

WORD = "концентрата"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPE = f'<!DOCTYPE html [<!ENTITY l0 "ha ha ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">]>'


def linked(said: str) -> Callable[[], bytes]:
    """A page that states this in its head for machines."""
    return page(head=f'<script type="application/ld+json">{said}</script>')


def page(body: str = "", head: str = "") -> Callable[[], bytes]:
    return lambda: good.page(body, head)


def told(said: str) -> Callable[[], bytes]:
    """A page whose first lines are others."""
    return lambda: good.page().replace(b"<!DOCTYPE html>", said.encode())


def charset(name: str, data: bytes = b"") -> Callable[[], bytes]:
    return lambda: good.page().replace(b'charset="utf-8"', f'charset="{name}"'.encode()) + data


def mail(*parts: bytes, head: bytes = b'Content-Type: multipart/related; boundary="e"') -> Callable[[], bytes]:
    """A saved page of these parts."""
    return lambda: (
        b"MIME-Version: 1.0\r\n"
        + head
        + b"\r\n\r\n"
        + b"".join(b"--e\r\n" + p + b"\r\n" for p in parts)
        + b"--e--\r\n"
    )


PAGE = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + good.page()
PROGRAM = (
    b"Content-Type: application/x-msdownload\r\nContent-Disposition: attachment; filename=../../owned.exe\r\n\r\nMZ"
)
SPANNED = "<tr><td colspan=999999999 rowspan=999999999>1</td><td>2</td></tr>"
NESTED = b"".join(b'--%d\r\nContent-Type: multipart/mixed; boundary="%d"\r\n\r\n' % (n, n + 1) for n in range(3000))
DEEP = "[" * 100_000 + "]" * 100_000

FILES = [
    Bad("empty.html", lambda: b"", refused="is empty"),
    Bad(
        "no words.html", lambda: b"<html><head><style>p{}</style></head><body></body></html>", refused="holds no text"
    ),
    Bad(
        "script.html",
        page("<script>alert('owned')</script><p onclick='owned()'>Да.</p>"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad(
        "frames.html",
        page("<iframe src='file:///etc/passwd' srcdoc='owned'></iframe><object data='x'>owned</object>"),
        holds=WORD,
        lacks=("owned", "root:"),
    ),
    Bad(
        "refresh.html",
        page(head="<meta http-equiv='refresh' content='0;url=http://step.example/owned'>"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad(
        "local picture.html",
        page("<img src='file:///etc/passwd' alt='owned'><img src='//step.example/x.png'>"),
        holds=WORD,
        lacks=("root:",),
    ),
    Bad(
        "base.html",
        page("<a href='passwd'>Ссылка</a>", head="<base href='file:///etc/'>"),
        holds=WORD,
        lacks=("root:",),
    ),
    Bad(
        "link.html",
        page(head="<link rel='canonical' href='javascript:owned()'><link rel=import href='file:///etc/passwd'>"),
        holds=WORD,
        lacks=("owned", "root:"),
    ),
    Bad(
        "drawing.html",
        page("<svg><script>owned()</script><foreignObject>owned</foreignObject></svg>"),
        holds=WORD,
        lacks=("owned",),
    ),
    Bad("form.html", page("<form action='http://step.example'><button>owned</button></form>"), holds=WORD),
    Bad("laughs.html", told(DOCTYPE + "<p>&l11; &file;</p>"), holds=WORD, lacks=("ha ha ha ha", "root:")),
    Bad(
        "laughs.xhtml",
        told('<?xml version="1.0"?>' + DOCTYPE + "<p>&l11; &file;</p>"),
        holds=WORD,
        lacks=("ha ha ha ha", "root:"),
    ),
    Bad("nested.html", page("<div>" * 100_000 + "Дно." + "</div>" * 100_000), holds="Дно."),
    Bad("nested inline.html", page("<b><i>" * 60_000 + "Дно."), holds="Дно."),
    Bad("nested tables.html", page("<table><tr><td>" * 3_000 + "Дно."), holds="Дно."),
    Bad("nested lists.html", page("<ul><li>" * 20_000 + "Дно."), holds="Дно."),
    Bad("tags.html", page("<b>я</b>\n" * 220_000), refused="200000 lines"),
    Bad("many tags.html", page("<b>я</b>" * 220_000), holds=WORD, noted="far too large"),
    Bad("behind the end.html", lambda: good.page() + b"<p>12 tonnes</p>", holds="12 tonnes"),
    Bad("long tag.html", page(f"<p class='{'x ' * 200_000}'>Дно.</p>"), holds="Дно.", noted="far too large"),
    Bad("attributes.html", page(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>Дно.</p>"), holds="Дно."),
    Bad("embedded.html", page(f"<img src='data:image/png;base64,{'A' * 5_000_000}'>"), holds=WORD, lacks=("AAAA",)),
    Bad("open comment.html", page("<!-- " + "owned " * 100_000), holds=WORD, lacks=("owned",)),
    Bad("open script.html", page("<script>" + "owned " * 100_000), holds=WORD, lacks=("owned",)),
    Bad("angle brackets.html", page("<" * 1_000_000), holds=WORD),
    Bad("spans.html", page("<table>" + SPANNED * 300 + "</table>"), holds=WORD),
    Bad("linked data.html", linked(f'{{"a":{DEEP}}}'), holds=WORD),
    Bad("linked number.html", linked(f'{{"@type":"NewsArticle","headline":{"9" * 6000}}}'), holds=WORD),
    Bad("linked kinds.html", linked(json.dumps([{"@type": {"x": []}, "author": 7}, None, 5])), holds=WORD),
    Bad("zeros.html", lambda: good.page().replace(b"<p>", b"<\x00p>\x00"), holds=WORD, lacks=("\x00",)),
    Bad(
        "half characters.html",
        page("<p>&#xD800; &#55296; &#x110000; &#0; &#xFFFFFFFFFF;</p>"),
        holds=WORD,
        lacks=("\ud800", "\x00"),
    ),
    Bad(
        "hidden.html",
        charset("utf-7", b"<p>+ADw-script+AD4-owned+ADw-/script+AD4-</p>"),
        holds=WORD,
        lacks=("<script",),
    ),
    Bad("slow letters.html", charset("punycode", b"<p>" + b"a" * 2_000_000 + b"-99999</p>"), holds="aaaa"),
    Bad(
        "escapes.html", charset("unicode_escape", rb"<p>\u003cscript\u003e</p>"), holds="\\u003c", lacks=("<script>",)
    ),
    Bad("no codec.html", charset("zlib_codec"), holds=WORD),
    Bad("rotated.html", charset("rot13"), holds=WORD),
    Bad("wide in truth.html", lambda: good.page().decode().encode("utf-16"), holds=WORD),
    Bad("wide in words.html", charset("utf-16"), holds=WORD),
    Bad("plain to the end.html", page("<plaintext>Дно.<xmp>"), holds="Дно."),
    Bad("turned.html", page("<p>&#x202E;000 21&#x202C; тонн</p>"), holds="\u202e", noted="turn the direction"),
    Bad("titles.html", page(head="<title>" + "а | " * 100_000 + "</title>"), holds=WORD),
    Bad("meta.html", page(head="<meta name='author' content='" + "я" * 90_000 + "'>" * 3), holds=WORD),
    Bad("page.docx", good.page, refused="named like a Word file"),
    Bad("page.pdf", good.page, refused="named like a PDF file"),
    Bad("page.mht", good.page, refused="not a saved web page"),
    Bad("empty.mht", mail(), refused="not whole"),
    Bad("cut off.mht", lambda: good.saved()[:1200], refused="not whole"),
    Bad(
        "nested.mht",
        lambda: b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="0"\r\n\r\n' + NESTED,
        refused="not whole",
    ),
    Bad("letters in letters.mht", mail(b"Content-Type: message/rfc822\r\n\r\n" * 60 + PAGE), refused="not whole"),
    Bad("attachment.mht", mail(PAGE, PROGRAM), holds=WORD, lacks=("MZ",)),
    Bad("local parts.mht", mail(b"Content-Location: file:///etc/passwd\r\n" + PAGE), holds=WORD, lacks=("root:",)),
    Bad(
        "no such packing.mht",
        mail(PAGE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: x-owned\r\n\r\n", 1)),
        holds=WORD,
    ),
    Bad(
        "bad base64.mht",
        mail(b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!"),
        refused=".",
    ),
    Bad("no such charset.mht", mail(PAGE.replace(b"charset=utf-8", b"charset*=owned''%ff%fe", 1)), holds=WORD),
    Bad("no address.mht", lambda: good.saved().replace(b"https://www", b"https://[www"), holds=WORD),
    Bad("letters of Pakistan.html", charset("cp1006"), holds=WORD),
    Bad("hidden.mht", mail(PAGE.replace(b"charset=utf-8", b"charset=utf-7", 1)), holds=WORD),
    Bad(
        "long head.mht",
        mail(PAGE, head=b"X: " + b"a" * 5_000_000 + b'\r\nContent-Type: multipart/related; boundary="e"'),
        refused="not a saved web page",
    ),
    Bad("many heads.mht", mail(b"X: 1\r\n" * 200_000 + PAGE), holds=WORD),
    Bad("many parts.mht", mail(PAGE, *[b"Content-Type: image/png\r\n\r\nx"] * 20_000), holds=WORD),
]
