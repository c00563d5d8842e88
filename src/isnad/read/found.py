"""Triggers: the words of a sentence that say that something happened, without those that only look so.

A word inside a name, in a phrase that silences it ("غرفة العمليات"), wished away ("لوقف الهجمات"), of sickness, or
without the object that it calls for ("أطلق … النار") tells nothing.
"""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import Match, longest
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import FORMS_OF_MEN
from isnad.model import BODIES
from isnad.read.elsewhere import by_nature, figurative, sick, taken_part_in
from isnad.read.frames import CAUSES, STRIKES, row_of
from isnad.read.losses import NOT
from isnad.read.remains import REMAINS
from isnad.read.sameness import LAID
from isnad.read.telling import QUOTES, RELATIVE
from isnad.read.tolls import lets_toll_rise
from isnad.read.voice import Voice

# No verb stands right behind these.
GOVERNING = frozenset({"علي", "الي", "عن", "في", "بين", "ضد", "اثناء", "خلال", "لدي", "عقب", "قبيل", "جراء", "اثر"})
ASKS = frozenset({"asking", "complain"})  # of speech.yaml: who asks for something tells nothing of it
ASKED_REACH = 8  # tokens from "طالب" to what is asked for
FAILED_REACH = 6  # tokens from "فشلت القوات" to "في السيطرة"
MANAGED_REACH = 6  # tokens from "نجحت" to "في التصدي"
WARNED_REACH = 6  # tokens from "حذر" to what is warned of
TAKES = frozenset({"control_over", "control_it", "take_over"})  # of triggers.yaml
BREACH_REACH = 6  # tokens from "خروقات النظام" to "لوقف إطلاق النار"
CEASING = frozenset({"وقف", "وقفا", "ووقف", "بوقف", "لوقف", "الوقف"})
DENIED = 8  # tokens from "نفى" to "لأي هجوم"
TRUCE = 5  # tokens from "وقف" to "لإطلاق النار"
STIPULATES = frozenset({"يقضي", "تقضي", "القاضي", "القاضيه"})
LAWS = frozenset({"قانون", "قانونا", "مرسوم", "تشريع", "بند", "ماده", "تعديل"})
CLAUSE = frozenset({"قد", "ان", "الذي", "من", "حين", "عندما", "بعدما", "حيث", "كما", "و", "ثم"})  # before a verb
DEED_REACH = 4  # tokens from "العدوان يشن" to what it launches
ONE_OF_THEM = frozenset({"بينهم", "منهم", "بينها", "منها", "يقودها", "يقودهما", "يقوده"})
OFFER_REACH = 5  # tokens from "تقدم" to what is offered
WAITED = 4  # tokens from "ينتظرون" to what they wait for
CULPRIT = "assailant.4"  # of party_nouns.csv: "منزل منفذ العملية" tells of a house
CULPRIT_REACH = 4  # tokens from what is done to him or his to the culprit
DONE_TO_CULPRITS = frozenset({"arrest", "destruction", "execution"})
LAUNCHER = "launcher"  # of party_nouns.csv: the rockets of "قاذفة صواريخ" are not fired
COME_TO_REACH = 7  # tokens from "توصل" to "إلى اتفاق"
PROVIDED = frozenset({"وفر", "وفرت", "وفروا"})  # or "and they fled"
SUPPOSED = 4  # tokens from "إذا" to what is supposed
EVERY = frozenset({"كل", "وكل", "لكل", "بكل"})
ANY = frozenset({"اي", "ايه"})
NEGATIVE = frozenset({"لم", "لا", "ليس", "ليست", "دون", "بدون", "عدم", "غير", "ما", "نفي", "بلا"})


def find_triggers(s: Sentence, speakers: list[tuple[int, int]], telling: frozenset[int] = frozenset()) -> list[Match]:
    """The triggers of a sentence, longest first where they overlap, without those inside names or silenced."""
    found = s.by_kind.get("trigger", [])
    if not found:
        return []
    blocks = [(m.i, m.j) for m in found if row_of(m).cls == "block"]
    cover: list[tuple[int, int]] = []
    for kind in ("actor", "source", "generic", "title"):
        cover += [(m.i, m.j) for m in s.by_kind.get(kind, ()) if m.j - m.i > 1 or kind == "generic"]
    nouns = [m for m in s.by_kind.get("noun", ()) if m.j - m.i > 1]
    cover += [(m.i, m.j) for m in nouns if m.entry.id.startswith(LAUNCHER) or (m.entry.id == CULPRIT and _mere(s, m))]
    cover += speakers
    days = {(d.i, d.j) for d in s.dates}
    cover += days
    cover += [(m.i, m.j) for m in s.by_kind.get("place", ()) if m.entry.kind == "place" and m.j - m.i > 1]
    keep = []
    told = (m for m in found if row_of(m).cls != "block" and not _stipulates(s, m))
    telling_first = sorted(told, key=_rank)
    tellers = telling.union(b - 1 for a, b in speakers if a - 1 in telling)
    for m in (_laid_hold(s, _noun_reading(s, m, found, tellers)) for m in longest(telling_first)):
        if m.i in telling and m.entry.row.pos == "verb":
            continue
        around = [(a, b) for a, b in cover if a <= m.i and m.j <= b]
        if m.entry.id in TAKES and m.entry.row.pos != "verb":
            around = [ab for ab in around if ab not in days]  # "منذ سيطرة الفصيل على البلدة" tells that it took it
        inside = any(b - a > m.j - m.i or (a, b) in speakers for a, b in around) and not _deed(s, m)
        inside = inside or any(a <= m.i < b and not (a == m.i and b < m.j) for a, b in blocks)
        inside = inside or _no_verb(s, m, found) or _awaited(s, m) or _no_deed(s, m)
        inside = inside or figurative(s, m) or by_nature(s, m)
        if not inside and not _name_like(s, m) and not _averted(s, m) and not _supposed(s, m) and not sick(s, m):
            keep.append(m)
    return keep


def _mere(s: Sentence, culprit: Match) -> bool:
    """Whether what a culprit did only says who he is, to whom or whose something was done: "هدم منزل منفذ العملية".

    Not in "منفذ الهجوم الذي أوقع …", "منفذ هجوم الرملية", nor in "مقتل منفذ الهجوم وشرطيين", where the attack is news.
    """
    if culprit.j < s.j and (s.norms[culprit.j] in RELATIVE or s.at("place", culprit.j) is not None):
        return False
    if not any(m.j == culprit.i for kind in ("noun", "actor", "generic", "trigger") for m in s.by_kind.get(kind, ())):
        return False  # "سامر العلي منفذ الهجوم": who he is
    before = [m for m in s.by_kind.get("trigger", ()) if 0 <= culprit.i - m.j <= CULPRIT_REACH]
    return any(row_of(m).type in DONE_TO_CULPRITS or (row_of(m).figure == "killed" and m.j < culprit.i) for m in before)


def deed_of_telling(s: Sentence, v: Voice) -> bool:
    """Whether what looks like a verb of telling is a deed: "أنذرت القوات السكان", "علق البرنامج عملياته"."""
    k = v.at if v.at >= 0 or v.speaker is None else v.speaker[1]  # "الوزير يتوعد المتمردين"
    told = s.at("speech", k)
    deeds = ("threat", "aid") if told is not None and told.entry.id == "comment" else ("threat",)
    return any(m.i == k and m.entry.row.pos == "verb" and row_of(m).type in deeds for m in s.by_kind.get("trigger", ()))


def _rank(m: Match) -> int:
    """Of two readings of a word: what the future alone tells first, then what its object tells, a weak word last."""
    t = row_of(m)
    return 0 if t.future else 3 if t.cls == "weak" else 1 if t.then else 2


def _laid_hold(s: Sentence, m: Match) -> Match:
    """An arrest with the على that a day or a place keeps from it: "ألقت القبض أمس في كركوك على ثلاثة مطلوبين"."""
    if s.norms[m.j - 1] not in SEIZED_HOLD or m.j >= s.j or s.norms[m.j] == "علي":
        return m
    k = m.j
    while k < min(m.j + HOLD_REACH, s.j) and s.norms[k] != "علي":
        place = s.at("place", k) or s.at("pw_type", k)
        if k in s.covered:
            k = s.covered[k]
        elif place is not None:
            k = place.j
        elif s.norms[k] in words("preposition") or s.norms[k] in words("time_filler") or s.at("pw_direction", k):
            k += 1
        else:
            return m
    return replace(m, j=k + 1) if k < s.j and s.norms[k] == "علي" else m


def _felled(s: Sentence, m: Match) -> bool:
    """Whether bombers are told as men who were killed or taken before they did anything."""
    if m.bits or s.has(BLOWN, m.j, min(m.j + BLOWN_REACH, s.j)):
        return False
    for k in range(m.i - 1, max(s.i, m.i - FELLED_REACH) - 1, -1):
        t = s.at("trigger", k)
        if t is not None and t.entry.row.trigger.figure in ("killed", "captured") and not t.entry.row.trigger.counted:
            return True
        quote = s.tokens[k].text in QUOTES
        if t is not None or (s.tokens[k].kind == "p" and not quote) or s.norms[k] in words("preposition"):
            return False
    return False


SEIZED_HOLD = frozenset({"القبض", "بالقبض"})
HOLD_REACH = 9  # tokens from "القبض" over a day or a place to "على"
INVADE = "invade"  # of triggers.yaml
DEMANDS = "protesters_act"  # of triggers.yaml
BLOWN = frozenset({"نفسه", "نفسها", "انفسهم", "نفسيهما", "فجر", "فجروا", "حزامه", "احزمتهم", "سيارته"})
BLOWN_REACH = 4  # tokens from a bomber to what he blew up
FELLED_REACH = 5  # tokens from "قتلت القوات" to him


def _no_deed(s: Sentence, m: Match) -> bool:
    """What a word of war is only a part of: a truce, a bill, the way taken: "وقف إنساني لإطلاق النار", "عبر حاجز"."""
    before = s.tokens[max(s.i, m.i - TRUCE) : m.i]
    if s.tokens[m.i].norm == "لاطلاق" and any(t.norm in CEASING for t in before):
        return True
    if m.entry.row.pos != "verb" and m.prep == "ب" and before and before[-1].norm in STIPULATES:
        return any(t.norm.removeprefix("و").removeprefix("ال") in LAWS for t in before)
    if before and before[-1].norm.lstrip("لبك") in ANY and m.entry.row.pos != "verb" and _whichever(s, m):
        return True
    if m.entry.row.feature == "present" and len(before) > 1 and before[-1].norm == "من" and before[-2].norm in EVERY:
        return True  # "كل من يعتدي على السيادة"
    if row_of(m).type in ("movement", "displacement") and m.entry.row.pos != "verb" and _refused(s, m):
        return True
    if taken_part_in(s, m):
        return True
    if m.entry.id == "suicide" and m.j == m.i + 1 and before and before[-1].norm in words("group_noun"):
        return True  # "سرايا الانغماسيين": what a band is called
    if row_of(m).type == "displacement" and m.bits & ARTICLE and before and before[-1].norm in words("in_flight"):
        return True  # "اعتقل خلال النزوح": when it was
    if row_of(m).type == "movement" and m.entry.row.pos == "verb" and _of_fights(s, m):
        return True
    if row_of(m).type == "aid" and m.entry.row.feature == "present" and before and before[-1].norm in RELATIVE:
        return True  # "المنظمة التي تقدم المساعدات": what it is there for
    if lets_toll_rise(s, m) or (s.tokens[m.i].norm == "فقد" and _particle(s, m.j)):
        return True
    if m.entry.id == "suicide" and m.j == m.i + 1 and before and before[-1].norm in ONE_OF_THEM:
        return True  # "قتلت عشرة مسلحين بينهم انتحاري"
    if m.entry.id == DEMANDS and any(q.head == m.i and q.construct == "noun" for q in s.quantities.values()):
        return True  # "21 طالباً"
    if s.norms[m.i] == "تدخل" and before and before[-1].norm in words("preposition") | {"بفضل", "رغم"}:
        return before[-1].norm != "حتي"  # "بفضل تدخل القوات": they stepped in
    if m.entry.id == "suicide" and m.j == m.i + 1 and _felled(s, m):
        return True  # "قتلت القوات ثلاثة انتحاريين"
    if m.entry.id == "advance" and m.entry.row.pos == "verb" and _offers(s, m):
        return True
    if row_of(m).type in STRIKES and m.entry.row.pos != "verb" and before and before[-1].norm in words("left_of"):
        return True  # "انفجار ذخائر من مخلفات قصف سابق"
    if row_of(m).type == "agreement" and m.prep == "ل" and _in_breach(s, m):
        return True
    if m.entry.id == LAID and m.suffix:
        return True  # "انفجار ألغام زرعها المسلحون"
    if row_of(m).type == "explosive" and _in_charge(s, m):
        return True
    if row_of(m).type == "detention" and m.j < s.j and s.norms[m.j] in REMAINS:
        return True  # "مقبرة تضم رفات 40 سجيناً"
    if (
        row_of(m).type == "territory"
        and m.entry.row.pos != "verb"
        and before
        and before[-1].norm in words("in_time_of")
    ):
        return "ته" in s.norms[m.i]  # "أعدمهم إبان سيطرته على المدينة"
    if s.tokens[m.i].norm == "مصادره" and before and before[-1].norm == "علي":
        return True  # "رد على مصادره": where the fire came from
    if row_of(m).type == "aid" and s.tokens[m.i].norm.removeprefix("و") == "توصل":
        return any(t.norm in words("come_to") for t in s.tokens[m.j : min(m.j + COME_TO_REACH, s.j)])
    if m.entry.id == "hit_by" and m.bits & ARTICLE and (_does(s, m) or _since_begun(s, m)):
        return True
    if m.entry.id == INVADE and m.entry.row.pos != "verb" and _since_begun(s, m):
        return True
    if m.entry.id in ("target", "operation") and any(t.norm in words("health_drive") for t in s.tokens[s.i : s.j]):
        return not any(x.i != m.i and x.entry.id not in ("target", "operation") for x in s.by_kind["trigger"])
    if s.tokens[m.i].norm in PROVIDED and row_of(m).type == "displacement" and m.j < s.j:
        fled = not row_of(m).then.isdisjoint(FORMS_OF_MEN[s.tokens[m.j].norm]) or m.j in s.quantities
        return not fled
    prefix = s.tokens[m.i - 1] if m.i > s.i else None
    return s.tokens[m.i].norm == "عبر" and prefix is not None and prefix.kind == "w" and prefix.norm not in CLAUSE


def _in_charge(s: Sentence, m: Match) -> bool:
    """Whether mines are what a man is in charge of, none that were laid: "المسؤول عن زراعة الألغام"."""
    laid = m.i > s.i and s.norms[m.i - 1] in LAYING
    near = s.norms[max(s.i, m.i - 2 - laid) : m.i]
    return (
        m.entry.row.pos != "verb"
        and (laid or m.entry.id == LAID)
        and any(n.removeprefix("و").removeprefix("ال").startswith(IN_CHARGE) for n in near)
    )


LAYING = frozenset({"زراعه", "زرع", "نصب", "تصنيع"})
IN_CHARGE = ("مسوول", "مسيول", "خبير", "مختص", "متخصص")


def _in_breach(s: Sentence, m: Match) -> bool:
    """Whether a truce is only what something else broke: "في خرق للهدنة"."""
    before = s.tokens[max(s.i, m.i - BREACH_REACH) : m.i]
    return any(t.norm.removeprefix("و") in words("breach") for t in before)


def _particle(s: Sentence, k: int) -> bool:
    """Whether "فقد" before token k stands before a verb: "فقد رفضت دعم المقاتلين" is "has refused", nobody was lost."""
    if k >= s.j:
        return False
    return k in s.verbs or (s.tokens[k].norm.endswith(("ت", "وا")) and s.at("noun", k) is None)


def _of_fights(s: Sentence, m: Match) -> bool:
    """Whether fights are what moves on: "المعارك انتقلت إلى المدينة"."""
    beside = (s.at("trigger", k) for k in (m.i - 1, m.j))
    return any(x is not None and row_of(x).type == "armed_clash" and x.entry.row.pos != "verb" for x in beside)


def _offers(s: Sentence, m: Match) -> bool:
    """Whether a form of "advances" is one of "offers": "تقدم كندا 30 مليون دولار"."""
    if s.tokens[m.i].norm.lstrip("وفس") != "تقدم":
        return False
    near = range(m.j, min(m.j + OFFER_REACH, s.j))
    return any(s.tokens[k].norm.removeprefix("ال") in words("offered") for k in near)


def _whichever(s: Sentence, m: Match) -> bool:
    """Whether "أي هجوم" is any that may come: "سترد على أي هجوم"; not what is denied: "لم تنفذ أي غارة"."""
    if any(v.i < m.i and v.entry.row.frame in ("denial", "doubt") for v in s.by_kind.get("speech", ())):
        return False
    return not any(t.norm.lstrip("وف") in NEGATIVE for t in s.tokens[s.i : m.i - 1])


def _refused(s: Sentence, m: Match) -> bool:
    """Whether a happening is what somebody refuses: "رفض الولايات المتحدة تزويد الجيش بالأسلحة"."""
    before = [t.norm.removeprefix("و") for t in s.tokens[max(s.i, m.i - WAITED) : m.i]]
    at = next((n for n, w in enumerate(before) if w in words("refusal")), -1)
    return at >= 0 and "بعد" not in before[at:] and "،" not in before[at:]


def _does(s: Sentence, m: Match) -> bool:
    """Whether "العدوان" is who does the deed that is told: "العدوان الأمريكي يشن غارات"."""
    k = m.j
    while k < s.j and s.at("nat", k) is not None:
        k += 1
    cue = s.at("cue", k)
    light = cue is not None and cue.entry.row.kind == "light" and cue.entry.row.subject == "actor"
    return light and any(k < x.i <= k + DEED_REACH and row_of(x).type in STRIKES for x in s.by_kind["trigger"])


def _since_begun(s: Sentence, m: Match) -> bool:
    """Whether a war says no more than since when something else was: "قتل منذ بدء العدوان 40 طبيباً", "منذ الغزو"."""
    since = m.entry.id == INVADE and s.norms[m.i - 1] == "منذ"
    if m.i == s.i or (s.norms[m.i - 1] not in words("outbreak") and not since):
        return False
    return any(x.i != m.i and row_of(x).cls in ("event", "result") for x in s.by_kind["trigger"])


def _awaited(s: Sentence, m: Match) -> bool:
    """ "كانوا ينتظرون وصول شاحنات المساعدات": what somebody waits for has not come."""
    if row_of(m).type not in ("aid", "movement"):
        return False
    before = s.tokens[max(s.i, m.i - WAITED) : m.i]
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n].norm.lstrip("وب") in words("awaits")), -1)
    return at >= 0 and not any(t.kind == "p" for t in before[at:])


def _deed(s: Sentence, m: Match) -> bool:
    """Whether a side is named by its deed: "القصف التركي"; "طيران العدوان", "قصف العدوان" is not."""
    if not (m.bits & ARTICLE and m.entry.row.pos == "noun" and row_of(m).type in STRIKES):
        return False
    return (
        s.at("actor", m.i) is not None
        and not any(x.i < m.i < x.j for x in s.by_kind["actor"])
        and s.at("noun", m.i - 1) is None
        and s.at("trigger", m.i - 1) is None
    )


def _no_verb(s: Sentence, m: Match, found: list[Match]) -> bool:
    """Whether a form of a verb is a noun that no lexicon has, since a preposition governs it: "القبض على قاتل"."""
    if m.entry.row.pos != "verb" or m.i == s.i or m.j > m.i + 1:
        return False
    if s.tokens[m.i].norm in words("town_or_verb"):
        return s.at("pw_type", m.i - 1) is not None or s.tokens[m.i - 1].norm in words("before_town")
    if s.tokens[m.i - 1].norm not in GOVERNING:
        return False
    return m.entry.row.feature == "past" and not any(x.i == m.i and x.entry.row.pos != "verb" for x in found)


def _stipulates(s: Sentence, m: Match) -> bool:
    """ "اتفاق يقضي بانسحاب القوات", "قضت محكمة بإحالة …": what is laid down, nobody dies."""
    if m.j != m.i + 1 or m.j >= s.j or row_of(m).figure != "killed":
        return False
    verb, after = s.tokens[m.i].norm.removeprefix("و"), s.tokens[m.j].norm
    if verb in ("يقضي", "تقضي") and after.startswith("ب"):
        return True
    return verb in ("قضت", "قضي", "تقضي", "يقضي") and after in words("court")


def _noun_reading(s: Sentence, m: Match, found: list[Match], told: frozenset[int]) -> Match:
    """Of a form that is verb and verbal noun alike (قصف, قتل, خطف) the noun, where the words before call for one.

    `told` are the verbs of telling with who tells right behind them: "أعلنت الكتائب قنص جندي".
    """
    if m.entry.row.pos != "verb":
        return m
    other = next(
        (x for x in found if x.entry.id == m.entry.id and x.entry.row.pos == "noun" and (x.i, x.j) == (m.i, m.j)), None
    )
    if other is not None and m.suffix and "علي" in (row_of(m).then or ()):
        return other  # "سيطرتها الكاملة على": what takes على has no object
    if other is None or (m.suffix and s.tokens[m.i].norm.endswith("ت")):
        return m
    before = s.tokens[m.i - 1].norm.lstrip("و") if m.i > s.i else ""
    cue = next((c for c in s.by_kind.get("cue", ()) if c.j == m.i), None)
    called = before in CAUSES or before in words("calls_noun") or before in words("case")
    light = (cue is not None and cue.entry.row.kind in ("light", "cause", "result", "support")) or (
        (s.at("trigger", m.i - 1) is not None or m.i - 1 in told) and m.i > s.i
    )
    after = s.tokens[m.j].norm if m.j < s.j else ""
    adjective = (s.at("nat", m.j) is not None and not after.startswith("ال")) or after in words("of_happening")
    tanwin = m.j == m.i + 1 and s.tokens[m.i].text.endswith(("اً", "ًا"))
    if tanwin or _their_wound(s, m, before) or (m.bits == 0 and (called or light or adjective)):
        return other
    return m


def _their_wound(s: Sentence, m: Match, before: str) -> bool:
    """Whether a word with a pronoun is "his wound", not "it hit him": "أدى إلى إصابته", "بعد جرحهم"."""
    if not m.suffix or row_of(m).figure not in BODIES_HURT:
        return False
    return before in GOVERNING or before in AFTER or s.tokens[m.i].text.lstrip("وفبل").startswith("إ")


BODIES_HURT = frozenset({"killed", "injured"})
AFTER = frozenset({"بعد", "قبل"})


def _averted(s: Sentence, m: Match) -> bool:
    """Whether the event is only wished away, forbidden or asked for: "لوقف الهجمات", "تحظر استهداف"."""
    if row_of(m).type == "aid":
        return m.entry.row.pos != "verb" and _asked(s, m)
    if row_of(m).type == "territory" and m.entry.row.pos != "verb" and _failed(s, m):
        return True
    if row_of(m).type in ("agreement", "talks", "threat", "detention"):
        return False
    if not _suppressed(s, m) and not _asked(s, m):
        return False
    behind = (s.at("cue", k) for k in range(m.j, min(m.j + 3, s.j)))
    # "للتصدي لهجمات واسعة يشنها التنظيم": who does it is told, so it is done
    return not any(c is not None and c.entry.row.kind == "agent" for c in behind)


def _failed(s: Sentence, m: Match) -> bool:
    """Whether somebody failed to do it: "فشلت القوات في السيطرة على المدينة", "عجز الجيش عن دخول البلدة"."""
    if m.i == s.i or s.norms[m.i - 1] not in ("في", "عن", "من"):
        return False
    near = s.tokens[max(s.i, m.i - FAILED_REACH) : m.i - 1]
    return any(t.norm.removeprefix("و") in words("failed") for t in near)


def _supposed(s: Sentence, m: Match) -> bool:
    """Whether the event is only supposed or held to be due: "إذا هاجمت إسرائيل", "يجب أن تصل المساعدات"."""
    for k in range(m.i - 1, max(s.i, m.i - SUPPOSED) - 1, -1):
        norm, before = s.tokens[k].norm, s.tokens[k - 1].norm if k > s.i else ""
        if norm.removeprefix("و") in words("if"):
            return before != "ما" and (norm != "حال" or before.endswith("في"))
        if norm.removeprefix("و") in words("must"):
            owed = k + 1 < m.i and s.tokens[k + 1].norm.startswith("علي")
            return row_of(m).type != "agreement" and (owed or m.i - k <= 2)
        light = (cue := s.at("cue", k)) is not None and cue.entry.row.kind == "light"
        if s.tokens[k].kind == "p" or (k in s.verbs and not light):
            return False
    return False


def _suppressed(s: Sentence, m: Match) -> bool:
    """Whether a word before an event forbids it or ends it: "لوقف الهجمات"."""
    for c in s.by_kind.get("cue", ()):
        if c.entry.row.kind != "suppress" or not 0 <= m.i - c.j <= 1 or _denied_any(s, c):
            continue
        if s.tokens[c.i].norm == "التصدي" and _managed(s, c.i):
            continue
        if row_of(m).figure in BODIES and s.tokens[c.i].norm in NOT:
            continue  # "عدم وقوع إصابات": none were hurt
        if any(x.i <= c.i and c.j <= x.j < m.j and x.j - x.i > 1 for x in s.by_kind.get("actor", ())):
            continue  # "غرفة عمليات ردع العدوان": a word of a name
        longer = s.at("trigger", c.i)  # "وقف إطلاق النار" is itself an event
        if c.j - c.i > 1 or longer is None or longer.j <= c.j:
            return True
    return False


def _managed(s: Sentence, k: int) -> bool:
    """Whether somebody managed what token k says: "نجحت القوات في التصدي لهجوم"."""
    return any(t.norm.removeprefix("و") in words("managed") for t in s.tokens[max(s.i, k - MANAGED_REACH) : k])


def _asked(s: Sentence, m: Match) -> bool:
    """Whether an event is only asked for, or warned of."""
    if (
        row_of(m).type == "destruction" and m.i > s.i and s.tokens[m.i - 1].norm == "من"
    ):  # "تحذر الأهالي من إشعال النار"
        return any(c.entry.id == "warn_that" and 0 < m.i - c.j <= WARNED_REACH for c in s.by_kind.get("speech", ()))
    asking = next(
        (c for c in s.by_kind.get("speech", ()) if c.entry.id in ASKS and 0 <= m.i - c.j <= ASKED_REACH), None
    )
    return asking is not None and not any(
        s.tokens[k].norm in HAPPENED or _another_clause(s, k) for k in range(asking.j, m.i)
    )


# what is told behind these was not asked for: "دعا إلى التهدئة بعد القصف"
HAPPENED = frozenset({"التي", "الذي", "بعد", "عقب", "غداه", "اثر"})


def _another_clause(s: Sentence, k: int) -> bool:
    """Whether a joined verb begins a clause at token k: "طالبت بالحرية، وردت قوات الأمن بإطلاق النار"."""
    return k in s.verbs and s.tokens[k].norm[0] == "و" and k > s.i and s.tokens[k - 1].text in "،,؛"


def _denied_any(s: Sentence, c: Match) -> bool:
    """ "نفى تعرض بلاده لأي هجوم": any attack, which somebody denies."""
    any_ = s.tokens[c.i].norm.lstrip("لب") in ("اي", "ايه")
    denials = (v for v in s.by_kind.get("speech", ()) if v.entry.row.frame == "denial" and v.entry.id != "reject")
    return any_ and any(0 <= c.i - v.j <= DENIED for v in denials)


def _name_like(s: Sentence, m: Match) -> bool:
    """ "مدرسة الشهداء", "قرية عدوان": a trigger word that names the noun before it; hashtags at the end."""
    before = s.tokens[m.i - 1].norm if m.i > s.i else ""
    if m.entry.row.pos == "noun" and not {before, before[1:]}.isdisjoint(words("named_place")):
        return True
    if m.i > s.i and m.entry.row.pos == "verb" and s.tokens[m.i - 1].norm.lstrip("وبل") in ("عمليه", "العمليه"):
        return True
    if s.tokens[m.i - 1 if m.i > s.i else m.i].text in "#_" and m.i > s.i:
        rest = [t for t in s.tokens[m.i : s.j] if t.kind == "w"]
        tags = sum(1 for t in s.tokens[m.i - 1 : s.j] if t.text == "#")
        return tags >= max(1, len(rest) // 3) or s.tokens[m.i - 1].text == "_"
    return False
