"""Words of war that tell no deed: a truce, a bill, a way taken, bombers who were killed before they did anything."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE, CONJ
from isnad.lexicon.match import Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.followed import FORMS_OF_MEN
from isnad.read.elsewhere import taken_part_in
from isnad.read.frames import STRIKES, row_of
from isnad.read.remains import REMAINS
from isnad.read.surroundings import LAID
from isnad.read.telling import QUOTES, RELATIVE
from isnad.read.tolls import lets_toll_rise

BREACH_REACH = 6  # tokens from "خروقات النظام" to "لوقف إطلاق النار"
CEASING = frozenset({"وقف", "وقفا", "ووقف", "بوقف", "لوقف", "الوقف"})
TRUCE = 5  # tokens from "وقف" to "لإطلاق النار"
STIPULATES = frozenset({"يقضي", "تقضي", "القاضي", "القاضيه"})
LAWS = frozenset({"قانون", "قانونا", "مرسوم", "تشريع", "بند", "ماده", "تعديل"})
CLAUSE = frozenset({"قد", "ان", "الذي", "من", "حين", "عندما", "بعدما", "حيث", "كما", "و", "ثم"})  # before a verb
DEED_REACH = 4  # tokens from "العدوان يشن" to what it launches
ONE_OF_THEM = frozenset({"بينهم", "منهم", "بينها", "منها", "يقودها", "يقودهما", "يقوده"})
OFFER_REACH = 5  # tokens from "تقدم" to what is offered
WAITED = 4  # tokens from "ينتظرون" to what they wait for
COME_TO_REACH = 7  # tokens from "توصل" to "إلى اتفاق"
PROVIDED = frozenset({"وفر", "وفرت", "وفروا"})  # or "and they fled"
EVERY = frozenset({"كل", "وكل", "لكل", "بكل"})
ANY = frozenset({"اي", "ايه"})
NEGATIVE = frozenset({"لم", "لا", "ليس", "ليست", "دون", "بدون", "عدم", "غير", "ما", "نفي", "بلا"})
INVADE = "invade"  # of triggers.yaml
STOP, GO_ON = "stop", "go_on_striking"  # of triggers.yaml
SUBJECT_REACH = 2  # tokens from "تطهير" over what is swept to "سوف يستمر"
HALTED_REACH = 3  # tokens from "أوقفت الصحيفة" to "تعاونها"
FREED_REACH = 8  # tokens from "أفرج" to "كانوا معتقلين"
POLICY_REACH = 4  # tokens from "سياسة القتل" to "والتشريد"
WATCHING = frozenset({"برصد", "بمراقبه", "بمتابعه"})  # behind who is in charge of it
DEMANDS = "protesters_act"  # of triggers.yaml
BLOWN = frozenset({"نفسه", "نفسها", "انفسهم", "نفسيهما", "فجر", "فجروا", "حزامه", "احزمتهم", "سيارته"})
BLOWN_REACH = 4  # tokens from a bomber to what he blew up
FELLED_REACH = 5  # tokens from "قتلت القوات" to him
LAYING = frozenset({"زراعه", "زرع", "نصب", "تصنيع"})
IN_CHARGE = ("مسوول", "مسيول", "خبير", "مختص", "متخصص")


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


def no_deed(s: Sentence, m: Match) -> bool:
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
    if row_of(m).type == "displacement" and m.entry.row.pos != "verb" and _no_flight(s, m):
        return True
    if row_of(m).type == "detention" and _set_free(s, m):
        return True
    if m.entry.id == STOP and s.has(words("halted"), m.j, min(m.j + HALTED_REACH, s.j)):
        return True  # "أوقفت الصحيفة تعاونها معه"
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
    if m.entry.id == GO_ON and _of_an_operation(s, m):
        return True
    if m.entry.id == "advance" and m.entry.row.pos == "verb" and _offers(s, m):
        return True
    if row_of(m).type in STRIKES and m.entry.row.pos != "verb" and before and before[-1].norm in words("left_of"):
        return True  # "انفجار ذخائر من مخلفات قصف سابق"
    if row_of(m).type == "agreement" and m.prep == "ل" and _in_breach(s, m):
        return True
    if m.entry.id == LAID and m.suffix:
        return True  # "انفجار ألغام زرعها المسلحون"
    if (row_of(m).type == "explosive" or (m.i > s.i and s.norms[m.i - 1] in WATCHING)) and _in_charge(s, m):
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
    if s.tokens[m.i].norm in PROVIDED and row_of(m).type in ("displacement", "movement") and m.j < s.j:
        fled = not row_of(m).then.isdisjoint(FORMS_OF_MEN[s.tokens[m.j].norm]) or m.j in s.quantities
        return not fled
    prefix = s.tokens[m.i - 1] if m.i > s.i else None
    return s.tokens[m.i].norm == "عبر" and prefix is not None and prefix.kind == "w" and prefix.norm not in CLAUSE


def _of_an_operation(s: Sentence, m: Match) -> bool:
    """Whether an operation is what goes on, nobody vows it: "العملية لن تتوقف", "تطهير الموقع سوف يستمر"."""
    for x in s.by_kind["trigger"]:
        if 0 <= m.i - x.j <= SUBJECT_REACH and x.entry.row.pos != "verb" and row_of(x).type in STRIKES:
            return x.i == s.i or s.norms[x.i - 1] not in words("preposition")
    return False


def _set_free(s: Sentence, m: Match) -> bool:
    """Whether those who were held came free by a deal that is told: "أفرج عن سبعة كانوا معتقلين لديه، مقابل جثتين"."""
    if not s.has(words("set_free"), max(s.i, m.i - FREED_REACH), m.i):
        return False
    return "مقابل" in s.norms[s.i : s.j] or any(row_of(x).type == "agreement" for x in s.by_kind["trigger"])


def _no_flight(s: Sentence, m: Match) -> bool:
    """Whether flight or return is when or where it was, a design or a hope: "خلال النزوح", "سياسة القتل والتشريد"."""
    before = [t.norm.lstrip("لب") for t in s.tokens[max(s.i, m.i - POLICY_REACH) : m.i]]
    if not before:
        return False
    if m.bits & ARTICLE:
        beside = before[-2:-1] if m.bits & CONJ else before[-1:]  # "مخيمات النزوح والتهجير"
        if any(n in words("in_flight") for n in beside) or any(n in words("policy") for n in before):
            return True
    return any(n in words("wished_back") for n in before) and not s.verbs.intersection(range(m.i - 3, m.i))


def _in_charge(s: Sentence, m: Match) -> bool:
    """Whether mines or moves are what a man is in charge of: "المسؤول عن زراعة الألغام", "المختص برصد التحركات"."""
    laid = m.i > s.i and s.norms[m.i - 1] in LAYING | WATCHING
    near = s.norms[max(s.i, m.i - 2 - laid) : m.i]
    return (
        m.entry.row.pos != "verb"
        and (laid or m.entry.id == LAID)
        and any(n.removeprefix("و").removeprefix("ال").startswith(IN_CHARGE) for n in near)
    )


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
    if s.tokens[m.i].norm.lstrip("وفس").removesuffix(m.suffix) != "تقدم":
        return False
    if m.suffix:
        return m.i > s.i and s.norms[m.i - 1] in RELATIVE  # "الدعم الذي تقدمه الحكومة"
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
