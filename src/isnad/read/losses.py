"""None, and losses without a number: "دون وقوع إصابات", "خسائر بشرية ومادية", "سقوط 11 مواطناً"."""

from __future__ import annotations

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.memory import Table
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS
from isnad.model import Quantity
from isnad.read.amounts import (
    CASUALTY_NOUNS,
    NONE,
    SOME,
    Reach,
    quantity_of,
    tail_end,
    tail_of,
)
from isnad.read.frames import STRIKES, FigureMention, Frame
from isnad.read.runs import phrase_run

NOT = frozenset({"لم", "لن", "دون", "بدون", "عدم", "لا", "ليس", "ليست", "ولم", "ولا", "لعدم", "بعدم"})

HOLD = "hold"  # of triggers.yaml
HELD_IN = 20  # tokens from "تحتجز" to where
IDLE_REACH = 18  # tokens from them to "عن الخدمة"
IDLE = ("خروج", "خرج", "اخرج", "اخراج", "توقف")  # words of what stands idle
NEWS = frozenset({"ورود", "ترد", "يرد", "انباء"})  # "دون أنباء عن ضحايا": the report says that none were told of


def prisons(r: Reach, frames: list[Frame]) -> None:
    """In how many places people are held: "يحتجز الحوثيون مئات المدنيين في 12 سجناً"."""
    for f in frames:
        inside = (np for k, np in r.nps.items() if f.end <= k < f.end + HELD_IN and r.s.norms[k - 1] == "في")
        np = next((x for x in inside if x.quantity is not None and x.of == "facility"), None)
        if (f.type != "detention" and f.trigger.id != HOLD) or np is None or np.quantity is None:
            continue
        r.taken.update((np.i, np.head_at, np.quantity.i))
        f.figures.append(FigureMention(np.i, np.j, "held", "facility", np.quantity.quantity, np))


def negated(s: Sentence, i: int, reach: int = 6) -> str:
    """ "no" where the words before token i deny it ("لم توقع قتلى"), "untold" where nothing is known, else ""."""
    untold: set[str] = set()
    for k in range(i - 1, max(s.i - 1, i - reach), -1):
        tok = s.tokens[k]
        if tok.kind == "p" and tok.text not in SKIPPED:
            break
        untold |= {w for w in (tok.norm, tok.norm[1:]) if w in words("untold")}
        if tok.norm in words("avoided"):
            return "untold"
        if tok.norm in NOT or (tok.norm[:1] == "و" and tok.norm[1:] in NOT):
            told = s.at("speech", k)
            if told is not None and told.entry.id == "unconfirmed":
                return ""  # "لم تؤكد الوزارة مقتل جنودها"
            if any(q.i <= k < q.j for q in s.quantities.values()) or s.tokens[k + 1].norm == "طيار":
                continue  # "ما لا يقل عن خمسة"; "طائرة بدون طيار"
            return "untold" if untold and not _no_news(untold) else "no"
        either = k + 1 < i and s.tokens[k + 1].norm == "او"  # "دون أية إصابات أو خسائر"
        if s.at("trigger", k) is not None and not either and tok.norm not in ("وقوع", "سقوط", "تسجيل"):
            break
    return "no" if _led_to_none(s, i) else ""


def _led_to_none(s: Sentence, i: int) -> bool:
    """Whether what happened is denied to have led to what token i tells: "لم يسفر القصف على البلدة عن سقوط ضحايا"."""
    for k in range(i - 1, max(s.i, i - LED_REACH), -1):
        tok = s.tokens[k]
        if tok.norm in words("leads"):
            return s.tokens[k - 1].norm.removeprefix("و") in NOT
        if k in s.verbs or (tok.kind == "p" and tok.text not in SKIPPED):
            return False
    return False


LED_REACH = 12  # tokens from "لم يسفر" to what it did not lead to


def _no_news(untold: set[str]) -> bool:
    """Whether the words before a loss say that there is no news of it, not that nothing is known."""
    return "انباء" in untold and untold <= NEWS


def nothing(s: Sentence, frames: list[Frame]) -> set[int]:
    """ "دون وقوع إصابات": noughts on the frame they follow; returns the tokens that say so."""
    covered: set[int] = set()
    for m in s.by_kind.get("cue", ()):
        if m.entry.row.kind not in ("no_casualties", "no_damage") or m.i in covered:
            continue
        covered.update(range(m.i, m.j))
        untold = {s.tokens[k].norm for k in range(m.i, m.j)} & words("untold")
        if untold and not _no_news(untold):
            continue
        kind, of = (
            ("casualties", tail_of(s, m.j) or "person") if m.entry.row.kind == "no_casualties" else ("damaged", "other")
        )
        home = home_of(frames, m.i)
        if home is not None and not any(f.kind == kind and f.quantity.high == 0 for f in home.figures):
            home.figures.append(FigureMention(m.i, m.j, kind, of, NONE))
    return covered


def home_of(frames: list[Frame], k: int) -> Frame | None:
    """The frame that something at token k belongs to: the last before it, else the first."""
    return next((f for f in reversed(frames) if f.at <= k), frames[0] if frames else None)


def losses(r: Reach, frames: list[Frame], covered: set[int]) -> None:
    """ "خسائر بشرية ومادية", "خسائر في صفوفهم", "أضرار مادية": losses of people, of things, with no number."""
    s = r.s
    for m in s.by_kind.get("noun", ()):
        if not m.entry.id.startswith(("damage", "victim")) or m.i in covered or m.bits & ARTICLE or m.suffix:
            continue
        word = s.tokens[m.i].norm.removeprefix("و").removeprefix("ب").removeprefix("ل")
        home = home_of(frames, m.i)
        if home is None or word not in ("خساير", "خساره", "اضرار", "اضرارا", "اضرارًا"):
            continue
        covered.update(range(m.i, m.j))
        deny = negated(s, m.i, 8)  # "لم ترد أنباء عن أي أضرار بشرية"
        if deny == "untold":
            continue
        for f in _damaged(r, m) if not deny and word.startswith("اضرار") else _loss(s, m, NONE if deny else SOME):
            if not any(
                x.kind == f.kind and x.of == f.of and (x.i - 3 <= f.i <= x.j + 6 or f.quantity == x.quantity)
                for x in home.figures
            ):
                home.figures.append(f)


def _damaged(r: Reach, m: Match) -> list[FigureMention]:
    """ "أضرار في ثلاثة منازل", "أضرار بالمدرسة": the things that are named; else damage as such."""
    s = r.s
    for k in range(m.j, min(m.j + 5, s.j)):
        np = r.nps.get(k)
        if np is not None and np.role == "thing":
            return [*phrase_run(r, np, "damaged")] if np.of not in ("", "other") else _loss(s, m, SOME)
        tok = s.tokens[k]
        if (
            k in s.verbs
            or s.at("trigger", k) is not None
            or (tok.kind == "p" and tok.text not in SKIPPED)
            or tok.norm[0] == "و"
        ):
            break
    return [f for f in _loss(s, m, SOME) if f.kind != "damaged"]  # "أضرار مادية" of nothing that is named


def _loss(s: Sentence, m: Match, q: Quantity) -> list[FigureMention]:
    words = [s.tokens[k].norm for k in range(m.i, min(m.i + 5, s.j))]
    human = any(w.removeprefix("و").removeprefix("ال") == "بشريه" for w in words)
    material = any(w.removeprefix("و") in ("ماديه", "مادية") for w in words) or words[0].removeprefix("و").removeprefix(
        "ب"
    ).startswith("اضرار")
    out = []
    ranks = any(w in ("صفوف", "بصفوف", "صفوفهم", "بصفوفهم", "صفوفها", "بصفوفها", "الارواح") for w in words)
    if human or (ranks and not material):
        of = tail_of(s, m.j) or ("fighter" if ranks and "الارواح" not in words else "person")
        out.append(FigureMention(m.i, max(m.j, tail_end(s, m.j)), "casualties", of, q))
    if material and not (human and words[0].removeprefix("و").startswith("اضرار")):
        out.append(FigureMention(m.i, m.j, "damaged", "other", q))
    return out


def out_of_service(r: Reach, frames: list[Frame]) -> None:
    """ "خروج المشفى عن الخدمة", "أخرجت محطة المياه عن الخدمة": a thing that is damaged so that it stands idle."""
    s = r.s
    for k in range(s.i + 1, s.j - 1):
        if s.tokens[k].norm != "عن" or s.tokens[k + 1].norm not in ("الخدمه", "العمل"):
            continue
        left = max(s.i, k - IDLE_REACH)
        word = next((p for p in range(k - 1, left - 1, -1) if s.tokens[p].norm.lstrip("وفلب").startswith(IDLE)), None)
        home = home_of(frames, k)
        if word is None or home is None:
            continue
        np = next((r.nps[p] for p in range(word + 1, k) if p in r.nps), None)
        if np is None and word == k - 1 and s.tokens[word].norm.endswith(("ته", "تها", "جه", "جها")):
            hit = next((x for x in reversed(home.targets) if x.role == "thing" and x.j <= word), None)
            if hit is not None:  # "قصفت محطة المياه … وأخرجتها عن الخدمة"
                home.figures.append(FigureMention(word, k, "damaged", hit.of or "other", quantity_of(s, hit), hit))
        if np is not None and np.role == "thing" and np.i not in r.taken:
            home.figures += phrase_run(r, np, "damaged")


def fires(r: Reach, frames: list[Frame]) -> None:
    """ "اشتعال محطة وقود", "اندلاع حريق في مبنى" behind a strike: things damaged by fire."""
    if not any(f.type in STRIKES for f in frames):
        return
    s = r.s
    for k in [k for k, t in enumerate(s.tokens[s.i : s.j - 1], s.i) if of_fire[t.norm]]:
        lit = of_fire[s.tokens[k].norm] == "lit"
        at = next((p for p in range(k + 1, min(k + 4, s.j)) if p in r.nps), None)
        home = home_of(frames, k)
        if at is None or home is None or home.type not in STRIKES:
            continue
        np = r.nps[at]
        inside = np.prep == "ب" or s.tokens[at - 1].norm in ("في", "ب", "داخل")
        if np.role == "thing" and np.i not in r.taken and (inside or (lit and not np.prep and at == k + 1)):
            home.figures += phrase_run(r, np, "damaged")


def _of_fire(norm: str) -> str:
    """ "lit" for a word that says that something caught fire, "fire" for the fire itself, "" for any other."""
    bare = norm.lstrip("وفبل")
    if bare.startswith(("اشتعال", "اشتعل")):
        return "lit"
    return "fire" if bare in ("حريق", "حرايق", "حرايقا", "حريقا", "نيران", "النيران") else ""


of_fire = Table(_of_fire)
FELL = frozenset({"سقوط", "سقط", "ارتقاء"})
FELL_THEY = frozenset({"سقطوا", "سقطا", "سقطن", "ارتقوا"})  # behind those who fell


def missing(r: Reach, frames: list[Frame]) -> None:
    """ "عشرات المفقودين تحت الأنقاض", "ثلاثة أشخاص في عداد المفقودين": those who are missing, on the frame before."""
    s = r.s
    for k in [k for k, t in enumerate(s.tokens[s.i : s.j], s.i) if of_missing[t.norm]]:
        q = next((q for q in s.quantities.values() if q.head == k and q.unit is None and q.i not in r.taken), None)
        home = home_of(frames, k)
        if home is None or home.type in UNHURT:
            continue
        if q is not None:
            r.taken.add(q.i)
            home.figures.append(FigureMention(q.i, k + 1, "missing", "person", q.quantity))
        elif s.tokens[k - 1].norm.removeprefix("و") in ("عداد", "قايمه"):
            np = next((np for np in r.nps.values() if 0 <= k - 2 - np.j <= 2 and np.role == "person"), None)
            home.figures += phrase_run(r, np, "missing") if np is not None and np.i not in r.taken else []
    under(r, frames)


def under(r: Reach, frames: list[Frame]) -> None:
    """Those who are still under the rubble: "ولا يزال آخرون عالقين تحت الأنقاض"."""
    s = r.s
    for k in [k for k in range(s.i + 2, s.j - 1) if s.norms[k] == "تحت" and s.norms[k + 1] in RUBBLE]:
        left = max(s.i, k - RUBBLE_REACH)
        home = home_of(frames, k)
        np = next((r.nps[p] for p in range(k - 1, left - 1, -1) if p in r.nps), None)
        still = any(s.norms[p].removeprefix("و") in STILL for p in range(left, k))
        if home is None or not still or s.has(words("recovers"), left, k):
            continue
        others = next((p for p in range(k - 1, left - 1, -1) if s.norms[p] in OTHERS), -1)
        if others >= 0 and (np is None or np.i < others):
            home.figures.append(FigureMention(others, k + 2, "missing", "person", SOME))
        elif np is None or np.i in r.taken:
            continue
        elif np.kind == "others" or (np.role == "person" and np.quantity is not None):
            home.figures += phrase_run(r, np, "missing")


RUBBLE = frozenset({"الانقاض", "انقاض", "انقاضه", "انقاضها", "الركام", "ركام"})
RUBBLE_REACH = 9  # tokens from "لا يزال" to "تحت الأنقاض"
STILL = frozenset({"يزال", "تزال", "يزالون", "زال", "زالوا", "عالق", "عالقا", "عالقين", "عالقون", "عالقه"})


UNHURT = frozenset(
    {"talks", "aid", "agreement", "threat", "seizure", "reconnaissance"}
)  # nobody is missing after these


def _of_missing(norm: str) -> bool:
    return norm.lstrip("وب").removeprefix("ال") in ("مفقود", "مفقودا", "مفقودين", "مفقودون", "مفقودان")


of_missing = Table(_of_missing)


def _of_fall(norm: str) -> bool:
    return norm.lstrip("وب") in FELL or norm in FELL_THEY


of_fall = Table(_of_fall)


def _fell_before(r: Reach, k: int) -> list[FigureMention]:
    """Those counted before "سقطوا" at token k: "إن 25 مسلحاً وعشرة جنود سقطوا في المعارك"."""
    s = r.s
    told = k + 1 < s.j and s.norms[k + 1] in ("في", "خلال", "جراء", "اثر")
    first = next((np for np in r.nps.values() if np.j == k), None) if told and s.norms[k] in FELL_THEY else None
    while first is not None and first.i > s.i and "و" in (s.norms[first.i][0], s.norms[first.i - 1]):
        before = next((np for np in r.nps.values() if first.i - 1 <= np.j <= first.i and np.i < first.i), None)
        if before is None:
            break
        first = before
    counted = first is not None and first.quantity is not None and first.role == "person" and not first.prep
    return phrase_run(r, first, "killed") if first is not None and counted and first.i not in r.taken else []


def fallen(r: Reach, frames: list[Frame]) -> None:
    """ "سقوط 11 مواطناً وإصابة 33": the fallen that no word of death tells of."""
    s = r.s
    fell = [k for k, t in enumerate(s.tokens[s.i : s.j - 2], s.i) if of_fall[t.norm]]
    for k in fell:
        if any(m.i <= k < m.j for f in frames for m in (*f.trigs, *f.results)):
            continue
        before, by = _fell_before(r, k), home_of(frames, k)
        if before and by is not None:
            by.figures += before
            continue
        np = r.nps.get(k + 1)
        if (
            np is None
            or np.quantity is None
            or np.role != "person"
            or not np.of
            or np.head is None
            or np.head.entry.id.split(".")[0] in CASUALTY_NOUNS
        ):
            continue
        home = home_of(frames, k)
        joint = s.at("cue", np.j) if np.j < s.j else None
        if joint is not None and joint.entry.row.kind == "between":
            continue  # "سقوط عشرة مدنيين بين قتيل وجريح"
        if home is not None and s.at("trigger", np.head_at) is None:
            home.figures += phrase_run(r, np, "killed")
