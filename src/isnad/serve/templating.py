"""Jinja, with everything escaped, and what every page needs: language, theme, who asks, the built bundle's files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache, partial
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from isnad import __version__
from isnad.serve import badges
from isnad.serve.access import desk_of
from isnad.serve.marks import harmless
from isnad.serve.names import actor_name, full_place, known_place, source_name
from isnad.serve.people import Person
from isnad.serve.reported import PieceOut
from isnad.serve.summary import origins_words, range_words, reports_n
from isnad.serve.words import LANGUAGES, Words, choose_language

HERE = Path(str(resources.files("isnad.serve")))
BUILT = HERE / "static" / "built"
LANG, THEME = "isnad_lang", "isnad_theme"
THEMES = ("auto", "light", "dark")


@lru_cache(maxsize=len(LANGUAGES))
def environment(lang: str) -> Environment:
    """The templates in one language; an unknown name in one is an error, not an empty cell.

    What a page asks for a hundred times is a filter: Jinja finds it once, and works out at once what is constant.
    """
    w = Words(lang)
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, finalize=_shown, auto_reload=False,
    )  # fmt: skip
    env.globals["built"] = built_files
    env.filters |= {
        "sentence": _sentence, "bdi": bdi, "t": w.t, "code": w.code, "source": partial(_source, w),
        "range_words": range_words,
        "origins_words": origins_words, "reports_n": reports_n, "actor_name": actor_name, "full_place": full_place,
        "known_place": known_place, "text_pieces": text_pieces, "options": options, "segment": partial(quote, safe=""),
        "grade": partial(badges.grade, w), "stance": partial(badges.stance, w), "days": partial(badges.days, w),
    }  # fmt: skip
    return env


@lru_cache(maxsize=20_000)
def _source(w: Words, told: str | None) -> str:
    """An outlet or another source by its name; what a public view says in place of one in the page's language."""
    key = next((k for k in (f"told_{told}", f"source_{told}") if w.has(k)), None)
    return w.t(key) if key else source_name(told, w.lang) if told else w.t("unknown")


def _shown(value: object) -> object:
    """Whatever a template puts out: text without characters that turn what stands around it."""
    return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _sentence(text: str) -> Markup:
    """A sentence that the desk made, with isolates of its own in it."""
    return escape(text)


def bdi(text: object, direction: str = "auto") -> Markup:
    """Words of a report in an isolate of their own, so that they turn nothing around them.

    What the desk put together of several names has the page's direction, whatever the first of them is written in.
    """
    return Markup(f'<bdi dir="{direction}">{escape(harmless(str(text or "")))}</bdi>')


def text_pieces(pieces: Iterable[PieceOut]) -> Markup:
    """A report's text with its marks; here, as a page has hundreds of pieces."""
    out = []
    for p in pieces:
        text = escape(p.text)
        if p.kind:
            claims = escape(" ".join(p.claims))
            out.append(f'<mark class="m m-{p.kind}" data-start="{p.start}" data-claims="{claims}">{text}</mark>')
        else:
            out.append(f'<span data-start="{p.start}">{text}</span>')
    return Markup("".join(out))


def options(offered: Iterable[tuple[str, str]], chosen: str) -> Markup:
    """What a list offers, by key and name; here, as it may offer hundreds."""
    out = []
    for key, name in offered:
        mark = " selected" if key == chosen else ""
        out.append(f'<option value="{escape(harmless(key))}"{mark}>{escape(harmless(name))}</option>')
    return Markup("".join(out))


def built_files() -> dict[str, str]:
    """The files of the built bundle by name, such as map -> map-4f2a.js; empty where it was not built."""
    manifest = BUILT / "manifest.json"
    if not manifest.is_file():
        return {}
    return _manifest(manifest.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _manifest(_changed: int) -> dict[str, str]:
    found: dict[str, Any] = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    out: dict[str, str] = {}
    for entry in found.values():
        if entry.get("isEntry"):
            out[entry["name"]] = f"/static/built/{entry['file']}"
            for n, css in enumerate(_styles(found, entry)):
                out[f"{entry['name']}.css{n}"] = f"/static/built/{css}"
            for n, part in enumerate(entry.get("imports", [])):
                out[f"{entry['name']}.part{n}"] = f"/static/built/{found[part]['file']}"
        elif entry.get("src", "").endswith("outlines.bin"):
            out["outlines"] = f"/static/built/{entry['file']}"
    return out


def _styles(found: dict[str, Any], entry: dict[str, Any]) -> list[str]:
    """The style sheets of an entry and of the parts that it shares with others."""
    own = [css for name in entry.get("imports", []) for css in _styles(found, found[name])]
    return list(dict.fromkeys([*own, *entry.get("css", [])]))


def words_of(request: Request) -> Words:
    """The language to answer a request in."""
    asked, kept = request.query_params.get("lang"), request.cookies.get(LANG)
    return Words(choose_language(asked, kept, request.headers.get("accept-language")))


def path_of(request: Request) -> str:
    """The path as it was asked for: the id of a report may hold what would mean something else once it is decoded."""
    raw: bytes | None = request.scope.get("raw_path")
    path = raw.decode("latin-1") if raw else quote(request.url.path)
    return "/" + path.lstrip("/")  # two slashes would name another host


def page(
    request: Request, template: str, person: Person | None, status: int = 200, etag: str | None = None, **given: Any
) -> Response:
    """A page, in the language and theme of who asks; remembers a language that was asked for."""
    w = words_of(request)
    theme = request.cookies.get(THEME, "auto")
    settings = desk_of(request).settings
    query = [(k, v) for k, v in request.query_params.multi_items() if v and k not in ("lang", "theme", "token")]
    path = path_of(request)

    def here(**changes: object) -> str:
        """The address of this page with other parameters; None takes one away."""
        kept = [(k, v) for k, v in query if k not in changes]
        asked = urlencode([*kept, *((k, v) for k, v in changes.items() if v is not None)])
        return f"{path}?{asked}" if asked else path

    html = environment(w.lang).get_template(template).render(
        w=w, lang=w.lang, dir=w.dir, theme=theme if theme in THEMES else "auto", person=person,
        settings=settings, public=settings.public, here=here, path=path, query=query,
        version=__version__, **given,
    )  # fmt: skip
    headers = {"etag": etag} if etag else {}
    response = Response(html, status, headers, media_type="text/html; charset=utf-8")
    keep_choices(request, response)
    return response


def keep_choices(request: Request, response: Response) -> None:
    """Remember the language and the theme that an address asked for."""
    secure = desk_of(request).settings.https
    for name, asked, known in (
        (LANG, request.query_params.get("lang"), ("ar", "en")),
        (THEME, request.query_params.get("theme"), THEMES),
    ):
        if asked is not None and asked in known:
            response.set_cookie(name, asked, max_age=365 * 86400, samesite="strict", secure=secure, httponly=True)
