"""Time expressions of a sentence: the longest ones, each as a small structure that `isnad.resolve.dates` works out.

The grammar is ours: dateparser and htmldate misread Levantine months and invent days. Its words are data
(`lexicons/dates`); what is here is how they go together: a point in time (`datepoint`), and the since, until, within,
ago and ranges around points and durations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from isnad.arabic.numberwords import tables
from isnad.arabic.numerals import read_number
from isnad.arabic.tokens import Token
from isnad.lexicon.datewords import BOUNDS, DateWords, opens
from isnad.lexicon.load import shipped_date_words
from isnad.mentions.dateexpr import (
    DAYS,
    FIXED_UNITS,
    VAGUE_PAST,
    DateExpr,
    DateMention,
    comes_after,
    next_day,
    range_of,
    span_of,
)
from isnad.mentions.datepoint import AND_DAYS, PointReader

__all__ = ["DateExpr", "DateMention", "find_dates"]

_FIXED = ("now", "recent", "carried", "vague")
_IN = frozenset({"في", "وفي"})
_FOR = frozenset({"لمده", "مدتها", "مدته"})  # before how long something lasts
_DASHES = frozenset("-–—")
_EQUALS = frozenset({"(", "،", "-", "–", "/", "الموافق", "ل"})  # between a date and the same date in the other calendar
_FROM_NOW = frozenset({"الان", "اليوم", "قبل"})  # "قبل يومين من الآن", "قُتل قبل يومين من قبل …"
_SHORT = frozenset({"minute", "hour", "day", "week"})
_LONG_AFTER = 31  # "بعد 59 يوماً من الحرب" is no date
_LONGER = frozenset({"اكثر", "يزيد"})  # "منذ أكثر من شهرين": when it began is left open
_OPEN = frozenset({"اكثر", "اقل", "يزيد"})  # more, less, over: how long ago is left open
_JUST = 2  # hours that lie within the day
_EVENT_REACH = 6  # words between "منذ بدء" and "في 12 كانون الأول"
Found = tuple[DateExpr, int]


def find_dates(tokens: Sequence[Token], i: int, j: int, words: DateWords | None = None) -> list[DateMention]:
    """The time expressions of tokens[i:j], in order, not overlapping; [] at once where no token may begin one.

    `words` are a lexicon's; those that ship where none are given.

    >>> from isnad.arabic.tokens import tokenize
    >>> [m] = find_dates(tokenize("قُصفت البلدة مساء أمس"), 0, 4)
    >>> (m.i, m.j, m.expr.kind, m.expr.n)
    (2, 4, 'day', -1)
    """
    words = words or shipped_date_words()
    heads = words.heads
    reader: _Reader | None = None
    out: list[DateMention] = []
    end = i
    for k in [k for k, tok in enumerate(tokens[i:j], i) if heads[tok.norm] is not None or tok.kind == "n"]:
        if k < end:
            continue
        tok = tokens[k]
        head = heads[tok.norm]
        if tok.kind == "n" or (
            head is not None and (head.opens or tok.norm in _IN or (k + 1 < j and tokens[k + 1].norm in head.longer))
        ):
            reader = reader or _Reader(tokens, i, j, words)
            found = reader.read(k) if reader.may_begin(k) else None
            if found is not None:
                expr, end = found
                end += end < j and tokens[end].text == ")" and any(tokens[b].text == "(" for b in range(k, end))
                out.append(DateMention(k, end, expr, words.foreign(tok.norm) if tok.kind == "w" else 0))
    return out


class _Reader(PointReader):
    """Reads whole time expressions: points, durations and what bounds them."""

    def may_begin(self, k: int) -> bool:
        """A cheap look at whether a time expression may begin at k, so that most words cost nothing more."""
        tok = self.tokens[k]
        if tok.kind == "n":
            nxt = self.tokens[k + 1] if k + 1 < self.j else None
            return len(tok.norm) > 3 or (nxt is not None and (nxt.norm in AND_DAYS or bool(self.items(k + 1))))
        if tok.norm in _IN and k + 1 < self.j:
            nxt, head = self.tokens[k + 1], self.words.heads[tok.norm]
            if nxt.kind == "n" or tables().opens(self.tokens, k + 1, self.j):
                return True
            if head is None or nxt.norm not in head.longer:
                return False
        items = self.items(k)
        if not opens(items):
            return False
        if not BOUNDS.issuperset(items):
            return True
        return any(self._goes_on(end) for _, end in items.values())

    def _goes_on(self, p: int) -> bool:
        """Whether a word of time, a number or a mark stands at p."""
        if p >= self.j:
            return False
        p += self.tokens[p].text == "(" and p + 1 < self.j
        tok = self.tokens[p]
        return tok.kind == "n" or bool(self.items(p)) or tables().starts[tok.norm] is not None

    def read(self, k: int) -> Found | None:
        """The longest time expression that begins at k, with the token after it."""
        tokens, at = self.tokens, self.at
        if tokens[k].norm in _IN:  # "في أربعة أيام"
            span = self._duration(k + 1)
            if span and span[0].kind == "span" and span[0].n > 1:
                return span[0], span[1]
        fixed = at(k, *_FIXED)
        if fixed:
            item, end = fixed
            other = at(k, "lead")
            told = self.point(k) if other and other[1] >= end else None  # "في وقت سابق اليوم"
            expr = DateExpr(item.cls, n=item.number, unit=item.row["unit"] or None)
            return told if told and told[1] > end else (expr, end)
        led = self.point(k) if at(k, "lead") else None
        if led:  # before "حتى": "حتى وقت متأخر من مساء أمس" is that evening
            return self._through(led)
        longer = at(k, "daypart", "day")  # "بعد ظهر اليوم" is not "after"
        for cls, method in _OPENERS.items():
            opened = at(k, cls)
            if opened and not (longer and longer[1] > opened[1]):
                found = method(self, k, opened[1])
                if found is not None:
                    return found
        return self._plain(k)

    def _plain(self, k: int) -> Found | None:
        """A point with no word that bounds it, or a duration behind في."""
        p = k
        while (word := self.at(p, "day_word", "month_word")) and p < k + 4:
            p = word[1]
        found = self.point(p) if p > k else None
        found = found or self.point(k)
        if found is not None:
            return self._through(found)
        span = self._duration(k)
        return (span[0], span[1]) if span and span[2] else None

    def _through(self, found: Found) -> Found:
        """A point and what it runs to: "1 أيار حتى 5 حزيران", and the same date in the other calendar."""
        expr, end = self._other_calendar(found)
        follows = self.at(end, "month")
        if follows and expr.kind == "month" and self.tokens[end].norm[0] == "و":  # "حزيران وتموز"
            to = self.point(end)
            if to and to[0].kind == "month" and to[0].month == (expr.month or 0) % 12 + 1:
                return range_of(expr, to[0]), to[1]
        if expr.kind in ("date", "day") and end < self.j and self.tokens[end].norm[0] == "و":
            to = self.point(end + (self.tokens[end].norm == "و"))  # "يومي 3 آب و4 آب", "مساء أمس وفجر اليوم"
            if to and to[0].kind == expr.kind and next_day(expr, to[0]):
                return range_of(expr, to[0]), to[1]
        if expr.kind == "date" and end < self.j and self.tokens[end].text in _DASHES:  # "29 آب/أغسطس – 11 أيلول"
            to = self.point(end + 1, expr)
            if to and to[0].kind == "date" and comes_after(expr, to[0]):
                return range_of(expr, to[0]), to[1]
        opened = self.at(end, "until")
        if opened and expr.kind in ("date", "month", "year"):
            to = self.point(opened[1], expr)
            if to and to[0].kind == expr.kind:
                return range_of(expr, to[0]), to[1]
        return expr, end

    def _other_calendar(self, found: Found) -> Found:
        """ "26 شوال 1436 هـ الموافق 11 أغسطس 2015": one date, the Gregorian one holds."""
        expr, end = found
        if expr.kind != "date":
            return found
        p = end
        while p < min(self.j, end + 3) and self.tokens[p].norm in _EQUALS:
            p += 1
        other = self.point(p) if p > end else None
        if other is None or other[0].kind != "date" or other[0].calendar == expr.calendar:
            return found
        close = other[1] < self.j and self.tokens[other[1]].text == ")"
        held = other[0] if expr.calendar == "hijri" else expr
        return replace(held, weekday=held.weekday if held.weekday is not None else expr.weekday), other[1] + close

    def _since(self, k: int, p: int) -> Found | None:
        """منذ with a point, a duration or an event; and what it lasts until."""
        found = self._since_start(k, p)
        if found is None:
            return None
        expr, end = found
        if expr.kind != "since" or expr.first is None:
            return found
        q = end + (end < self.j and self.tokens[end].text in ("،", ","))
        if expr.toward == "future" and q < self.j and self.tokens[q].norm.removeprefix("و") in _FOR:
            span = self._duration(q + 1, bare=True)  # "اعتبارا من الأحد ولمدة خمسة أيام"
            if span is not None and span[0].unit == "day":
                return replace(expr, days=span[0].n + 1), span[1]
        now = self.at(q, "now")
        if now:
            return expr, now[1]
        until = self.at(q, "until", "to")
        if until:
            to = self.point(until[1], expr.first)
            if to:
                return range_of(expr.first, to[0]), to[1]
        return found

    def _since_start(self, k: int, p: int) -> Found | None:
        p += p + 1 < self.j and self.tokens[p].text == "("  # "منذ (10 حزيران 2014)"
        found = self.point(self._day_words(p))
        if found:
            expr, end = self._other_calendar(found)
            opener = self.at(k, "since")
            return DateExpr("since", first=expr, toward="future" if opener and opener[0].value == "open" else None), end
        span = self._duration(p, bare=True)
        if span:
            about = self.at(p, "about")
            longer = about is not None and not _LONGER.isdisjoint(about[0].words) and span[0].kind == "span"
            return (DateExpr("since") if longer else span[0]), span[1]
        then = self.at(p, "carried")
        if then:  # "منذ ذلك الحين"
            return DateExpr("since", first=DateExpr("carried", n=then[0].number)), then[1]
        event = self.at(p, "event")
        if event is None:
            return None
        for q in range(event[1], min(event[1] + _EVENT_REACH, self.j)):
            tok = self.tokens[q]
            if tok.kind == "p" and tok.text not in '"“”«»()':
                break
            if tok.norm in ("في", "يوم", "عام"):
                found = self.point(q + (tok.norm != "عام"))
                if found:
                    return DateExpr("since", first=found[0]), found[1]
        return VAGUE_PAST, event[1]

    def _day_words(self, p: int) -> int:
        """The token after يوم, شهر, بتاريخ at p."""
        while (word := self.at(p, "day_word", "month_word")) is not None:
            p = word[1]
        return p

    def _until(self, k: int, p: int) -> Found | None:
        found = self.point(self._day_words(p))
        return (DateExpr("until", first=found[0]), found[1]) if found else None

    def _before(self, k: int, p: int) -> Found | None:
        """قبل with a duration ("قبل يومين") or a point ("قبل عام 2011")."""
        found = self.point(self._day_words(p))
        if found:
            if found[0].kind == "day":
                return found
            return DateExpr("before", first=found[0]), found[1]
        span = self._duration(p, bare=True)
        if span is None:
            return None
        expr, end, _ = span
        if self.tokens[p].norm in _OPEN:
            return VAGUE_PAST, end  # "قبل أكثر من أسبوعين"
        if end + 1 < self.j and self.tokens[end].norm == "من" and self.tokens[end + 1].norm not in _FROM_NOW:
            return VAGUE_PAST, end  # "قبل 3 أيام من الهجوم"
        if expr.kind == "span":
            expr = replace(expr, kind="ago", toward=None)
            if expr.unit in FIXED_UNITS and expr.n <= _JUST:
                return DateExpr("day"), end  # "قبل ساعة"
            return (DateExpr("recent"), end) if expr.unit in FIXED_UNITS and expr.n <= 24 else (expr, end)
        return expr, end

    def _after(self, k: int, p: int) -> Found | None:
        """بعد with a duration, counted from what was told before ("بعد يومين"), or a point ("بعد عام 2011")."""
        found = self.point(self._day_words(p))
        if found:
            return (DateExpr("after", first=found[0]), found[1]) if found[0].kind in ("date", "month", "year") else None
        span = self._duration(p, bare=True)
        if span is None:
            return None
        expr, end, _ = span
        if expr.kind == "recent" or expr.unit in FIXED_UNITS:
            return DateExpr("carried"), end
        days = expr.n * {"day": 1, "week": 7}.get(expr.unit or "", 0)
        if expr.kind == "span" and 0 < days <= _LONG_AFTER:
            return DateExpr("carried", n=days, about=expr.about), end
        long = expr.kind == "span" and not days and self.tokens[p].norm not in _OPEN  # "بعد 6 أشهر من اعتقاله"
        return DateExpr("vague", first=replace(expr, kind="ago", toward=None) if long else None), end

    def _within(self, k: int, p: int) -> Found | None:
        """خلال with a point ("خلال شهر أكتوبر") or a duration ("خلال 24 ساعة")."""
        found = self.point(self._day_words(p))
        if found:
            return self._through(found)
        span, unit = self._duration(p, bare=True), self.at(p, "unit")
        lone = span and unit and span[1] == unit[1] and span[0].kind == "vague"
        if span is None or (lone and unit and unit[0].value not in _SHORT):
            return None  # "خلال سنوات عملهم"
        return span[0], span[1]

    def _last(self, k: int, p: int) -> Found | None:
        """آخر 24 ساعة, "آخر ثلاثة أيام من نيسان"."""
        found = self.point(k) if self.at(k, "part") else None
        if found is not None:
            return found
        span = self._duration(p)
        return (span[0], span[1]) if span else None

    def _between(self, k: int, p: int) -> Found | None:
        """ "بين 2017 و2020", "بين عامي 2013 و2015", "بين 3 و9 أيار"."""
        years = self.at(p, "years")
        p = years[1] if years else self._day_words(p)
        a = self.point(p) or (self._bare_year(p) if years else None)
        if a is None:
            return None
        if a[0].kind == "range":
            return a
        q = a[1]
        if q < self.j and self.tokens[q].norm in ("و", "الي", "حتي"):
            q += 1
        elif q >= self.j or self.tokens[q].norm[0] != "و":
            return None
        b = self._bare_year(q) if a[0].kind == "year" else self.point(self._day_words(q), a[0])
        kinds = {a[0].kind, b[0].kind} if b is not None else set()
        alike = len(kinds) == 1 or kinds <= DAYS or kinds == {"date", "month"}  # "بين مطلع آذار و25 من نيسان"
        return (range_of(a[0], b[0]), b[1]) if b and alike else None

    def _from(self, k: int, p: int) -> Found | None:
        """ "من 3 أيار إلى 9 حزيران": only where both ends are told."""
        a = self.point(self._day_words(p))
        if a is None or a[0].kind not in ("date", "month", "year", "weekday", "day"):
            return None
        to = self.at(a[1] + (a[1] < self.j and self.tokens[a[1]].text in "،,"), "to", "until")
        b = self.point(self._day_words(to[1]), a[0]) if to else None
        return (range_of(a[0], b[0]), b[1]) if b else None

    def _years(self, k: int, p: int) -> Found | None:
        """ "عامي 2013 و2014"."""
        a = self._bare_year(p)
        if a is None or a[1] >= self.j or self.tokens[a[1]].norm not in ("و", "-"):
            return None
        b = self._bare_year(a[1] + 1)
        return (range_of(a[0], b[0]), b[1]) if b else None

    def _bare_year(self, p: int) -> Found | None:
        year = self.at(p, "year")
        p = year[1] if year else p
        text = self.tokens[p].norm if self._number_at(p) else ""
        return (DateExpr("year", year=int(text)), p + 1) if len(text) == 4 and text.isdigit() else None

    def _duration(self, p: int, bare: bool = False) -> tuple[DateExpr, int, bool] | None:
        """A length of time at p, the token after it, and whether the text closes it off ("… الماضية").

        `bare` allows a lone "ساعات" or "شهر", as behind منذ and قبل.
        """
        at, tokens = self.at, self.tokens
        about = at(p, "about")
        p = about[1] if about else p
        n: int | None = None
        number = read_number(tokens, p, self.j)
        if number is not None:
            n, p = number
        unit = at(p, "unit", "units", "dual")
        if unit is None:
            return None
        item, p = unit
        n = 2 if item.cls == "dual" else n
        if item.cls == "units" and number is None:
            number = read_number(tokens, p, self.j)  # الأيام الثلاثة
            if number is not None:
                n, p = number
        plural = number is None and item.cls == "unit" and item.words[0] not in _SINGULAR
        few = at(p, "few")
        p = few[1] if few else p
        if number is None and item.cls == "unit" and not plural:
            n, p = 1, p + (p < self.j and tokens[p].norm in ("واحد", "واحده"))
        toward = at(p, "toward")
        if number is None and item.cls == "units" and (toward is None or toward[0].value == "this"):
            return None
        p = toward[1] if toward else p
        if number is None and item.cls == "unit" and not bare:
            return None
        expr = span_of(n, item.value, toward[0].value if toward else None, about is not None)
        return expr, p, toward is not None


_SINGULAR = frozenset({"يوم", "يوما", "ساعه", "اسبوع", "اسبوعا", "شهر", "شهرا", "عام", "عاما", "سنه", "دقيقه"})
_OPENERS = {
    "since": _Reader._since,
    "until": _Reader._until,
    "before": _Reader._before,
    "after": _Reader._after,
    "within": _Reader._within,
    "last": _Reader._last,
    "between": _Reader._between,
    "from": _Reader._from,
    "years": _Reader._years,
}
