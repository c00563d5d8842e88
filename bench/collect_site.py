"""A local site of made Arabic pages: ten layouts as news sites have them, in three encodings, with their traps.

Traps are what has fooled extractors: today's date at the head of each page, related headlines with dates of their own,
share bars, "read also" within the text, comments, JSON-LD of other articles, canonical links to the front page, dates in
words, in Hijri, or nowhere, unclosed tags, an encoding that the page declares wrongly.
"""

# ruff: noqa: E501
from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from hijridate import Gregorian
from made_news import News, make_news

ENCODINGS = ("utf-8", "windows-1256", "iso-8859-6")
LEVANTINE = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول")  # fmt: skip
MAGHREBI = ("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
EGYPTIAN = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
WEEKDAYS = ("الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
HIJRI = ("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة")  # fmt: skip
OUTLET = "صحيفة السهل"
NAV = "".join(f'<li><a href="/section/{i}">{w}</a></li>' for i, w in enumerate(("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة", "فيديو", "آراء")))  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page as served: its path, bytes and charset of the header, with what should be read from it."""

    path: str
    body: bytes
    charset: str | None
    layout: int
    title: str
    paragraphs: tuple[str, ...]
    day: str | None
    conflict: bool


def make_page(number: int) -> MadePage:
    """The page of a number: its layout and encoding follow from it."""
    news = make_news(number)
    rng = random.Random(f"page:{number}")
    layout = number % len(LAYOUTS)
    encoding = ENCODINGS[(number // len(LAYOUTS)) % len(ENCODINGS)]
    path = f"/news/{number}"
    html, day = LAYOUTS[layout](news, path, rng)
    declared = rng.choice((encoding, encoding, encoding, "utf-8"))  # some templates declare what they are not
    html = html.replace("CHARSET", declared)
    served = encoding if declared != encoding or rng.random() < 0.5 else None
    body = html.encode("cp1256" if encoding == "windows-1256" else encoding, "xmlcharrefreplace")
    return MadePage(path, body, served, layout, news.title, news.paragraphs, day, news.conflict)


def _today(months: tuple[str, ...]) -> str:
    now = datetime.now(UTC)
    return f"{WEEKDAYS[now.weekday()]} {now.day} {months[now.month - 1]} {now.year}"


def _related(rng: random.Random, n: int = 6) -> str:
    others = [make_news(rng.randrange(10_000, 20_000), seed=1) for _ in range(n)]
    return "".join(
        f'<li><a href="/news/{o.number}">{escape(o.title)}</a> <time datetime="{o.day}">{o.day.day} '
        f"{EGYPTIAN[o.day.month - 1]} {o.day.year}</time></li>"
        for o in others
    )


def _paragraphs(news: News, rng: random.Random, tag: str = "p", also: str = "") -> str:
    parts = [f"<{tag}>{escape(p)}</{tag}>" for p in news.paragraphs]
    if also:
        parts.insert(rng.randrange(1, len(parts)), also)
    return "\n".join(parts)


def _page(head: str, body: str, title: str = "") -> str:
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="CHARSET"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def _other_title(rng: random.Random) -> str:
    return escape(make_news(rng.randrange(10_000, 20_000), seed=1).title)


def _blog(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """As WordPress makes it: <time datetime> with the zone, a sharing bar, related posts and dated comments."""
    stamp = f"{news.day}T{rng.randrange(6, 23):02}:15:00+03:00"
    comments = "".join(
        f'<li class="comment"><time datetime="{news.day + timedelta(days=n + 1)}T08:00:00+03:00">بعد يوم</time>'
        f"<p>تعليق من قارئ رقم {n}: شكراً على نقل الخبر بسرعة ونتمنى السلامة للجميع.</p></li>"
        for n in range(4)
    )
    also = f'<p><strong>اقرأ أيضاً:</strong> <a href="/news/9">{_other_title(rng)}</a></p>'
    body = f"""<header class="site-header"><a href="/">{OUTLET}</a><nav><ul>{NAV}</ul></nav></header>
<main><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{escape(news.title)}</h1>
<div class="entry-meta">بواسطة <a rel="author" href="/author/1">هيئة التحرير</a>
<time class="entry-date published" datetime="{stamp}">قبل ساعات، حُدّث {_today(LEVANTINE)}</time>
<time class="updated" datetime="{news.day + timedelta(days=3)}T01:00:00+03:00"></time></div></header>
<div class="entry-content">{_paragraphs(news, rng, also=also)}
<div class="sharedaddy"><h3>شارك هذا الموضوع:</h3><ul><li><a href="#">فيسبوك</a></li><li><a href="#">تويتر</a></li></ul></div></div>
<footer class="entry-footer">وسوم: <a href="/t/1" rel="tag">أخبار</a> <a href="/t/2" rel="tag">عاجل</a></footer></article>
<section id="comments" class="comments-area"><h2>التعليقات</h2><ol class="comment-list">{comments}</ol></section></main>
<aside class="widget-area"><h3>الأكثر قراءة</h3><ul>{_related(rng)}</ul></aside>
<footer>جميع الحقوق محفوظة {datetime.now(UTC).year}</footer>"""
    head = f'<link rel="canonical" href="{path}"><meta property="og:site_name" content="{OUTLET}">'
    return _page(head, body, f"{escape(news.title)} - {OUTLET}"), str(news.day)


def _graph(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """JSON-LD with a graph; the time is in UTC late in the evening, so that the outlet's day is the next."""
    late = rng.random() < 0.5
    told = datetime(news.day.year, news.day.month, news.day.day, 12, tzinfo=UTC)
    if late:
        told = told - timedelta(days=1) + timedelta(hours=10)  # 22:00 the day before, 01:00 in the outlet's zone
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": OUTLET, "datePublished": "2009-01-01"},
            {"@type": "BreadcrumbList", "itemListElement": []},
            {"@type": "NewsArticle", "headline": news.title, "datePublished": told.isoformat().replace("+00:00", "Z"),
             "dateModified": (told + timedelta(days=9)).isoformat(), "mainEntityOfPage": path,
             "author": [{"@type": "Person", "name": "مراسل السهل"}], "publisher": {"@type": "Organization", "name": OUTLET}},
        ],
    }  # fmt: skip
    body = f"""<div id="page"><div class="region-header">{_today(EGYPTIAN)}</div><ul class="menu">{NAV}</ul>
<div class="node node--type-article"><h1 class="page-title"><span>{escape(news.title)}</span></h1>
<div class="field field--name-body">{_paragraphs(news, rng)}</div>
<div class="social-share">انشر <a href="#">فيسبوك</a> <a href="#">واتساب</a></div>
<div class="block-views related-news"><h2>مواضيع ذات صلة</h2><ul>{_related(rng)}</ul></div></div></div>"""
    head = f'<script type="application/ld+json">{json.dumps(graph, ensure_ascii=False)}</script>'
    return _page(head, body, f"{escape(news.title)} | {OUTLET}"), str(news.day)


def _tables(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """Nested tables, font tags, paragraphs told apart by <br>; the date stands in Levantine months, and nowhere else."""
    dated = f"{WEEKDAYS[news.day.weekday()]} {news.day.day} {LEVANTINE[news.day.month - 1]} {news.day.year}"
    text = "<br><br>\n".join(escape(p) for p in news.paragraphs)
    return (
        f"""<html dir=rtl><head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
<title>{OUTLET} :: {escape(news.title)}</title></head><body bgcolor=#ffffff><table width=100%><tr><td><font size=1>اليوم
{_today(LEVANTINE)}</font></td></tr><tr><td><table><tr>{"".join(f"<td><a href=/s{i}>قسم {i}</a></td>" for i in range(8))}</tr>
</table></td></tr><tr><td valign=top width=70%><h1><font color=red>{escape(news.title)}</font></h1>
<table><tr><td><font size=2 color=gray>{dated} - {rng.randrange(6, 23)}:30</font></td></tr></table>
<font size=4>{text}</font><br><br><a href="javascript:print()">طباعة</a> <a href=#>أرسل لصديق</a></td>
<td valign=top><b>آخر الأخبار</b><ul>{_related(rng)}</ul></td></tr></table></body></html>""",
        str(news.day),
    )


def _divs(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """A <div> for each paragraph, the date in digits, the canonical link to the front page."""
    dated = f"{news.day:%d/%m/%Y} - {rng.randrange(6, 23)}:05"
    body = f"""<div class="top"><span class="today">{_today(EGYPTIAN)}</span></div><div class="mainmenu">{NAV}</div>
<div class="wrap"><div class="news-title"><h1>{escape(news.title)}</h1></div><div class="info"><span class="date">{dated}</span>
<span class="views">عدد المشاهدات: 1523</span></div><div class="newsbody">{_paragraphs(news, rng, "div")}</div>
<div class="tagsblock">كلمات مفتاحية: <a href="/t">أخبار</a>، <a href="/t2">محليات</a></div>
<div class="readmore"><div>اقرأ أيضاً</div><ul>{_related(rng, 4)}</ul></div></div>
<div class="copyright">كافة الحقوق محفوظة</div>"""
    head = f'<link rel="canonical" href="/"><meta property="og:title" content="{escape(news.title)}">'
    return _page(head, body, f"{escape(news.title)}"), str(news.day)


def _amp(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """An AMP page whose canonical address is the plain one; the date in <meta>, with seconds and a zone without colon."""
    head = f"""<link rel="canonical" href="{path}"><meta property="article:published_time" content="{news.day}T09:41:07+0300">
<meta property="article:modified_time" content="{news.day + timedelta(days=2)}T09:41:07+0300"><meta name="author" content="سلمى الوادي">
<meta property="og:site_name" content="{OUTLET}"><meta property="og:title" content="{escape(news.title)}">"""
    body = f"""<amp-sidebar id="s"><ul>{NAV}</ul></amp-sidebar><article><h1>{escape(news.title)}</h1>
<p class="byline">سلمى الوادي</p><amp-img src="/i.jpg"></amp-img><figcaption>صورة من أرشيف الصحيفة</figcaption>
{_paragraphs(news, rng)}</article><amp-social-share type="twitter"></amp-social-share>
<section class="most-read"><h2>الأكثر مشاهدة</h2><ul>{_related(rng)}</ul></section>"""
    return _page(head, body, f"{escape(news.title)} - {OUTLET}"), str(news.day)


def _maghrebi(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """The date in Maghrebi months at the headline, beside that of the last change."""
    changed = news.day + timedelta(days=1)
    dated = f"نشر في {news.day.day} {MAGHREBI[news.day.month - 1]} {news.day.year} | آخر تحديث {changed.day} {MAGHREBI[changed.month - 1]} {changed.year}"  # fmt: skip
    also = f'<div class="inline-related"><span>شاهد أيضاً</span><a href="/news/3">{_other_title(rng)}</a></div>'
    body = f"""<header><div class="hdr-date">{_today(MAGHREBI)}</div><nav>{NAV}</nav></header><div class="container"><div class="row">
<div class="col-md-8"><h2 class="article-title">{escape(news.title)}</h2><p class="article-info">{dated}</p>
<div class="article-text">{_paragraphs(news, rng, also=also)}</div>
<div class="newsletter"><p>اشترك في النشرة البريدية ليصلك كل جديد</p><form><input name="email"><button>اشترك</button></form></div></div>
<div class="col-md-4 sidebar"><h3>أحدث الأخبار</h3><ul>{_related(rng)}</ul></div></div></div><footer>{OUTLET}</footer>"""
    return _page("", body, f"{escape(news.title)} • {OUTLET}"), str(news.day)


def _microdata(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """Microdata: datePublished as an attribute, dateModified before it; other articles are marked up as well."""
    body = f"""<div class="ticker">عاجل: {_other_title(rng)}</div><div itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">{escape(news.title)}</h1><span itemprop="author">فريق المراسلين</span>
<meta itemprop="dateModified" content="{news.day + timedelta(days=5)}"><meta itemprop="datePublished" content="{news.day}">
<div itemprop="articleBody">{_paragraphs(news, rng)}</div></div>
<aside class="related" itemscope><meta itemprop="datePublished" content="2012-02-02"><h3>أخبار ذات صلة</h3><ul>{_related(rng)}</ul></aside>"""
    return _page("", body, f"{OUTLET} - {escape(news.title)}"), str(news.day)


def _undated(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """No date of publication: a weekday, "three hours ago", today's date at the head, and the dates of others."""
    body = f"""<header><p>{_today(EGYPTIAN)}</p><nav>{NAV}</nav></header><main><h1>{escape(news.title)}</h1>
<div class="post-date">{WEEKDAYS[news.day.weekday()]}، منذ 3 ساعات</div><div class="story">{_paragraphs(news, rng)}</div>
<p>تابعونا على تلغرام</p></main><aside><h2>اخترنا لك</h2><ul>{_related(rng)}</ul></aside>
<footer>© {datetime.now(UTC).year} {OUTLET}. جميع الحقوق محفوظة</footer>"""
    head = f'<meta name="date" content="{news.day:%Y}"><meta property="og:updated_time" content="2026-01-01T00:00:00Z">'
    return _page(head, body, f"{escape(news.title)} | {OUTLET}"), None


def _broken(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """Unclosed and crossed tags, attributes twice, JSON-LD with a comma too many, the date as mail writes it."""
    stamp = datetime(news.day.year, news.day.month, news.day.day, 10, tzinfo=UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
    text = "\n".join(f"<p><span class=x>{escape(p)}" for p in news.paragraphs)
    return (
        f"""<html><head><meta charset=CHARSET><title>{escape(news.title)} | {OUTLET}</title>
<meta name="pubdate" content="{stamp}"><script type="application/ld+json">{{"@type": "WebPage", "name": "x",,}}</script>
<body class=a class=b><div id=top><div><ul>{NAV}</div></ul></div></div></div><div class=article><h1>{escape(news.title)}</h2>
<b><i>{OUTLET}</b></i><div class=content>{text}</div><p>رابط مختصر: http://s.example/1<div class=more><h3>قد يهمك</h3>
<ul>{_related(rng)}</div><footer>حقوق النشر محفوظة""",
        str(news.day),
    )


def _hijri(news: News, path: str, rng: random.Random) -> tuple[str, str | None]:
    """The day in both calendars; JSON-LD lists other articles; class names say nothing."""
    h = Gregorian(news.day.year, news.day.month, news.day.day).to_hijri()
    dated = f"{WEEKDAYS[news.day.weekday()]} {h.day} {HIJRI[h.month - 1]} {h.year} هـ - {news.day.day} {EGYPTIAN[news.day.month - 1]} {news.day.year} م"  # fmt: skip
    listed = [
        {"@type": "NewsArticle", "headline": o.title, "url": f"/news/{o.number}", "datePublished": str(o.day)}
        for o in (make_news(n, seed=1) for n in (30_001, 30_002))
    ]
    body = f"""<div class="c1 x9"><div class="c2">{NAV}</div><section class="k3"><div class="k4"><h1>{escape(news.title)}</h1>
<div class="k5"><i></i> {dated}</div></div><section class="k6">{_paragraphs(news, rng)}</section></section>
<section class="k9"><h4>المزيد من الأخبار</h4><ul>{_related(rng)}</ul></section></div>"""
    head = f'<script type="application/ld+json">{json.dumps(listed, ensure_ascii=False)}</script>'
    return _page(head, body, f"{escape(news.title)} | {OUTLET}"), str(news.day)


LAYOUTS = (_blog, _graph, _tables, _divs, _amp, _maghrebi, _microdata, _undated, _broken, _hijri)
