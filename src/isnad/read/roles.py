"""Roles: who did it and to whom, by construction."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.mentions.annotate import Sentence
from isnad.mentions.parties import Np
from isnad.read.figures import next_joined
from isnad.read.frames import STRIKES, Frame

STOPS = frozenset(["فيما", "بينما", "حين", "حيث", "كما", "ثم", "لكن", "ولكن", "غير"])
PERSONAL = frozenset({"arrest", "abduction", "assassination", "execution", "killing", "detention"})


class Roles:
    """Assigns the parties of one sentence to its frames; `blocked` are phrases that are sources, not parties."""

    def __init__(self, s: Sentence, frames: list[Frame], nps: dict[int, Np], blocked: set[int]) -> None:
        self.s, self.frames, self.nps = s, frames, nps
        self.blocked = blocked
        self.order = sorted(nps)
        self.used: set[int] = set()

    def assign(self) -> None:
        """Fill actors and targets of all frames of the sentence."""
        for n, f in enumerate(self.frames):
            left = max((x.end for x in self.frames[:n]), default=self.s.i)
            right = min((x.at for x in self.frames[n + 1 :]), default=self.s.j)
            self._frame(f, left, right)
        for n, f in enumerate(self.frames):
            if not f.actors and n and self._shares_subject(self.frames[n - 1], f):
                f.actors = list(self.frames[n - 1].actors)
                if f.actors:
                    f.rules.append("subject carried in the sentence")

    def _shares_subject(self, a: Frame, b: Frame) -> bool:
        m = b.trigs[0]
        return bool(m.bits & CONJ) and m.entry.row.pos == "verb" and a.trigs[0].entry.row.pos == "verb" and not b.trigger.patient

    # -- one frame

    def _frame(self, f: Frame, left: int, right: int) -> None:
        for m in sorted(f.trigs, key=lambda m: m.i):
            if m.entry.row.pos == "verb":
                self._verb(f, m, left, right)
            else:
                self._noun(f, m, left, right)
        first = min(m.i for m in f.trigs)
        last = max(m.j for m in f.trigs)
        self._light(f, first, left)
        if f.trigs[0].entry.row.pos != "verb":
            self._objects(f, last, right)
        self._marked(f, first, last, left, right)
        if f.trigger.sides:
            self._sides(f, last, right)
        if not f.targets and f.type in ("explosive", "suicide_attack", "armed_attack"):
            self._scene(f, last, right)
        if not f.actors:
            self._aircraft(f, last, right)
        if not f.actors:
            self._svo(f, first, left)
        self._objects(f, last, right)
        if f.type == "displacement" and f.targets:  # those who flee take part
            f.actors += [t for t in f.targets if t not in f.actors]
            f.targets = []

    def _np(self, k: int) -> Np | None:
        np = self.nps.get(k)
        return None if np is None or k in self.blocked else np

    def _next(self, k: int, end: int, gap: int = 2, places: bool = False) -> Np | None:
        """The next phrase from token k on, over at most `gap` words that are no verb, mark or preposition."""
        steps = 0
        while k < end and steps <= gap:
            np = self._np(k)
            if np is not None:
                return np
            if k in self.s.covered:
                k = self.s.covered[k]
                continue
            tok = self.s.tokens[k]
            if tok.kind == "p" and tok.text in SKIPPED | {"،", "-"}:
                k += 1
                continue
            if tok.kind == "p" or k in self.s.verbs or self.s.at("trigger", k) or self.s.at("cue", k):
                return None
            if ("place", k) in self.s.starts and not places:
                return None
            if tok.norm in STOPS or tok.norm in ("في", "علي", "من", "الي", "عن", "مع", "بين", "ضد"):
                return None
            k += 1
            steps += 1
        return None

    def _coordinated(self, np: Np, end: int) -> list[Np]:
        out = [np]
        k = np.j
        while k < end:
            k, conj = next_joined(self.s, k)
            nxt = self._np(k) if k < end else None
            if nxt is None or not (nxt.conj or conj):
                break
            if (nxt.role == "thing") != (np.role == "thing") and not (nxt.role == "force" or np.role == "force"):
                break
            out.append(nxt)
            k = nxt.j
        return out

    def _give(self, f: Frame, role: str, np: Np, end: int) -> None:
        for x in self._coordinated(np, end):
            where = f.actors if role == "actor" else f.targets
            if all(x is not y for y in f.actors + f.targets):
                where.append(x)
                self.used.add(x.i)

    @staticmethod
    def armed(np: Np) -> bool:
        """Whether a phrase may do force: a side, its arms, armed men, unknown gunmen."""
        if np.kind in ("actor", "generic", "nat"):
            return not any(m.entry.id in ("civilians", "journalists", "medics") for m in np.owners)
        if np.role == "force" or np.air:
            return True
        return (np.of == "fighter" and np.number == "pl") or np.actor_id.startswith("unidentified")

    def _verb(self, f: Frame, m: Match, left: int, right: int) -> None:
        t = m.entry.row.trigger
        first = self._next(m.j, right, 3)
        while first is not None and first.prep in ("ب", "ك"):  # the means, not a party
            first = self._next(first.j, right, 2)
        if first is None:
            return
        if t.id in ("target", "bomb", "pound") and m is not f.trigs[0] and not m.bits & CONJ:
            self._give(f, "target", first, right)  # "غارات استهدفت منزلاً"
            return
        second = self._next(first.j, right, 3)
        if second is not None and second.conj:
            chain = self._coordinated(first, right)
            second = self._next(chain[-1].j, right, 3)
        doer = self.armed(first)
        has_object = (second is not None and second.prep == "" and not second.conj) or self._place_object(first.j, right)
        if t.patient:
            if doer and has_object and first.quantity is None:
                self._give(f, "actor", first, right)
                if second is not None:
                    self._give(f, "target", second, right)
            elif doer and first.quantity is None and first.kind in ("actor", "generic") and t.type in ("arrest", "abduction", "seizure", "detention"):
                self._give(f, "actor", first, right)
            else:
                self._give(f, "target", first, right)
            return
        if doer or (t.type in ("talks", "agreement", "displacement", "protest", "movement", "threat", "reconnaissance", "territory", "armed_attack") and not (t.takes == "both" and first.role == "thing")):
            self._give(f, "actor", first, right)
            if second is not None and second.prep == "" and t.type in STRIKES | {"territory", "destruction", "talks", "threat"}:
                self._give(f, "target", second, right)
        else:
            self._give(f, "target", first, right)

    def _place_object(self, k: int, end: int) -> bool:
        for p in range(k, min(k + 5, end)):
            if p in self.s.covered:
                continue
            if ("place", p) in self.s.starts:
                prev = self.s.tokens[p - 1].norm
                return prev not in ("في", "من") and not self.s.tokens[p].norm.startswith(("ب", "ل"))
        return False

    def _noun(self, f: Frame, m: Match, left: int, right: int) -> None:
        t = m.entry.row.trigger
        nat = self.s.at("nat", m.j)
        k = m.j
        if nat is not None and not nat.bits & CONJ:
            np = self._np(m.j)
            if np is not None and np.kind == "nat":
                self._give(f, "actor", np, np.j)
                k = np.j
        elif m.j < self.s.j and self.s.tokens[m.j].text == "#":
            np = self._np(m.j + 1)
            if np is not None and np.kind == "nat":
                self._give(f, "actor", np, np.j)
                k = np.j
        first = self._next(k, right, 2)
        if first is None:
            return
        if m.suffix and f.trigger.patient:
            return
        gap = first.i - k
        if first.prep == "ب":
            return
        direct = gap <= 1 and first.prep == ""
        if gap == 0 and first.j == first.i + 1 and self.s.tokens[first.i].ta and first.kind == "noun" and first.role == "person" and first.quantity is None:
            return  # "عملية إرهابية": an adjective of the event
        second = self._next(self._coordinated(first, right)[-1].j, right, 3)
        takes = t.takes
        if first.prep == "ل":
            armed = not f.actors and ((self.armed(first) and t.type in STRIKES | {"armed_clash"}) or t.type in ("movement", "reconnaissance", "displacement", "protest"))
            self._give(f, "actor" if armed and t.id != "target" else "target", first, right)
            return
        if not direct and gap > 1 and first.quantity is None and takes == "target":
            return
        if self.armed(first) and not f.actors and takes != "target":
            victim = t.id == "target" and first.role == "force" and not first.air and not (second is not None and not second.conj) and not self._place_object(first.j, right) and first.kind == "noun" and not first.owners
            self._give(f, "target" if victim else "actor", first, right)
            if second is not None and second.prep in ("", "ل") and t.type in STRIKES | PERSONAL | {"territory", "destruction"}:
                self._give(f, "target", second, right)
        elif takes == "target" and self.armed(first) and first.quantity is None and second is not None and not second.conj and second.role in ("person", "thing"):
            self._give(f, "actor", first, right)
            self._give(f, "target", second, right)
        elif takes in ("target", "both") or t.type in STRIKES | PERSONAL:
            self._give(f, "target", first, right)
        elif takes == "actor":
            self._give(f, "actor", first, right)

    def _light(self, f: Frame, first: int, left: int) -> None:
        """"شنت طائرات … غارات", "تعرضت القرية لقصف": the subject of a light verb before the event noun."""
        for k in range(first - 1, max(left - 1, first - 22), -1):
            cue = self.s.at("cue", k)
            if cue is None or cue.entry.row.kind != "light":
                if self.s.tokens[k].text in ".؛:" or (k in self.s.verbs and self.s.at("cue", k) is None and self.s.at("trigger", k) is None):
                    if k in self.s.verbs and self.s.at("speech", k) is None:
                        continue
                    return
                continue
            sub = cue.entry.row.subject
            if sub in ("actor", "target"):
                np = self._next(cue.j, first, 4)
                if np is None or np.prep == "ب":
                    np = self._before(k, max(left, k - 12))
                if np is None:
                    return
                if sub == "actor" and (self.armed(np) or f.type in ("protest", "talks", "agreement", "aid", "threat") or np.of == "fighter"):
                    if not f.actors:
                        self._give(f, "actor", np, first)
                elif sub == "target" and np.prep in ("", "ل"):
                    self._give(f, "target", np, first)
            return

    def _before(self, k: int, left: int) -> Np | None:
        """The phrase that ends right before token k (over marks, brackets and a relative pronoun)."""
        for start in reversed([x for x in self.order if left <= x < k]):
            np = self._np(start)
            if np is None or np.j > k:
                continue
            gap = [t for t in self.s.tokens[np.j : k] if t.kind != "p"]
            inside = [p for p in range(np.j, k) if p in self.s.covered]
            stationed = len(gap) <= 10 and any(t.norm == "في" for t in gap[:3]) and np.role == "force" and not any(p in self.s.verbs or self.s.at("trigger", p) for p in range(np.j, k))
            if (len(gap) - len(inside) <= 2 or stationed) and not any(t.text in ".؛:" for t in self.s.tokens[np.j : k]):
                return self._first_of(np, left)
            return None
        return None

    def _first_of(self, np: Np, left: int) -> Np:
        """The first of the phrases joined with this one: "قوات … والميليشيات … قصفت"."""
        while np.conj:
            before = next((self.nps[x] for x in reversed(self.order) if left <= x < np.i), None)
            if before is None or not 0 <= np.i - before.j <= 1 or before.i in self.blocked or not self.armed(before):
                break
            np = before
        return np

    def _svo(self, f: Frame, first: int, left: int) -> None:
        """A side before its verb: "قوات … قصفت", "الطائرات التي استهدفت", headlines."""
        m = min(f.trigs, key=lambda m: m.i)
        if m.entry.row.pos != "verb" or (f.trigger.patient and f.targets and f.type not in ("arrest", "abduction")):
            return
        np = self._before(first, max(left, first - 14))
        if np is None or np.i in self.used or np.prep == "ب":
            return
        human = np.role in ("person", "force") and np.kind != "others"
        object_ = self._next(m.j, min(m.j + 6, self.s.j), 3) is not None or self._place_object(m.j, min(m.j + 6, self.s.j)) or bool(m.suffix)
        if self.armed(np) or (human and (not f.trigger.patient or object_)):
            self._give(f, "actor", np, first)

    def _marked(self, f: Frame, first: int, last: int, left: int, right: int) -> None:
        """Roles marked by a word: "من قبل", "نفذها", "ضد", "على", "بدعم من"."""
        for cue in self.s.by_kind.get("cue", ()):
            kind = cue.entry.row.kind
            if kind == "light" and cue.suffix and cue.entry.row.subject == "actor" and f.trigs[0].entry.row.pos != "verb":
                kind = "agent"  # غارات شنتها …, هجوم نفذه …
            if kind not in ("agent", "onto", "support"):
                continue
            near = last <= cue.i < right or (kind == "support" and left <= cue.i < first)
            if not near or cue.i - last > 28:
                continue
            np = self._next(cue.j, right if cue.i >= last else first, 3)
            if np is None or np.i in self.used:
                continue
            if kind == "agent":
                if self._place_between(cue.j, np.i) or (not self.armed(np) and np.of != "fighter" and "قبل" not in self.s.tokens[cue.j - 1].norm and "يد" not in self.s.tokens[cue.j - 1].norm):
                    continue
                if not f.actors or all(a.kind == "nat" for a in f.actors):
                    self._give(f, "actor", np, right)
            elif kind == "support":
                if self.armed(np):
                    self._give(f, "actor", np, right)
            elif not f.targets and f.type in STRIKES | {"threat", "protest", "territory", "armed_clash", "destruction", "arrest", "abduction", "assassination"}:
                self._give(f, "target", np, right)

    def _aircraft(self, f: Frame, last: int, right: int) -> None:
        """"بطائرة مسيرة تركية", "عبر طيران …": the owner of the aircraft is the doer."""
        for k in range(last, min(last + 12, right)):
            np = self._np(k)
            if np is not None and np.air and np.owners and (np.prep == "ب" or self.s.tokens[max(k - 1, self.s.i)].norm in ("عبر", "من", "بواسطه", "ب")):
                self._give(f, "actor", np, np.j)
                return

    def _scene(self, f: Frame, last: int, right: int) -> None:
        """"انفجار … في سوق", "قرب حاجز": the market or post where it went off was hit."""
        for k in range(last, min(last + 12, right)):
            if self.s.tokens[k].norm in ("في", "قرب", "امام", "عند", "داخل", "خارج", "وسط") or self.s.tokens[k].norm == "ب":
                np = self._np(k + 1)
                if np is not None and np.role == "thing" and np.of in ("facility", "base", "building", "vehicle"):
                    self._give(f, "target", np, right)
                    return
            if self.s.tokens[k].text in ".؛":
                return

    def _place_between(self, a: int, b: int) -> bool:
        return any(("place", k) in self.s.starts for k in range(a, b))

    def _sides(self, f: Frame, last: int, right: int) -> None:
        """"بين … و…", "مع …": all who take part are actors."""
        for k in range(last, min(last + 14, right)):
            norm = self.s.tokens[k].norm
            if norm in ("بين", "مع"):
                np = self._next(k + 1, right, 1)
                if np is not None:
                    f.actors = [a for a in f.actors if a not in f.targets]
                    self._give(f, "actor", np, right)
                    tail = self._coordinated(np, right)[-1].j
                    for p in range(tail, min(tail + 4, right)):
                        if self.s.tokens[p].norm in ("وبين", "من", "وبينهم"):
                            far = self._next(p + 1, right, 3)
                            if far is not None:
                                self._give(f, "actor", far, right)
                return
        if f.targets:
            f.actors += [t for t in f.targets if t not in f.actors]
            f.targets = []

    def _objects(self, f: Frame, last: int, right: int) -> None:
        """"على منزل", "لـ…": what was hit, where nothing else says it."""
        if f.targets or f.type not in STRIKES | {"threat", "territory"}:
            return
        for k in range(last, min(last + 18, right)):
            tok = self.s.tokens[k]
            if tok.text in ".؛" or (self.s.at("speech", k) is not None and k in self.s.verbs):
                return
            cue = self.s.at("cue", k)
            if cue is not None and cue.entry.row.kind in ("result",):
                return
            if tok.norm in ("علي", "ضد") or tok.norm == "ل":
                np = self._next(k + 1, right, 1)
                if np is not None and np.i not in self.used:
                    self._give(f, "target", np, right)
                    return
