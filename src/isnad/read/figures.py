"""Figures: how many were killed, hurt, taken, destroyed; how many strikes; from numbers, duals, singulars and lists."""

from __future__ import annotations

from dataclasses import replace

from isnad.arabic.numerals import apply, postfix_bound
from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import OTHERS, Np, bound_after
from isnad.model import Quantity
from isnad.read.frames import STRIKES, FigureMention, Frame

ONE, TWO, SOME = Quantity(1, 1, "eq"), Quantity(2, 2, "eq"), Quantity(2, None, "some")
BODY = ("killed", "injured", "casualties", "captured", "held", "displaced", "missing")
THINGS = ("destroyed", "damaged", "seized")
REACH = 9  # tokens between a word of result and what it counts


def find_figures(s: Sentence, frame: Frame, nps: dict[int, Np]) -> list[FigureMention]:
    """The figures of a frame, in the order of the text."""
    out: list[FigureMention] = []
    taken: set[int] = set()
    seen: list[Match] = []
    for m in sorted([*frame.results, *frame.trigs], key=lambda m: m.i):
        if m in seen:
            continue
        seen.append(m)
        t = m.entry.row.trigger
        if t.figure is None:
            continue
        if t.figure in ("strikes", "events"):
            out += _strikes(s, m, frame, taken)
        elif t.counted:
            out += _counted(s, m, nps, taken)
        else:
            out += _governed(s, m, nps, taken, out)
    out += _mean_strikes(s, frame, taken) + _taking_part(frame, taken)
    out.sort(key=lambda f: f.i)
    _joint(s, frame, out)
    out += _parts(s, out, nps, taken)
    out += _none(s, frame)
    out.sort(key=lambda f: f.i)
    _inherit(out)
    return out


def _bound(s: Sentence, np: Np, q: Quantity) -> Quantity:
    after = bound_after(s, np) if q.comparator == "eq" else None
    return apply(after, q.low) if after and q.low is not None else q


def quantity_of(s: Sentence, np: Np) -> Quantity:
    """The number of a noun phrase: told, or implied by a dual or a singular; a bare plural is "some"."""
    if np.quantity is not None:
        return _bound(s, np, np.quantity.quantity)
    one = np.number == "sg" and np.kind in ("noun", "name")
    after = s.quantities.get(np.head_at + 1) or s.quantities.get(np.j)
    if after is not None and after.construct == "after":
        return _bound(s, np, after.quantity)
    if one or np.kind == "name":
        return _bound(s, np, ONE)
    if np.number == "du":
        return _bound(s, np, TWO)
    return SOME


def _strikes(s: Sentence, m: Match, frame: Frame, taken: set[int]) -> list[FigureMention]:
    t = m.entry.row.trigger
    for k in range(max(s.i, m.i - 6), m.i + 1):
        q = s.quantities.get(k)
        if q is None or q.unit is not None or k in taken:
            continue
        if q.head <= m.i <= q.j + 1 and q.construct != "after" and s.tokens[q.num_i].norm.lstrip("وب") not in ("احد", "احدي"):
            taken.add(k)
            kind = "events" if t.figure == "events" else "strikes"
            of = "round" if t.id == "shells_hit" or _round(s, m) else "other"
            return [FigureMention(q.i, m.j, kind, of, q.quantity)]
    norm = s.tokens[m.i].norm
    if m.entry.row.feature == "du" or (norm.lstrip("وبلف").endswith(("تين", "تان")) and m.entry.row.pos == "phrase") or _dual_words(norm):
        kind = "events" if t.figure == "events" else "strikes"
        return [FigureMention(m.i, m.j, kind, "round" if _round(s, m) else "other", TWO)]
    return []


def _mean_strikes(s: Sentence, frame: Frame, taken: set[int]) -> list[FigureMention]:
    """Rockets, shells, bombs, cars with a number: how many times it struck."""
    if frame.type not in STRIKES:
        return []
    out = []
    own = {k for m in frame.trigs for k in range(m.i, m.j)}
    for m in frame.means:
        if m.i in own or m.entry.id in ("drone", "warplane", "helicopter", "artillery", "heavy", "firearm", "air_word", "loitering"):
            continue
        q = next((s.quantities[k] for k in range(max(s.i, m.i - 6), m.i) if k in s.quantities and s.quantities[k].head == m.i), None)
        of = "round" if m.entry.id in ("rocket", "shell", "mortar", "ballistic", "barrel", "bomb_air", "cluster", "rpg") else "other"
        if q is not None and q.unit is None and q.i not in taken:
            taken.add(q.i)
            out.append(FigureMention(q.i, m.j, "strikes", of, q.quantity))
        elif q is None and s.tokens[m.i].norm.lstrip("وبل").removeprefix("ال").endswith(("تين", "تان", "خين", "خان", "لين", "لان", "مين")) and s.tokens[m.i].norm not in ("قنابل",):
            out.append(FigureMention(m.i, m.j, "strikes", of, TWO))
    return out


def _taking_part(frame: Frame, taken: set[int]) -> list[FigureMention]:
    """A number that stands with the doers: who took part."""
    out = []
    for np in frame.actors:
        if np.quantity is not None and np.quantity.i not in taken and frame.type not in ("displacement", "killing", "detention") and np.quantity.quantity.comparator != "some":
            taken.add(np.quantity.i)
            out.append(FigureMention(np.i, np.j, "taking_part", np.of or "fighter", np.quantity.quantity, np))
    return out


def _dual_words(norm: str) -> bool:
    bare = norm.lstrip("ب")
    return bare in ("صاروخين", "صاروخان", "برميلين", "برميلان", "قذيفتين", "قذيفتان", "غارتين", "غارتان")


def _round(s: Sentence, m: Match) -> bool:
    return any(x in s.tokens[k].norm for k in range(m.i, m.j) for x in ("صار", "صوار", "قذيف", "قذاي", "برميل", "برامي"))


def _counted(s: Sentence, m: Match, nps: dict[int, Np], taken: set[int]) -> list[FigureMention]:
    t = m.entry.row.trigger
    kind = t.figure or "killed"
    for k in range(max(s.i, m.i - 7), m.i + 1):
        q = s.quantities.get(k)
        if q is not None and q.unit is None and k not in taken and q.head == m.i:
            taken.add(k)
            np = nps.get(q.i)
            end = np.j if np is not None else m.j
            of = _tail_of(s, m.j) or "person"
            bound = postfix_bound(s.tokens, m.j, s.j) if q.quantity.comparator == "eq" else None
            number = apply(bound, q.quantity.low) if bound and q.quantity.low is not None else q.quantity
            return [FigureMention(q.i, max(end, m.j), kind, of, number, np)]
    before = next((nps[k] for k in range(max(s.i, m.i - 5), m.i) if k in nps and nps[k].j >= m.i), None)
    if before is not None and before.quantity is not None:
        return []  # "40 شخصا بين قتيل وجريح" is told by the number before
    after = s.quantities.get(m.j)
    if after is not None and after.construct == "after" and after.unit is None and after.i not in taken:
        taken.add(after.i)
        return [FigureMention(m.i, after.j, kind, _tail_of(s, m.j) or "person", after.quantity)]
    if _number_said(s, m):
        return _number_said(s, m, taken)
    feature = m.entry.row.feature
    if m.bits & 4 and feature != "du":
        return []  # "القتلى", "الجرحى" with no number point back
    if m.suffix:
        return []
    q2 = TWO if feature == "du" else SOME if feature == "pl" else ONE
    if feature == "sg" and not _fell(s, m):
        return []
    return [FigureMention(m.i, m.j, kind, _tail_of(s, m.j) or "person", q2)]


def _number_said(s: Sentence, m: Match, taken: set[int] | None = None) -> list[FigureMention]:
    """"بلغ عدد القتلى 544 شخصاً", "ارتفع عدد الشهداء إلى 13"."""
    prev = s.tokens[m.i - 1].norm if m.i > s.i else ""
    if prev.lstrip("وبفل") not in ("عدد", "حصيله", "اعداد", "تعداد", "العدد", "الحصيله", "ضحايا", "من"):
        return []
    for k in range(m.j, min(m.j + 12, s.j)):
        q = s.quantities.get(k)
        if q is not None and q.unit is None and (taken is None or k not in taken):
            if taken is not None:
                taken.add(k)
            t = m.entry.row.trigger
            return [FigureMention(q.i, min(q.j + 1, s.j), t.figure or "killed", _tail_of(s, q.j) or "person", q.quantity)]
    return []


def _fell(s: Sentence, m: Match) -> bool:
    return any(s.tokens[k].norm.lstrip("و") in ("سقط", "سقوط", "وقوع", "ارتقي", "ارتقاء") for k in range(max(s.i, m.i - 3), m.i))


def _tail_of(s: Sentence, k: int) -> str:
    """"قتلى من المدنيين", "جرحى في صفوف المدنيين", "شهداء بينهم …": whose dead they are, by the noun behind."""
    for p in range(k, min(k + 4, s.j)):
        norm = s.tokens[p].norm
        noun = s.at("noun", p)
        if noun is not None:
            return str(noun.entry.row["of"]) if noun.entry.row["role"] == "person" else ("fighter" if noun.entry.row["role"] == "force" else "")
        actor = s.at("actor", p) or s.at("generic", p)
        if actor is not None:
            return "civilian" if actor.entry.id == "civilians" else "fighter"
        if norm not in ("من", "في", "صفوف", "بصفوف", "بين", "الي", "اكثر") and not norm.startswith(("جر", "وجر", "قت")):
            return ""
    return ""


def _governed(s: Sentence, m: Match, nps: dict[int, Np], taken: set[int], before: list[FigureMention]) -> list[FigureMention]:
    """The phrases that a verb or verbal noun of result governs, coordinated ones too."""
    t = m.entry.row.trigger
    kind = t.figure or "killed"
    out: list[FigureMention] = []
    k = m.j
    while k < min(m.j + REACH, s.j):
        np = nps.get(k)
        q = s.quantities.get(k)
        if k in s.covered:
            k = s.covered[k]
            continue
        if q is not None and q.unit is not None and q.unit not in ("money",):
            k = q.j
            continue
        if np is not None and _fits(np, kind):
            if _agent(s, np, m, nps):
                k = np.j
                continue
            return _run(s, m, kind, np, nps, taken)
        if q is not None and np is None and k not in taken:
            taken.add(k)
            of = "" if s.tokens[min(q.j, s.j - 1)].norm in OTHERS or kind in BODY else "other"
            end = q.j + (1 if q.j < s.j and s.tokens[q.j].norm in OTHERS else 0)
            return [FigureMention(q.i, end, kind, of, q.quantity)]
        if np is not None and np.role in ("force", "thing") and kind in BODY:
            k = np.j
            continue
        if s.tokens[k].norm in OTHERS:
            return [FigureMention(k, k + 1, kind, "", SOME if s.tokens[k].norm in ("اخرين", "اخرون") else ONE)]
        if _barrier(s, k, m):
            break
        if k == m.j and kind in BODY and _person_name(s, k):
            j, n = _names(s, k)
            return [FigureMention(k, j, kind, "person", Quantity(n, n, "eq"))]
        k += 1
    return out or _subject_before(s, m, kind, nps, taken)


def _fits(np: Np, kind: str) -> bool:
    if kind in BODY:
        return np.role in ("person", "") or np.kind in ("others", "name") or (np.quantity is not None and np.of in ("fighter", "person"))
    return np.role == "thing" or (kind == "seized" and np.quantity is not None)


def _agent(s: Sentence, np: Np, m: Match, nps: dict[int, Np]) -> bool:
    """Whether the first phrase after an active verb is the doer ("اعتقل عناصر … ثلاثة شبان")."""
    if np.quantity is not None or np.kind in ("others", "name") or np.prep:
        return False
    armed = np.role == "force" or (np.of == "fighter" and np.number == "pl") or np.actor_id.startswith("unidentified")
    if not armed:
        return False
    nxt = nps.get(np.j)
    for k in range(np.j, min(np.j + 7, s.j)):
        if k in nps:
            nxt = nps[k]
            break
    return nxt is not None and not nxt.conj and nxt.role in ("person", "thing") and (nxt.quantity is not None or nxt.prep == "")


def _run(s: Sentence, m: Match, kind: str, np: Np, nps: dict[int, Np], taken: set[int]) -> list[FigureMention]:
    out = []
    current: Np | None = np
    while current is not None and len(out) < 12:
        if current.i in taken:
            break
        if current.quantity is not None:
            taken.add(current.quantity.i)
        taken.add(current.i)
        of = current.of or ("" if current.kind == "others" else "person")
        if current.role == "force" and kind in BODY:
            of = "fighter"
        if current.role == "person" and current.of == "person" and any(o.entry.kind in ("actor", "generic") for o in current.owners):
            of = "fighter" if current.actor_id not in ("civilians",) and not _civil(current) else "civilian"
        vague = current.quantity is None and quantity_of(s, current) is SOME and (kind == "displaced" or (current.definite and kind in ("captured", "held")))
        if not vague:
            out.append(FigureMention(current.i, current.j, kind, of, quantity_of(s, current), current))
        nxt, conj = next_joined(s, current.j)
        candidate = nps.get(nxt)
        joined = candidate is not None and (candidate.conj or conj) and _fits(candidate, kind) and not s.at("trigger", nxt)
        current = candidate if joined else None
    return out


def next_joined(s: Sentence, k: int) -> tuple[int, bool]:
    """The token where a joined phrase would begin, over marks and a lone و; whether و stands there."""
    while k < s.j and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED | {"،", ",", "-"}:
        k += 1
    if k + 1 < s.j and s.tokens[k].norm == "و":
        return k + 1, True
    return k, k < s.j and s.tokens[k].norm.startswith("و")


def _civil(np: Np) -> bool:
    return any(m.entry.id == "civilians" for m in np.owners)


def _barrier(s: Sentence, k: int, m: Match) -> bool:
    tok = s.tokens[k]
    if tok.kind == "p":
        return tok.text not in SKIPPED | {"-"}
    cue = s.at("cue", k)
    if cue is not None and cue.entry.row.kind in ("result", "cause", "part", "agent"):
        return True
    if s.at("trigger", k) is not None or (s.at("speech", k) is not None and s.at("speech", k).entry.row.pos == "verb"):  # type: ignore[union-attr]
        return True
    return k in s.verbs or tok.norm in ("علي", "عن", "الي", "جراء", "برصاص", "ان")


def _subject_before(s: Sentence, m: Match, kind: str, nps: dict[int, Np], taken: set[int]) -> list[FigureMention]:
    """"أن 1792 شخصا قتلوا", "3 مدنيين أصيبوا": a counted phrase right before the verb."""
    fell = m.entry.row.pos == "noun" and bool(m.suffix) and any(s.tokens[k].norm.lstrip("وف") in ("لقي", "لقيت", "لقوا", "يلقي") for k in range(max(s.i, m.i - 9), m.i))
    if m.entry.row.pos == "verb" or fell:
        for k in range(m.i - 1, max(s.i - 1, m.i - 11), -1):
            np = nps.get(k)
            if np is not None and np.j <= m.i and np.i not in taken and _fits(np, kind) and m.i - np.j <= 4:
                if any(s.tokens[p].text in "،.:" or p in s.verbs or s.at("trigger", p) for p in range(np.j, m.i)):
                    return []
                if np.quantity is None and np.number == "pl" and np.definite:
                    return []
                return _run(s, m, kind, np, nps, taken)
    if m.suffix and kind in BODY and m.entry.row.pos == "noun":
        n = ONE if m.suffix in ("ه", "ها") else TWO if m.suffix == "هما" else SOME
        return [FigureMention(m.i, m.j, kind, "person", n)]
    return []


def _person_name(s: Sentence, k: int) -> bool:
    k2 = k
    while k2 < s.j and s.tokens[k2].kind == "p" and s.tokens[k2].text in SKIPPED:
        k2 += 1
    if k2 >= s.j or s.tokens[k2].kind != "w":
        return False
    norm = s.tokens[k2].norm
    if norm in words("person_title") or norm in ("كل",):
        return True
    return not (norm in words("preposition") or norm in words("clause") or k2 in s.verbs or len(norm) < 3 or any((kd, k2) in s.starts for kd in ("noun", "trigger", "cue", "speech", "place", "means", "source_noun", "pw_type", "pw_direction")) or norm.startswith(("ال", "وال", "بال")))


def _names(s: Sentence, k: int) -> tuple[int, int]:
    """The end of a run of names, and how many there are (joined by و or commas)."""
    j, n, count = k, 0, 1
    if s.tokens[k].norm == "كل":
        j += 2 if k + 1 < s.j and s.tokens[k + 1].norm == "من" else 1
    begin = j
    while j < s.j and j - begin < 40:
        tok = s.tokens[j]
        if tok.kind == "p":
            if tok.text in "،,-–" and count and _person_name(s, j + 1) and n:
                count, n = count + 1, 0
            elif tok.text not in SKIPPED | {":"}:
                break
            j += 1
            continue
        norm = tok.norm
        if norm in words("preposition") or norm in words("relative") or j in s.verbs or j in s.covered or s.at("cue", j) or s.at("trigger", j) or s.at("speech", j):
            break
        if norm == "و" or (norm[0] == "و" and len(norm) > 3 and n >= 2):
            count, n = count + 1, 0
        n += 1
        j += 1
    while j > begin and s.tokens[j - 1].kind == "p":
        j -= 1
    return max(j, k + 1), count


def _joint(s: Sentence, frame: Frame, out: list[FigureMention]) -> None:
    """"مقتل وإصابة 20", "قتلى وجرحى" with one number, "35 بين شهيد وجريح": one number of casualties."""
    results = sorted(frame.results, key=lambda m: m.i)
    for a, b in zip(results, results[1:], strict=False):
        ka, kb = a.entry.row.trigger.figure, b.entry.row.trigger.figure
        if {ka, kb} != {"killed", "injured"} or b.i != a.j or not b.bits & CONJ:
            continue
        counted = a.entry.row.trigger.counted and b.entry.row.trigger.counted
        first = [f for f in out if f.kind == ka and f.i <= a.i < f.j]
        second = [f for f in out if f.i >= b.i - 8 and f.kind == kb]
        if counted and first and first[0].i < a.i:
            out[:] = [f for f in out if f not in second or f.i < first[0].i]
            first[0].kind = "casualties"
            first[0].j = max(first[0].j, b.j)
        elif not counted and second and not any(f.kind == ka and f.j <= a.i for f in out):
            second[0].kind = "casualties"
            for f in second[1:]:
                f.kind = "casualties"
            out[:] = [f for f in out if f in second or f.kind != ka or abs(f.i - a.i) > 2]
    for k in range(frame.s.i, frame.s.j - 3):
        if frame.s.tokens[k].norm == "بين" and k + 2 < frame.s.j:
            trio = [frame.s.at("trigger", p) for p in (k + 1, k + 2)]
            kinds = {m.entry.row.trigger.figure for m in trio if m is not None}
            if kinds == {"killed", "injured"}:
                before = [f for f in out if f.j <= k and k - f.j <= 4]
                gone = [f for f in out if f.i in (k + 1, k + 2)]
                q = next((frame.s.quantities[p] for p in range(max(frame.s.i, k - 7), k) if p in frame.s.quantities and frame.s.quantities[p].unit is None), None)
                out[:] = [f for f in out if f not in gone]
                if before:
                    before[-1].kind = "casualties"
                elif q is not None:
                    out.append(FigureMention(q.i, k + 3, "casualties", _tail_of(frame.s, q.j) or "person", q.quantity))


def _parts(s: Sentence, out: list[FigureMention], nps: dict[int, Np], taken: set[int]) -> list[FigureMention]:
    """"بينهم 3 أطفال وامرأة", "معظمهم أطفال", "من بينهم قيادي": parts of the figure before."""
    more: list[FigureMention] = []
    for cue in s.by_kind.get("cue", ()):
        if cue.entry.row.kind != "part":
            continue
        total = next((f for f in reversed(out) if f.i < cue.i and cue.i - f.j <= 12 and f.kind in (*BODY, *THINGS)), None)
        if total is None:
            continue
        word = s.tokens[cue.i].norm.lstrip("و")
        most = word.startswith(("معظم", "غالب", "اغلب", "اكثر", "جل"))
        np = next((nps[k] for k in range(cue.j, min(cue.j + 4, s.j)) if k in nps), None)
        if np is None:
            q = next((s.quantities[k] for k in range(max(s.i, cue.i - 3), cue.i) if k in s.quantities and s.quantities[k].j == cue.i), None)
            if q is not None and q.i not in taken:
                taken.add(q.i)
                more.append(FigureMention(q.i, cue.j, total.kind, total.of, q.quantity, part=True))
            continue
        if np.i in taken or (np.role not in ("person", "force") and np.kind != "others"):
            continue
        before_q = next((s.quantities[k] for k in range(max(s.i, cue.i - 3), cue.i) if k in s.quantities and s.quantities[k].j == cue.i), None)
        if before_q is not None and before_q.i not in taken and np.quantity is None:  # ستة منهم أطفال
            taken.add(before_q.i)
            taken.add(np.i)
            more.append(FigureMention(before_q.i, np.j, total.kind, np.of, before_q.quantity, np, True))
            continue
        run = _run(s, cue, total.kind, np, nps, taken)
        for f in run:
            f.part = True
            if most and total.quantity.low is not None:
                f.quantity = apply("most", total.quantity.low) if total.quantity.high is not None else replace(SOME)
        more += run
    return more


def _none(s: Sentence, frame: Frame) -> list[FigureMention]:
    """"دون وقوع إصابات": a figure of nought, on the nearest frame before it."""
    out = []
    for m in s.by_kind.get("cue", ()):
        if m.entry.row.kind in ("no_casualties", "no_damage") and m.i >= frame.at:
            kind, of = ("casualties", "person") if m.entry.row.kind == "no_casualties" else ("damaged", "other")
            if not any(f.kind == kind for f in out):
                out.append(FigureMention(m.i, m.j, kind, of, Quantity(0, 0, "eq")))
    return out


def _inherit(out: list[FigureMention]) -> None:
    """"3 آخرين" are of the sort of those before."""
    last = ""
    for f in out:
        if f.kind in BODY:
            if not f.of:
                f.of = last or "person"
            elif not f.part:
                last = f.of if f.of not in ("child", "woman") else "person"
    for f in out:
        f.of = f.of or "other"
