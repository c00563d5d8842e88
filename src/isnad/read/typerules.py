"""The type of a frame, where the words around its trigger say more than the trigger: a table of rules.

First the words of the weapon and of the doer: the first rule of `BY_WEAPON` that holds gives the type. Then those of
`BY_WORDS`, each in its turn, on the type reached so far.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from isnad.lexicon.load import Trigger
from isnad.mentions.parties import Np
from isnad.read.frames import BY_MEANS, Frame
from isnad.read.groundraids import operation_begun, raid_on_ground
from isnad.read.nomeans import no_means
from isnad.read.remains import FOUND_DEAD
from isnad.read.retyped import call_captured, call_killed, call_sentenced, count_destroyed, drop, lasting

# What a word of the weapon makes of a trigger whose type is open.
GIVES_WAY = {
    "shelling": ("air_strike", "suicide_attack", "explosive", "armed_attack"),
    "armed_attack": ("air_strike", "suicide_attack", "explosive", "shelling"),
}
STRENGTH = ("suicide_attack", "explosive", "air_strike", "shelling", "armed_attack")
GROUND_TAKEN = frozenset({"base", "facility", "site"})
HOMES = frozenset({"house", "home"})  # of party_nouns.csv
THEM = frozenset({"هم", "هن", "هما"})  # things are "ها"
FIRED = frozenset({"throw_grenade", "fire_shells"})  # of triggers.yaml; also from the air
SHOT = frozenset({"open_fire", "shooting"})
FLOWN_REACH = 8  # tokens from a happening to what it was done by
WEAPON_REACH = 12  # tokens from a happening to a word of the weapon
ATTACK, HEAVY = "attack", "heavy"  # of triggers.yaml, of means.csv
BY_SHOOTING = "by_shooting"  # of triggers.yaml: "رمياً بالرصاص"
BATCH = "batch_leaves"  # of triggers.yaml: fighters, or families
FLED = "displace"  # of triggers.yaml: "فروا من"
JETS, PROTESTERS = "airforce.x1", "protester"  # of party_nouns.csv
ANSWERED = frozenset({"استجاب", "استجابت", "استجابوا", "تستجيب", "يستجيب", "يستجيبون"})
OF_A_WAR = 500  # dead so many fell in many happenings
ANSWERED_REACH = 25  # tokens from what rescuers answer to its count


class Asked:
    """A frame whose type is asked for, with what the rules ask of it; `base` is its trigger's type."""

    def __init__(self, f: Frame, before: Frame | None) -> None:
        self.f = f
        self.t: Trigger = f.trigger
        self.base = f.type
        self.before = before
        self.mixed = self.base == "shelling" and _ground_first(f)
        self.by_air = not self.mixed and any(np.air or (self.t.id == "bomb" and _jets(np)) for np in f.actors)
        self.flown = _flown(f)
        self.close = {  # the types that the words of the weapon nearby stand for
            m.entry.row["effect"]
            for m in f.means
            if m.entry.row["effect"]
            and min(abs(m.i - f.end), abs(f.at - m.j)) <= WEAPON_REACH
            and not no_means(f, m)
            and not (self.t.id == ATTACK and m.entry.id == HEAVY)  # "هاجموا الموقع بالدبابات": on the ground
        }
        if self.by_air or self.flown:
            self.close.add("air_strike")
        elif self.mixed:
            self.close.discard("air_strike")

    def near(self, effect: str) -> bool:
        """Whether a weapon of that effect gives the type of a trigger that leaves it open."""
        if not self.open or effect not in self.close or effect not in GIVES_WAY[self.base]:
            return False
        if self.t.id == "bomb" and effect != "air_strike":
            return False
        return not (effect == "armed_attack" and "shelling" in self.close) and not (
            effect == "explosive" and self.by_air
        )

    @property
    def open(self) -> bool:
        """Whether the trigger leaves the type to the words around it."""
        return self.t.generic and self.base in GIVES_WAY and not (self.base == "shelling" and _of_guns(self.f))

    def all_by(self, kind: Callable[[Np], bool]) -> bool:
        """Whether it has doers, all of that kind."""
        return bool(self.f.actors) and all(kind(np) for np in self.f.actors)

    @property
    def things(self) -> bool:
        """Whether things are named that were hit or taken."""
        return any(np.role == "thing" for np in self.f.targets) or any(x.kind == "seized" for x in self.f.figures)

    @property
    def ground(self) -> bool:
        """Whether nothing but posts and sites was taken: "على معسكر"."""
        taken = [x.of for x in self.f.figures if x.kind == "seized"] + [np.of for np in self.f.targets]
        return bool(taken) and GROUND_TAKEN.issuperset(taken)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: where it holds, the frame's type becomes `type`; `then` puts right what hangs on the type."""

    name: str
    holds: Callable[[Asked], bool]
    type: str | Callable[[Asked], str | None] = ""  # empty: it stays
    then: Callable[[Frame], None] | None = None

    def apply(self, q: Asked) -> bool:
        """Settle the frame by this rule; whether it holds."""
        if not self.holds(q):
            return False
        q.f.type = (self.type if isinstance(self.type, str) else self.type(q)) or q.f.type
        if self.then is not None:
            self.then(q.f)
        return True


def settle_type(f: Frame, before: Frame | None) -> None:
    """Give a frame its type by the rules, where they know better than its trigger; `before` is the frame before it."""
    q = Asked(f, before)
    held = next((rule.name for rule in BY_WEAPON if rule.apply(q)), "")
    for rule in BY_WORDS:
        kind = f.type
        rule.apply(q)
        held = rule.name if f.type != kind else held
    if f.type != q.base:
        f.rules.append(f"type:{q.base}->{f.type}, {held}")


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


def _ground_first(f: Frame) -> bool:
    """Whether forces are named before aircraft that did it with them: "استأنفت القوات والطائرات الروسية قصفها"."""
    return len(f.actors) > 1 and not min(f.actors, key=lambda np: np.i).air


def _jets(np: Np) -> bool:
    """Whether a phrase is of "مقاتلات", which are jets where they bomb."""
    return np.head is not None and np.head.entry.id == JETS


def _drone(np: Np) -> bool:
    """Whether a phrase is of drones."""
    return np.head is not None and np.head.entry.id.startswith("drone")


def _protests(np: Np) -> bool:
    """Whether a phrase is of demonstrators."""
    return np.head is not None and np.head.entry.id.split(".")[0] == PROTESTERS


def _blow(f: Frame) -> bool:
    """Whether it is called a blow: "ضربة صاروخية شنتها طائرة"."""
    return f.s.tokens[f.at].norm.lstrip("وبل").startswith("ضرب")


def _gunners(f: Frame) -> bool:
    """Whether artillery did it: what it destroys it shells."""
    return any(f.s.tokens[np.head_at].norm.removeprefix("ال").startswith("مدفعي") for np in f.actors)


def _of_guns(f: Frame) -> bool:
    """Whether the attack is called one of guns or rockets: "هجوماً مدفعياً", whatever else stands in the sentence."""
    return f.end < f.s.j and f.s.tokens[f.end].norm.startswith(("مدفعي", "صاروخي"))


def _rescued_after(f: Frame) -> bool:
    """Whether rescuers answered it: "استجابت فرق الدفاع المدني لـ 40 هجوماً" counts what fell on homes."""
    return any(k.norm.removeprefix("و") in ANSWERED for k in f.s.tokens[max(f.s.i, f.at - ANSWERED_REACH) : f.at])


def _fighters_leave(q: Asked) -> bool:
    """Whether a batch that leaves, or those who fled, are fighters or a side's cars, not families."""
    if q.t.id == FLED:
        return q.f.trigs[0].entry.row.pos != "noun" and q.all_by(lambda np: np.of == "fighter")
    return q.t.id == BATCH and q.all_by(lambda np: np.of == "fighter" or (np.of == "vehicle" and bool(np.owners)))


def _homes_blown_up(q: Asked) -> bool:
    """Whether somebody blew up homes, which demolishes them: "فجر الجنود خمسة منازل"."""
    targets = q.f.targets
    return (
        q.t.id == "blast"
        and q.f.trigs[0].entry.row.pos == "verb"
        and bool(q.f.actors)
        and bool(targets)
        and all(np.head is not None and np.head.entry.id in HOMES for np in targets)
    )


def _unknown(np: Np) -> bool:
    """Whether a phrase is of men whom nobody knows."""
    return np.actor_id.startswith("unidentified")


def _liquidated_by_unknown(q: Asked) -> bool:
    """Whether nobody knows who killed the men of a side: they were chosen."""
    return q.t.id == "liquidate_fighters" and q.all_by(_unknown)


def _on_foot(q: Asked) -> bool:
    """Whether fighters, no aircraft, made a raid: "أغار مقاتلون على موقع"."""
    if q.t.id != "raid" or "air_strike" in q.close:
        return False
    nouns = [q.f.s.at("noun", np.head_at) for np in q.f.actors]
    bands = [m.entry.row[0].kind for np in q.f.actors for m in np.owners if m.entry.kind == "actor"]
    return "armed_group" in bands or any(m is not None and m.entry.row["role"] == "person" for m in nouns)


def _overrun(q: Asked) -> bool:
    """Whether ground was overrun to kill, not to hold it: "اجتاح مسلحون القرية وقتلوا عشرين من سكانها"."""
    killed = any(m.entry.row.trigger.figure == "killed" for m in q.f.results)
    return q.t.id == "occupy" and "جت" in q.f.s.tokens[q.f.at].norm and killed


def _by_unknown_men(q: Asked) -> bool:
    """Whether men whom nobody knows aimed at something, with no weapon told: they are on the ground."""
    return q.t.id == "target" and q.open and not q.close and q.all_by(_unknown)


def _sniped(q: Asked) -> bool:
    """Whether a sniper killed or hurt: "قناص يصيب طفلة"."""
    nouns = [q.f.s.at("noun", np.head_at) for np in q.f.actors]
    return q.f.bare and q.base == "killing" and any(m is not None and m.entry.id.startswith("sniper") for m in nouns)


def _raided_and_taken(q: Asked) -> bool:
    """Whether a raid brought captives: "مداهمات … واعتقال"."""
    if not q.t.raid:
        return False
    rows = [m.entry.row.trigger for m in (*q.f.trigs, *q.f.results)]
    return any(r.type == "arrest" for r in rows) or any(m.entry.row.trigger.figure == "captured" for m in q.f.results)


def _found_shot(q: Asked) -> bool:
    """Whether the bodies were found of men who were shot: "العثور على ثلاث جثث لرجال قضوا رمياً بالرصاص"."""
    before = (m for m in q.f.s.by_kind["trigger"] if m.i < q.f.at)
    return q.t.id == BY_SHOOTING and any(m.entry.row.trigger.id in FOUND_DEAD for m in before)


def _barrels(q: Asked) -> bool:
    """Whether barrels killed: "براميل الموت تحصد أرواح عشرة مدنيين"."""
    f = q.f
    return f.type == "killing" and f.bare and any(m.entry.row["weapon"] == "barrel" and m.j <= f.at for m in f.means)


def _hit_a_town(q: Asked) -> bool:
    """Whether an attack "hit the town of …", and nothing else."""
    f, end = q.f, max(m.j for m in q.f.trigs)
    return (
        q.t.id == "attack"
        and f.type == "armed_attack"
        and any(m.entry.row.trigger.joins for m in f.trigs)
        and not f.targets
        and any(not p.child for p in f.places)
        and not f.s.has(VILLAGES, end, end + 1)
    )


VILLAGES = frozenset({"قريه", "قري", "قريتين", "القريه", "قرويين"})  # are raided more often than shelled


def _by_protesters(q: Asked) -> bool:
    """Whether demonstrators clash ("مواجهات بين الشرطة ومتظاهرين"), storm or burn ("اقتحم محتجون المبنى")."""
    f = q.f
    if f.type == "armed_clash":
        return any(_protests(np) for np in (*f.actors, *f.targets))
    return f.type == "armed_attack" and q.all_by(_protests)


def _suspects_held(q: Asked) -> bool:
    """Whether people are what was seized: "ضبطت الشرطة ثلاثة متهمين", "ضبطتهم السلطات"."""
    if q.base != "seizure" or q.t.id != "seize":
        return False
    targets = q.f.targets
    return all(np.role in ("person", "force") for np in targets) if targets else q.f.trigs[0].suffix in THEM


BY_WEAPON = (
    Rule(
        "who set it off died",
        lambda q: q.base == "explosive" and "suicide_attack" in q.close,
        "suicide_attack",
    ),
    Rule(
        "aircraft dealt the blow",
        lambda q: q.by_air and q.t.id == "shell_phrases" and _blow(q.f),
        "air_strike",
    ),
    Rule(
        "aircraft did it",
        lambda q: (q.flown and q.base == "armed_attack") or (q.by_air and q.base in ("destruction", "killing")),
        "air_strike",
    ),
    Rule(  # "أطلقت مسيّرة صاروخاً", "ألقت مسيّرة قنبلة صوتية"
        "fired from aircraft",
        lambda q: q.all_by(lambda np: np.air and (q.t.id in FIRED or (q.t.id in SHOT and _drone(np)))),
        "air_strike",
    ),
    Rule("guns did it", lambda q: q.base in ("destruction", "killing") and _gunners(q.f), "shelling"),
    *(Rule(f"by the weapon {effect}", partial(Asked.near, effect=effect), effect) for effect in STRENGTH),
    Rule(  # "العدوان برشقات من الصواريخ"
        "of guns that are told",
        lambda q: (
            q.open
            and q.base == "shelling"
            and bool(q.t.bare)
            and "shelling" in q.close
            and "armed_attack" not in q.close
        ),
        "shelling",
    ),
    Rule("of a kind unsaid", lambda q: q.open and bool(q.t.bare), lambda q: q.t.bare),
    Rule(
        "as the aircraft did before",  # "شنت غارات على … كما استهدفت مخزناً"
        lambda q: (
            q.open
            and q.before is not None
            and q.before.type == "air_strike"
            and "subject carried in the sentence" in q.f.rules
        ),
        "air_strike",
    ),
)

BY_WORDS = (
    Rule("a raid on the ground", lambda q: "air_strike" not in q.close and raid_on_ground(q.f), "armed_attack"),
    Rule("a batch of fighters", _fighters_leave, "movement", drop("displaced")),
    Rule(  # "استولوا على معسكر"
        "posts taken",
        lambda q: q.base == "seizure" and bool(q.t.bare) and q.ground,
        lambda q: q.t.bare,
        drop("seized"),
    ),
    Rule(  # "استولوا على البلدة"
        "ground taken",
        lambda q: q.base == "seizure" and bool(q.t.bare) and bool(q.f.own_places) and not q.things,
        lambda q: q.t.bare,
    ),
    Rule(
        "a state that lasts",
        lambda q: bool(q.t.present) and q.f.trigs[0].entry.row.feature == "present" and not _headline(q.f),
        lambda q: q.t.present,
        lasting,
    ),
    Rule("homes blown up", _homes_blown_up, "destruction", count_destroyed),
    Rule(  # "قُتل رمياً بالرصاص": nobody held him
        "shot dead",
        lambda q: q.t.id == BY_SHOOTING and bool(q.f.results) and len(q.f.trigs) == 1,
        "armed_attack",
    ),
    Rule("found shot", _found_shot, "killing"),
    Rule("liquidated by unknown men", _liquidated_by_unknown, "assassination"),
    Rule("raided on foot", _on_foot, "armed_attack"),
    Rule("overrun and killed", _overrun, "armed_attack"),
    Rule("an operation begun", lambda q: operation_begun(q.f), "armed_attack"),
    Rule("a sniper", _sniped, "armed_attack"),
    Rule("unknown men on the ground", _by_unknown_men, "armed_attack"),
    Rule("a raid with arrests", _raided_and_taken, "arrest"),
    Rule("barrels killed", _barrels, "air_strike"),
    Rule("a town hit", _hit_a_town, "shelling"),
    Rule("suspects held", _suspects_held, "arrest", call_captured),
    Rule("demonstrators", _by_protesters, "protest"),
    Rule(  # "نفذ حكم الإعدام بثلاثة": sentenced, and dead
        "a sentence carried out",
        lambda q: q.f.type == "execution" and q.t.figure == "killed",
        then=call_killed,
    ),
    Rule(  # "قضت المحكمة بإعدام ثلاثة": nobody is dead yet
        "a sentence passed",
        lambda q: q.t.id == "sentence",
        then=call_sentenced,
    ),
    Rule(
        "an attack of guns",
        lambda q: q.t.id == "attack" and (_of_guns(q.f) or (q.f.type == "armed_attack" and _rescued_after(q.f))),
        "shelling",
    ),
    Rule(  # "ارتفعت حصيلة العدوان إلى 34 ألف شهيد"
        "the dead of a war",
        lambda q: q.t.id == "hit_by" and q.f.definite and any((x.quantity.low or 0) >= OF_A_WAR for x in q.f.figures),
        "killing",
    ),
)
