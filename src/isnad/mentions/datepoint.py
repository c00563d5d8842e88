"""One point in time ("فجر يوم الجمعة 9 أبريل الجاري"): slots filled word by word, and the expression they make."""

from __future__ import annotations

from collections.abc import Sequence

from isnad.arabic.tokens import Token
from isnad.lexicon.datewords import NO_ITEMS, DateWords, Item
from isnad.lexicon.words import words
from isnad.mentions.dateexpr import DateExpr
from isnad.mentions.dateslots import Slots, expression

_THEIR_TWO = ("يه", "يها", "يهما", "اه", "اها")  # the ends of a dual with "his", "her"
_GREGORIAN, _HIJRI = range(1900, 2100), range(1300, 1500)
_OPEN_YEARS = range(1950, 2050)  # years that may stand without عام
_MARKS = frozenset('،,/()-–_#"“”')
_AFTER_COMMA = ("weekday", "month", "ordinal", "day_word", "month_word")
# Before a bare year or a month that is also another word.
PREPOSITIONS = frozenset({"في", "منذ", "حتي", "خلال", "بين", "من", "الي", "قبل", "بعد"})
_OUTLET_WORDS = frozenset({"اليوم", "الغد", "الامس"})
AND_DAYS = frozenset({"و", "الي", "حتي", "او", "-", "–", "/", "."})  # between digits of days or of a date
_OF = frozenset({"من", "في", "ل"})
_QUOTES = frozenset('"“”«»')


class PointReader:
    """Reads points in time out of one sentence's tokens."""

    def __init__(self, tokens: Sequence[Token], i: int, j: int, words: DateWords) -> None:
        self.tokens, self.i, self.j, self.words = tokens, i, j, words
        self._base: DateExpr | None = None
        self._items: list[dict[str, tuple[Item, int]] | None] = [None] * (j - i)

    def items(self, k: int) -> dict[str, tuple[Item, int]]:
        """What stands at k, by class; worked out once."""
        if not self.i <= k < self.j:
            return NO_ITEMS
        found = self._items[k - self.i]
        if found is None:
            found = self._items[k - self.i] = self.words.match(self.tokens, k, self.j)
        return found

    def at(self, k: int, *classes: str) -> tuple[Item, int] | None:
        """The longest item of these classes at k, with the token after it; None if there is none."""
        items = self.items(k)
        if not items:
            return None
        found = [items[c] for c in classes if c in items]
        return max(found, key=lambda f: f[1]) if found else None

    def point(self, p: int, base: DateExpr | None = None) -> tuple[DateExpr, int] | None:
        """The point in time at p and the token after it; `base` gives the month of "التاسع عشر منه"."""
        s, start, end = Slots(), p, p
        self._base = base
        lead = self.at(p, "lead")
        if lead:
            start = end = p = lead[1]
        while p < self.j:
            q = self._fill(s, p, p == start)
            for hop in range(1, 4):
                if q is not None or not self._filler(s, p, hop):
                    break
                q = self._fill(s, p + hop, False)
            if q is None:
                break
            p = end = q
        if end == start:
            return None
        s.behind_name = self._behind_name(start, end)
        expr = expression(s, self.words.known_years)
        return (expr, end) if expr else None

    def _behind_name(self, start: int, end: int) -> bool:
        """Whether a word of what is called after a day stands before it, or it is in quotation marks by itself."""
        k = start - 1 - (start > self.i + 1 and self._number_at(start - 1))  # the day, where its month is read alone
        opens = k >= self.i and self.tokens[k].text in _QUOTES
        closed = opens and end < self.j and self.tokens[end].text in _QUOTES
        return closed or (k - opens >= self.i and self.at(k - opens, "name") is not None)

    def _filler(self, s: Slots, p: int, hop: int) -> bool:
        """Whether the token before p + hop may be passed over between two slots."""
        k = p + hop - 1
        if k + 1 >= self.j:
            return False
        tok = self.tokens[k]
        if tok.text == ":":  # "20 يناير:كانون الثاني"
            return s.month is not None and self.at(k + 1, "month") is not None
        if tok.kind == "p":
            return tok.text in _MARKS and s.filled()
        if tok.norm in _OF:
            return s.filled() or s.night is not None or s.part is not None
        return self.at(k, "day_word", "month_word") is not None

    def _fill(self, s: Slots, p: int, first: bool) -> int | None:
        """Fills one slot with what stands at p; the token after it, or None where nothing fits."""
        if p >= self.j:
            return None
        tok = self.tokens[p]
        if tok.kind == "n":
            return self._digits(s, p)
        if tok.kind != "w":
            return None
        if tok.norm == "ال" and p + 1 < self.j and self.tokens[p + 1].kind == "n":
            return self._digits(s, p + 1)
        items = self.items(p)
        comma = not first and self.tokens[p - 1].text in ("،", ",")
        for name in _ORDER if items else ():
            found = items.get(name)
            if found and not (comma and name not in _AFTER_COMMA):
                q = _FILLERS[name](self, s, p, *found)
                if q is not None:
                    return q
        return None

    # One method for each class of words: it fills its slot, or returns None where the word does not fit there.

    def _daypart(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        beside = s.rel_night and self.tokens[p].norm[0] == "و"  # "الليلة الماضية وصباح اليوم"
        if beside or s.night is not None or s.part or s.unit or (s.month is not None and s.day is None):
            return None
        s.night, s.midnight = it.value != "no", it.value == "midnight"
        return end

    def _day(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.rel is not None or s.day is not None or s.month is not None or s.unit or s.part or s.season:
            return None
        if self._is_name(p, end) or (s.weekday is not None and self.tokens[p].norm[0] == "و"):
            return None  # "بين الاثنين واليوم"
        s.rel, s.rel_night = it.number, it.row["class"] == "night"
        return end

    def _is_name(self, p: int, end: int) -> bool:
        """Whether a word of time is part of a name: قناة روسيا اليوم, "اليمن اليوم"."""
        if self.tokens[end - 1].norm in _OUTLET_WORDS and any(self.at(k, "outlet") for k in (p - 1, p - 2)):
            return True
        nxt = self.tokens[end].text if end < self.j else ""
        return nxt in _QUOTES and any(t.text in _QUOTES for t in self.tokens[max(self.i, p - 3) : p])

    def _weekday(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.day is not None or s.month is not None or s.unit or s.part or s.season:
            return None
        before = self.tokens[p - 1].norm if p > self.i else ""
        if it.number == 0 and before.endswith(_THEIR_TWO) and before not in words("clause"):
            return None  # مرافقيه الاثنين: both
        if not words("towns_of_days").isdisjoint((before, before[1:], before[2:])):
            return None  # "مدينة الخميس", "ببلدية الأربعاء"
        if s.weekday is not None:
            joined = s.night or self.tokens[p].norm[0] == "و" or self.tokens[p - 1].text in ("-", "–", "/")
            if not joined or s.weekday2 is not None or s.toward or it.number != (s.weekday + 1) % 7:
                return None
            s.weekday2 = it.number
            return end
        s.weekday = it.number
        return end

    def _month(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.month is not None:  # مارس/ آذار
            same = s.month == it.number and s.calendar == it.row["calendar"] and s.year is None
            if same:
                s.month_sure = True
                end += end < self.j and self.tokens[end].text == ")"
            return end if same else None
        if s.unit or s.season or s.named or (s.rel is not None and s.day is None):
            return None
        s.month, s.calendar = it.number, it.row["calendar"]
        led = it.row["alone"] == "no" and self._behind(p, PREPOSITIONS)
        s.month_sure = s.month_sure or it.row["alone"] == "yes" or s.day is not None or led
        s.month_sure = s.month_sure or self.at(p - 1, "month_word") is not None
        if it.row["style"] == "number":  # "- الشهر الثاني، 10 غارات"
            opens = p == self.i or self.tokens[p - 1].kind == "p"
            s.month_sure = s.month_sure or (opens and end < self.j and self.tokens[end].text in "،,:")
        return end

    def _ordinal(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        n = it.number
        teen = self.at(end, "teen")
        if teen and n < 10:
            n, end = n + 10, teen[1]
        elif n < 10:
            tens = self.at(end, "ordinal")
            if tens and self.tokens[end].norm[0] == "و" and tens[0].number >= 20:
                n, end = n + tens[0].number, tens[1]
        return self._day_number(s, n, end)

    def _named(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.filled():
            return None
        s.named = it.row
        return end

    def _toward(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.unit == "year" and s.year_toward is None and s.month is not None:
            s.year_toward = it.value
        elif s.toward is None and (s.weekday is not None or s.month is not None or s.unit or s.season or s.day):
            s.toward = it.value
        elif s.weekday is not None and s.day is not None and s.month is not None:
            s.toward = it.value  # "الاثنين المقبل (10 أغسطس الحالي)"
        elif s.year is None:
            return None
        return end

    def _part(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.filled() or s.part or s.night is not None:
            return None
        s.part = it.value
        return end

    def _season(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.filled() or s.night is not None:
            return None
        s.season = it.number
        return end

    def _period(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        if s.unit or s.rel is not None or s.weekday is not None or s.night is not None or it.value == "decade":
            return None
        if s.month is not None or s.season is not None:
            if it.value != "year" or s.year:
                return None
            after = self.at(end, "toward")
            if after is None and not self._number_at(end) and not s.this:
                return None
            if s.this and after is None:
                s.this, s.year_toward = False, "this"
        s.unit = it.value
        return end

    def _this(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        after = self.at(end, "period", "weekday", "season", "month")
        if s.this or after is None:
            return None
        if (after[0].cls == "period" and not s.unit) or not s.filled():
            s.this = True
            return end
        return None

    def _year(self, s: Slots, p: int, it: Item, end: int) -> int | None:
        while end < self.j and self.tokens[end].text in '("':
            end += 1
        if not self._number_at(end) or s.year is not None:
            return None
        return self._set_year(s, end)

    def _number_at(self, p: int) -> bool:
        return p < self.j and self.tokens[p].kind == "n"

    def _set_year(self, s: Slots, p: int) -> int | None:
        """Takes the digits at p as the year, with م or هـ behind it."""
        text = self.tokens[p].norm
        if not text.isdigit() or len(text) > 4:
            return None
        year, end = int(text), p + 1
        era = self.at(end, "era")
        if year in _HIJRI and (s.calendar == "hijri" or (era and era[0].value == "hijri")):
            s.calendar = "hijri"
        elif year not in _GREGORIAN or s.calendar == "hijri":
            return None
        s.year = year
        return era[1] if era else end

    def _digits(self, s: Slots, p: int) -> int | None:
        """Digits at p: a date in figures, a day before a month, or a year behind one."""
        whole = self._figures(s, p)
        if whole is not None:
            return whole
        text = self.tokens[p].norm
        if not text.isdigit() or len(text) > 4:
            return None
        n, nxt = int(text), self.tokens[p + 1] if p + 1 < self.j else None
        if nxt is not None and nxt.start == self.tokens[p].end and nxt.kind == "w" and nxt.text.isascii():
            return None  # "72K", "@name5Jun"
        if len(text) <= 2 and 1 <= n <= 31:
            if s.month is not None and s.day is None and not s.month_sure and s.year is None:  # October 6, 2023
                s.day, s.month_sure = n, True
                return p + 1
            return self._day_number(s, n, p + 1)
        if s.year is None and (s.month is not None or s.season is not None or s.unit == "year"):
            return self._set_year(s, p)
        if s.year is None and not s.filled() and n in _OPEN_YEARS and len(text) == 4:
            round_count = n % 100 == 0 and p + 1 < self.j and self.tokens[p + 1].kind == "w"  # "في 2000 موقع"
            plain = self._behind(p, PREPOSITIONS) and not round_count
            if s.part is not None or plain:
                return self._set_year(s, p)
        return None

    def _figures(self, s: Slots, p: int) -> int | None:
        """A date in figures: 26-8-2023, 2015/8/7, 1.12.2024, and 9/4 behind a weekday."""
        if s.day is not None or s.month is not None or s.unit or s.part or s.season:
            return None
        parts, end = self._figure_parts(p)
        if len(parts) == 3 and len(parts[0]) == 4:
            year, month, day = (int(x) for x in parts)
        elif len(parts) == 3:
            day, month, year = (int(x) for x in parts)
            if month > 12 >= day:
                day, month = month, day
            year += 2000 if len(parts[2]) == 2 and year < 50 else 0
        elif len(parts) == 2 and (s.weekday is not None or self._day_word_before(p)):
            day, month, year = int(parts[0]), int(parts[1]), 0
        else:
            return None
        hijri = year in _HIJRI
        if not (1 <= month <= 12 and 1 <= day <= 31) or (len(parts) == 3 and year not in _GREGORIAN and not hijri):
            return None
        s.day, s.month, s.year, s.month_sure = day, month, year or None, True
        s.calendar = "hijri" if hijri else "gregorian"
        era = self.at(end, "era")
        return era[1] if era and len(parts) == 3 else end

    def _figure_parts(self, p: int) -> tuple[list[str], int]:
        text = self.tokens[p].norm
        if text.count(".") == 2:
            return text.split("."), p + 1
        parts, k = [text], p
        while len(parts) < 3 and self._number_at(k + 2) and self.tokens[k + 1].text in "/-–\\.":
            if self.tokens[k + 2].start - self.tokens[k].end > 3:
                break
            k += 2
            parts.append(self.tokens[k].norm)
        ok = all(x.isdigit() and len(x) in (1, 2, 4) for x in parts)
        return (parts, k + 1) if ok else ([], p)

    def _behind(self, p: int, words: frozenset[str]) -> bool:
        """Whether one of these words stands before p, with و or without."""
        before = self.tokens[p - 1].norm if p > self.i else ""
        return before in words or before[1:] in words

    def _day_word_before(self, p: int) -> bool:
        return p > self.i and self.at(p - 1, "day_word") is not None

    def _day_number(self, s: Slots, n: int, end: int) -> int | None:
        """A day of the month, if a month follows ("9 من أبريل", "14 من الشهر الجاري", "15 الجاري", "19 منه")."""
        if s.day is not None or s.month is not None or s.unit or s.season or s.named or not 1 <= n <= 31:
            return None  # "عيد الفطر في 5 مايو": two expressions
        if s.part and s.part != "first":
            return None
        of_it, base = self.at(end, "of_it"), self._base
        if base is not None and base.month and of_it and not self.at(of_it[1], "toward"):
            s.day, s.month, s.calendar, s.month_sure = n, base.month, base.calendar, True
            s.year, s.toward = base.year, base.toward
            return of_it[1]
        if of_it and self._of_this_month(s, end, of_it[1]):
            s.day, s.toward = n, "this"
            return of_it[1]
        last, p = self._last_day(n, end)
        if not self._month_at(p):
            return None
        s.day, s.last_day = n, last
        return p

    def _of_this_month(self, s: Slots, p: int, end: int) -> bool:
        """ "في العشرين من الشهر", "يوم 11 منه", "ليل 26 منه": with no word behind that says which month."""
        if self.at(end, "toward") or self.at(end, "month"):
            return False
        return end > p + 1 or s.weekday is not None or s.night is not None or self._day_word_before(p - 1)

    def _last_day(self, n: int, end: int) -> tuple[int | None, int]:
        """The second day of "9 و10 أبريل", "9 - 12 أبريل", "9 إلى 12 أبريل"."""
        p = end
        if p < self.j and self.tokens[p].norm in AND_DAYS:
            p += 1
            p += p + 1 < self.j and self.tokens[p].norm == "ال"
            text = self.tokens[p].norm if self._number_at(p) else ""
            if text.isdigit() and len(text) <= 2 and n < int(text) <= 31:
                return int(text), p + 1
        return None, end

    def _month_at(self, p: int) -> bool:
        """Whether a month follows at p, over من, شهر and marks."""
        for _ in range(4):
            if p >= self.j:
                return False
            found = self.at(p, "month", "toward", "period", "this")
            if found and found[0].cls == "toward" and found[0].words[0].endswith(("ين", "ه", "ان")):
                return False  # "20 من السابقين"
            if found and (found[0].cls != "period" or found[0].value == "month"):
                return found[0].cls != "this" or self.at(found[1], "period") is not None
            tok = self.tokens[p]
            if not (tok.norm in _OF or tok.text in "/-–#(" or self.at(p, "month_word")):
                return False
            p += 1
        return False


_FILLERS = {
    "day": PointReader._day,
    "night": PointReader._day,
    "daypart": PointReader._daypart,
    "weekday": PointReader._weekday,
    "month": PointReader._month,
    "ordinal": PointReader._ordinal,
    "named": PointReader._named,
    "year": PointReader._year,
    "this": PointReader._this,
    "part": PointReader._part,
    "period": PointReader._period,
    "toward": PointReader._toward,
    "season": PointReader._season,
}
_ORDER = tuple(_FILLERS)
