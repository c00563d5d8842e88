"""Signs of a telling: what about a frame speaks for its being an event at all, and for its being one of many.

Both are judged by fitted weights over the same named signs: `models/scope.json` (log-odds that the telling counts
events of a time or a place together) and `models/validity.json` (log-odds that a coder would count it as a claim).
"""

from __future__ import annotations

from math import exp

from isnad.arabic.tokens import ARTICLE, SUFFIX
from isnad.lexicon.models import model
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.dateexpr import DateMention
from isnad.read.dating import COUNTED, UNDER_A_HEAD
from isnad.read.frames import STRIKES, Frame
from isnad.read.giving import PERSONAL
from isnad.read.sameness import PERIODS
from isnad.read.surroundings import repeated
from isnad.read.typerules import OF_A_WAR

ROUGH = frozenset({"month", "year", "vague"})
WIDE = frozenset({"governorate", "region", "country", "desert"})
MANY = 0.37  # from this probability on a telling is of many happenings: chosen on coded reports
NAMED = frozenset({"day", "date", "month"})  # by what a happening of the past is known
SERIES = 3  # happenings counted from so many on are told together
ONCE = frozenset({"territory", "talks", "agreement", "suicide_attack"})  # many only where they are counted
MANY_IN_WORD = frozenset({"armed_clash", "talks"})  # "اشتباكات", "مفاوضات" are plurals of one
GROUPS = {
    "killing": "killing",
    "arrest": "arrest",
    "detention": "detention",
    "abduction": "arrest",
    "displacement": "displacement",
    "movement": "movement",
    "reconnaissance": "movement",
    "territory": "territory",
    "armed_clash": "clash",
    "explosive": "blast",
    "suicide_attack": "blast",
    "destruction": "loss",
    "seizure": "loss",
    "agreement": "words",
    "talks": "words",
    "threat": "words",
    "protest": "protest",
    "aid": "words",
    "armed_attack": "attack",
    "air_strike": "strike",
    "shelling": "strike",
}


def signs(s: Sentence, f: Frame) -> dict[str, float]:
    """The signs of one frame by name; a sign that is absent is left out."""
    t, head = f.trigger, f.trigs[0]
    row = head.entry.row
    plural = row.feature == "pl" and f.type not in MANY_IN_WORD
    dates = {d.expr.kind for d in f.dates}
    own = f.own_places
    before = s.norms[max(s.i, f.at - 4) : f.at]
    after = s.norms[f.end : min(s.j, f.end + 6)]
    near = before[-2:] + after
    cues = [(c.entry.row.kind, c.i, c.j) for c in s.by_kind.get("cue", ())]
    series = [(i, j) for kind, i, j in cues if kind == "series"]
    counts = [x.quantity for x in f.figures if x.kind in ("events", "strikes")]
    bodies = [x for x in f.figures if x.kind in ("killed", "injured", "casualties", "captured", "displaced", "held")]
    group = GROUPS.get(f.type, "other")
    noun = row.pos != "verb"
    definite = bool(head.bits & ARTICLE) and noun
    out = {
        "bias": 1.0,
        "plural": plural,
        "plural of no air strike": plural and f.type != "air_strike",
        "plural and definite": plural and definite,
        "plural without article": plural and not definite,
        "verb": not noun,
        "present verb": not noun and row.feature == "present",
        "definite": definite,
        "its own": noun and bool(head.bits & SUFFIX),
        "series before": any(0 <= f.at - j <= 4 for _, j in series),
        "series after": any(0 <= i - f.end <= 6 for i, _ in series),
        "series in sentence": bool(series),
        "period": bool(dates & PERIODS),
        "rough date": bool(dates & ROUGH),
        "day": bool(dates & {"day", "weekday", "date", "recent"}),
        "no date": not dates,
        "several counted": any((q.low or 0) > 3 for q in counts),
        "one counted": any(q.high == 1 for q in counts),
        "vaguely counted": any(q.comparator == "some" for q in counts),
        "scattered": not words("scattered").isdisjoint(near),
        "tally": not words("tally").isdisjoint(before),
        "several places": len(own) > 1,
        "wide place": bool(own) and all(p.chosen is not None and p.chosen.feature in WIDE for p in own),
        "no place": not own,
        "people counted": bool(bodies),
        "many people": any((x.quantity.low or 0) >= 100 for x in bodies),
        "no figures": not f.figures,
        "no actors": not f.actors,
        "no targets": not f.targets,
        "neither side": not f.actors and not f.targets,
        "bare": f.bare,
        "weak": t.cls == "weak",
        "generic": t.generic,
        "joined": len(f.trigs) > 1,
        "planned": f.stance == "planned",
        "possible": f.stance in ("possible", "doubted"),
        "denied": f.stance == "denied",
        "spoken": f.voice is not None,
        "stock": f.scope == "stock",
        "first": s.index == 0,
        "late": s.index > 8,
        "background": any(kind == "background" and i - s.i <= 3 for kind, i, _ in cues),
        "far in sentence": f.at - s.i > 25,
        "after a preposition": bool(head.prep) or (bool(before) and before[-1] in words("preposition")),
        "nothing of its own": not own and not dates and not f.figures and not f.actors and not f.targets,
        "of " + group: True,
        "strike with results": f.type in STRIKES and bool(f.results),
    }
    return {k: 1.0 for k, v in out.items() if v}


def odds(found: dict[str, float], weights: str) -> float:
    """The probability that a fitted model gives to signs."""
    w = model(weights)
    return 1.0 / (1.0 + exp(-sum([w[k] * v for k, v in found.items() if v and k in w])))


def settle_scope(f: Frame, found: dict[str, float]) -> None:
    """Whether a telling counts many happenings together; a stock ("men held in prisons") stays one."""
    if f.scope == "stock":
        return
    if UNDER_A_HEAD in f.rules or _counted(f):
        f.scope = "aggregate"
        f.rules.append(COUNTED)
        return
    p = odds(found, "scope")
    f.scope = "aggregate" if p > MANY and f.type not in ONCE and not _one(f) else "single"
    if f.scope == "aggregate":
        f.rules.append(f"scope: many happenings, {p:.2f}")


def _counted(f: Frame) -> bool:
    """Whether a telling is of many by its words: so many happenings, a campaign of fire, the mines of some time."""
    s = f.s
    if (
        any(x.kind == "events" and (x.quantity.low or 0) >= SERIES for x in f.figures)
        or _cases(f)
        or _habit(f)
        or _over_time(f)
        or _known_protests(f)
    ):
        return True
    dead = (x.quantity.low or 0 for x in f.figures if x.kind in ("killed", "casualties"))
    war = f.type == "killing" and s.has(words("war"), s.i, s.j)  # "أودت الحرب بحياة 15 ألف شخص"
    if (war or any(d.expr.kind in PERIODS for d in f.dates)) and max(dead, default=0) >= OF_A_WAR:
        return True  # "34 ألف قتيل منذ تشرين الأول"
    if f.type in ("air_strike", "shelling"):
        return any(s.tokens[k].norm.lstrip("وفبل") in words("campaign") for k in range(max(s.i, f.at - 2), f.end))
    if f.type == "explosive" and f.dates:
        return any(s.tokens[k].norm in words("buried") for k in range(f.at, min(f.end + 1, s.j)))
    return False


def _cases(f: Frame) -> bool:
    """Whether it is told as cases with no number: "زيادة عمليات الاغتيال", "يقومون بعمليات خطف"."""
    if f.type not in PERSONAL or f.trigs[0].entry.row.pos == "verb":
        return False
    first = f.trigs[0].i
    near = (f.s.tokens[k].norm.lstrip("وفبل").removeprefix("ال") for k in range(max(f.s.i, first - 1), first + 1))
    return any(w in words("cases") for w in near)


def _habit(f: Frame) -> bool:
    """Whether a habit is told: "كان يخطف المارة بانتظام", "اعتاد المسلحون مهاجمة القوافل", "قصف يومي"."""
    again = repeated(f) and f.type not in MANY_IN_WORD  # "اشتباكات متقطعة" are one fight
    if again or not words("used_to").isdisjoint(f.s.norms[max(f.s.i, f.at - 3) : f.at]):
        return True
    if f.trigs[0].entry.row.feature != "present":
        return False
    behind = range(f.end, min(f.s.j, f.end + HABIT_REACH))
    return any((c := f.s.at("cue", k)) is not None and c.entry.row.kind == "series" for k in behind)


def _known_protests(f: Frame) -> bool:
    """Whether protests are told as known, with no day of theirs: "لاستغلال الاحتجاجات ضد الهيئة"."""
    head = f.trigs[0]
    return f.type == "protest" and head.entry.row.feature == "pl" and bool(head.bits & ARTICLE) and not f.dates


def _over_time(f: Frame) -> bool:
    """Whether those who fell, fled or were taken are counted over a long time: "150 قتيلاً منذ بداية العام"."""
    if f.type in UNSUMMED or not any(_long(f, d) for d in f.dates):
        return False
    return any(x.kind in SUMMED and not x.part and (x.quantity.low or 0) >= SUM for x in f.figures)


def _long(f: Frame, d: DateMention) -> bool:
    """Whether a time expression tells weeks and more: "منذ مطلع آذار", "خلال شهرين", "منذ اندلاع الحرب"."""
    if d.expr.kind == "since" and d.expr.first is not None:
        return d.expr.first.kind in ("year", "month", "season") or d.expr.first.unit in LONG_UNITS
    if d.expr.kind == "span":
        return d.expr.unit in LONG_UNITS
    norms = [t.norm for t in f.s.tokens[d.i : d.i + 2]]
    return len(norms) == 2 and norms[0].removeprefix("و") == "منذ" and norms[1] in words("outbreak")


UNSUMMED = ONCE | {"detention", "threat", "aid", "movement", "armed_clash"}
SUMMED = frozenset({"killed", "injured", "casualties", "captured", "displaced"})
LONG_UNITS = frozenset({"week", "month", "year"})
SUM = 5  # people counted over weeks from so many on are told of many happenings
HABIT_REACH = 6  # tokens from a verb to a word of habit


def _one(f: Frame) -> bool:
    """Whether a telling is of one by its word: the singular of what is counted, with no number by it."""
    counted = any(k in f.s.quantities for k in range(max(f.s.i, f.at - 4), f.at))  # "376 تفجيراً وهجوماً"
    if counted or any(x.kind in ("events", "strikes") for x in f.figures):
        return False
    if f.trigs[0].entry.row.feature == "pl" and any(
        d.i <= f.end + 1 and d.expr.kind in NAMED for d in f.dates if d.i >= f.end
    ):
        return True  # "هجمات 13 نوفمبر": known by their day
    word = f.s.tokens[f.trigs[0].i].norm
    return any(word.removeprefix(c) in words("countable") for c in ("", "ال", "وال", "بال", "فال", "لل", "و", "ب", "ل"))
