"""The type of a frame, from the words around it; which types may tell one event."""

from __future__ import annotations

from functools import cache

from isnad.lexicon.match import Match
from isnad.mentions.parties import Np
from isnad.read.frames import KILLING, STRIKES, Frame

# What a word of the weapon makes of a trigger whose type is open, by the trigger's own type.
GIVES_WAY = {
    "shelling": ("air_strike", "suicide_attack", "explosive", "armed_attack"),
    "armed_attack": ("air_strike", "suicide_attack", "explosive", "shelling"),
}
GROUND_TAKEN = frozenset({"base", "facility", "site"})
BOMBING = frozenset({"bomb", "shell_phrases", "strike"})  # of triggers.yaml
UNITS = frozenset({"patrol", "convoy", "column", "vehicle", "armored"})  # what moves without holding ground
BY_MEANS = frozenset({"بواسطه", "عبر", "باستخدام"})
THROWN = "throw_grenade"  # of triggers.yaml: "ألقت مسيّرة قنبلة صوتية"
FLOWN_REACH = 8  # tokens from a happening to what it was done by
BATCH = "batch_leaves"  # of triggers.yaml: fighters, or families
JETS, PROTESTERS = "airforce.x1", "protester"  # of party_nouns.csv
ANSWERED = frozenset({"استجاب", "استجابت", "استجابوا", "تستجيب", "يستجيب", "يستجيبون"})
OF_A_WAR = 500  # dead so many fell in many happenings
ANSWERED_REACH = 25  # tokens from what rescuers answer to its count
STRENGTH = ("suicide_attack", "explosive", "air_strike", "shelling", "armed_attack")


def _headline(f: Frame) -> bool:
    """Whether a frame stands in a headline, where the present tense tells what just happened."""
    return f.s.index == 0 and f.s.j < len(f.s.tokens)


def _flown(f: Frame) -> bool:
    """Whether aircraft are what it was done by: "عمليات نوعية … بواسطة الطيران الحربي"."""
    s = f.s
    for k in range(f.end, min(f.end + FLOWN_REACH, s.j - 1)):
        if s.tokens[k].norm in BY_MEANS:
            noun = s.at("noun", k + 1)
            return noun is not None and (noun.entry.row["of"] == "aircraft" or noun.entry.id.startswith("airforce"))
    return False


def _jets(np: Np) -> bool:
    """Whether a phrase is of "مقاتلات", which are jets where they bomb."""
    return np.head is not None and np.head.entry.id == JETS


def _protests(np: Np) -> bool:
    """Whether a phrase is of demonstrators."""
    return np.head is not None and np.head.entry.id.split(".")[0] == PROTESTERS


def _gunners(f: Frame) -> bool:
    """Whether artillery did it: what it destroys it shells."""
    return any(f.s.tokens[np.head_at].norm.removeprefix("ال").startswith("مدفعي") for np in f.actors)


def _of_guns(f: Frame) -> bool:
    """Whether the attack is called one of guns or rockets: "هجوماً مدفعياً", whatever else stands in the sentence."""
    return f.end < f.s.j and f.s.tokens[f.end].norm.startswith(("مدفعي", "صاروخي"))


def _rescued_after(f: Frame) -> bool:
    """Whether rescuers answered it: "استجابت فرق الدفاع المدني لـ 40 هجوماً" counts what fell on homes."""
    return any(k.norm.removeprefix("و") in ANSWERED for k in f.s.tokens[max(f.s.i, f.at - ANSWERED_REACH) : f.at])


def _lost(f: Frame, m: Match) -> bool:
    """Whether arms are what was destroyed or taken, not what it was done with: "صدوا هجوماً ودمروا ثماني دبابات"."""
    if m.entry.row["effect"] in ("explosive", "suicide_attack"):
        return False  # a car bomb that was destroyed was on its way
    return any(x.kind in ("destroyed", "damaged", "seized") and x.i <= m.i < x.j for x in f.figures)


def _exchanged(f: Frame) -> bool:
    """Whether two sides struck each other: "القصف المتبادل بين الجيش والفصائل"."""
    if f.trigger.id not in BOMBING:
        return False
    behind = f.s.tokens[f.end : min(f.end + 3, f.s.j)]
    return len(f.actors) > 1 and any(t.norm.removeprefix("ال").startswith("متبادل") for t in behind)


def settle_type(f: Frame, before: Frame | None) -> None:
    """The event type where the trigger leaves it open: by the weapon, the doer in the air, an arrest in a raid."""
    t = f.trigger
    close = [
        m.entry.row["effect"]
        for m in f.means
        if m.entry.row["effect"] and min(abs(m.i - f.end), abs(f.at - m.j)) <= 12 and not _lost(f, m)
    ]
    by_air = any(np.air or (t.id == "bomb" and _jets(np)) for np in f.actors)
    flown = _flown(f) or (by_air and t.id == THROWN)
    if by_air or flown:
        close.insert(0, "air_strike")
    base = f.type
    if f.type == "explosive" and "suicide_attack" in close:
        f.type = "suicide_attack"
    elif by_air and t.id == "shell_phrases" and f.s.tokens[f.at].norm.lstrip("وبل").startswith("ضرب"):
        f.type = "air_strike"  # "ضربة صاروخية شنتها طائرة"
    elif (flown and base == "armed_attack") or (by_air and base in ("destruction", "killing")):
        f.type = "air_strike"
    elif base in ("destruction", "killing") and _gunners(f):
        f.type = "shelling"
    elif t.generic and base in GIVES_WAY and not (base == "shelling" and _of_guns(f)):
        for effect in STRENGTH:
            if effect in close and effect in GIVES_WAY[base]:
                if t.id == "bomb" and effect not in ("air_strike",):
                    continue
                if (effect == "armed_attack" and "shelling" in close) or (effect == "explosive" and by_air):
                    continue
                f.type = effect
                break
        else:
            if t.bare:
                f.type = t.bare
            elif before is not None and before.type == "air_strike" and "subject carried in the sentence" in f.rules:
                f.type = "air_strike"  # "شنت غارات على … كما استهدفت مخزناً"
    if t.id == BATCH and f.actors and all(np.of == "fighter" or (np.of == "vehicle" and np.owners) for np in f.actors):
        f.type, f.figures = "movement", [x for x in f.figures if x.kind != "displaced"]
    things = any(np.role == "thing" for np in f.targets) or any(x.kind == "seized" for x in f.figures)
    taken = [x.of for x in f.figures if x.kind == "seized"] + [np.of for np in f.targets]
    ground = bool(taken) and GROUND_TAKEN.issuperset(taken)
    if base == "seizure" and t.bare and (ground or (f.own_places and not things)):
        f.type = t.bare  # "استولوا على البلدة", "على معسكر"
        f.figures = [x for x in f.figures if not (ground and x.kind == "seized")]
    if t.present and f.trigs[0].entry.row.feature == "present" and not _headline(f):
        f.type, f.scope = t.present, "stock"
    if (
        t.id == "blast"
        and f.trigs[0].entry.row.pos == "verb"
        and f.actors
        and any(np.role == "thing" for np in f.targets)
        and not f.results
        and any(x.kind == "destroyed" for x in f.figures)
    ):
        f.type = "destruction"  # "blew up five houses"
    figures = {m.entry.row.trigger.figure for m in f.results}
    arrests = {m.entry.row.trigger.type for m in [*f.trigs, *f.results]}
    if t.raid and ("captured" in figures or "arrest" in arrests):
        f.type = "arrest"
    if f.type == "killing" and f.bare and any(m.entry.row["weapon"] == "barrel" and m.j <= f.at for m in f.means):
        f.type = "air_strike"  # "براميل الموت تحصد أرواح عشرة مدنيين"
    if f.type == "killing" and f.bare and "suicide_attack" in close:
        f.type = "suicide_attack"
    if t.id == "pull_out" and any(np.head is not None and np.head.entry.id in UNITS for np in f.actors):
        f.type = "movement"
    if (
        t.id == "attack"
        and f.type == "armed_attack"
        and any(m.entry.row.trigger.joins for m in f.trigs)
        and not f.targets
        and [p for p in f.places if not p.child]
    ):
        f.type = "shelling"  # an attack that "hit the town of …"
    if base == "seizure" and t.id == "seize" and f.targets and all(np.role in ("person", "force") for np in f.targets):
        f.type = "arrest"  # "ضبطت الشرطة ثلاثة متهمين"
        for x in f.figures:
            x.kind = "captured" if x.kind == "seized" and x.np in f.targets else x.kind
    if f.type in ("shelling", "armed_attack") and _exchanged(f):
        f.type = "armed_clash"
    if f.type == "armed_clash" and any(_protests(np) for np in (*f.actors, *f.targets)):
        f.type = "protest"  # "مواجهات بين الشرطة ومتظاهرين"
    if f.type == "armed_attack" and f.actors and all(_protests(np) for np in f.actors):
        f.type = "protest"  # "اقتحم محتجون مبنى البلدية"
    if f.type == "execution" and t.figure == "killed":
        for x in f.figures:  # "نفذ حكم الإعدام بثلاثة": sentenced, and dead
            x.kind = "killed" if x.kind == "captured" else x.kind
    if t.id == "sentence":
        for x in f.figures:  # "قضت المحكمة بإعدام ثلاثة": nobody is dead yet
            x.kind = "captured" if x.kind == "killed" else x.kind
    if t.id == "attack" and (_of_guns(f) or (f.type == "armed_attack" and _rescued_after(f))):
        f.type = "shelling"
    if t.id == "hit_by" and f.definite and any((x.quantity.low or 0) >= OF_A_WAR for x in f.figures):
        f.type = "killing"  # "ارتفعت حصيلة العدوان إلى 34 ألف شهيد"
    if f.type != base:
        f.rules.append(f"type:{base}->{f.type}")


ATTACKS = frozenset(
    {
        frozenset(p)
        for p in (
            ("armed_attack", "assassination"),
            ("armed_attack", "armed_clash"),
            ("armed_attack", "territory"),
            ("arrest", "abduction"),
            ("assassination", "explosive"),
            ("assassination", "air_strike"),
            ("assassination", "shelling"),
            ("execution", "assassination"),
            ("arrest", "detention"),
        )
    }
)


CHOSEN = frozenset({"assassination", "execution"})


Kind = tuple[str, bool]  # the type of a frame, and whether its trigger is one of a raid


@cache
def type_fits(a: Kind, b: Kind) -> bool:
    """Whether two frames may tell one event by their types: "هجوم" and "انفجار", "مداهمة" and "اعتقال"."""
    x, y = a[0], b[0]
    if x == y or {x, y} <= STRIKES:
        return True
    if "killing" in (x, y):
        return (y if x == "killing" else x) in KILLING
    if {x, y} == {"armed_attack", "arrest"}:
        return (a if x == "armed_attack" else b)[1]
    return frozenset((x, y)) in ATTACKS


@cache
def fights_apart(a: Kind, b: Kind) -> bool:
    """Whether one of two frames tells a fight and the other the death of a man chosen for it."""
    types = {a[0], b[0]}
    return "armed_clash" in types and not CHOSEN.isdisjoint(types)
