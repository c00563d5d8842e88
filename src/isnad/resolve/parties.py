"""From a noun phrase to an actor id: by name, owner, nationality and domain, or the last one that fits."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from isnad.arabic.tokens import ARTICLE
from isnad.lexicon.load import Actor, Lexicon
from isnad.lexicon.words import actor_trait, words
from isnad.mentions.parties import KIN, Np

DEMONSTRATIVES = frozenset({"هذا", "هذه", "تلك", "ذات"})
# A country's own unless another was called so.
POINTING = frozenset({"احتلال", "محتل", "ميليشيا", "هييه", "فصايل", "مرتزق"})
WANTED = {
    "force": ("state_force", "armed_group", "militia"),
    "armed_group": ("armed_group", "militia"),
    "organisation": ("armed_group",),
    "flying": ("state_force", "international"),
}
OFFICES = frozenset({"official", "counterpart", "chief"})  # persons who stand for their state
SECRET_SERVICE = "intelligence"  # of party_nouns.csv
# Armed men who are of no state, whatever their nationality.
LAWLESS = frozenset({"gunman", "rebel", "extremist", "terrorist", "militiaman", "mercenary", "combatant", "pirate"})
# Whom a state has beside its own forces: "القوات التركية والتنظيمات التابعة لها".
BANDS = frozenset({"faction", "militia", "armed_group_n", "organisation", "mercenary"})
POLICE = "police:"  # of actor_generic.csv: that of the side named last that has one, else the country's
GUNMEN = "unidentified.armed"  # of actors.csv
OF_NO_STATE = "gunmen and opposition of a nationality are not its forces"
OPPOSED = "معارض"  # in generic names: "المعارضة المسلحة", "قوات المعارضة"
FORMER = "former:"  # of actor_generic.csv: the side itself, whatever the day ("قوات النظام البائد")


@dataclass(slots=True)
class PartyContext:
    """What resolving needs: the report's country, the day of the event (ISO) and the actors named so far.

    `besides` are actors that a generic name can't mean where it stands: nobody is his own target. Where states talk,
    `talking`, a nationality is its government; where it acts from the air, `aloft`, its air force.
    """

    lexicon: Lexicon
    country: str = ""
    day: str | None = None
    recent: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)
    besides: frozenset[str | None] = frozenset()
    talking: bool = False
    aloft: bool = False
    men: str | None = None  # the group whose men were told of last; None where they were nobody's
    styled: dict[str, str] = field(default_factory=dict)  # whose the army is that a report's own side calls so

    def remember(self, actor_id: str, names: Iterable[str] = ()) -> None:
        """Put an actor on top of those named last; `names` are the folded words that it was called by."""
        if actor_id in self.recent:
            self.recent.remove(actor_id)
        self.recent.append(actor_id)
        actor = self.lexicon.actors.get(actor_id)
        if actor_id == GUNMEN or (actor is not None and actor.kind in WANTED["armed_group"]):
            self.men = actor_id if actor_id != GUNMEN else None
        for w in names:
            self.called[stem(w)] = actor_id

    def last(self, want: str, besides: Collection[str] = ()) -> str | None:
        """The actor named last that is of a kind: any, force, armed_group, or a kind of actors.csv."""
        for actor_id in reversed(self.recent):
            actor = self.lexicon.actors.get(actor_id)
            if (
                actor
                and actor_id not in self.besides
                and actor_id not in besides
                and (want == "any" or actor.kind in WANTED.get(want, (want,)))
            ):
                return actor_id
        return None


ARMS = frozenset({"police", "state_force"})
SINCE = "2014-09-21"  # the day from which Yemen has two that call themselves its army


def styled(norms: Collection[str], day: str | None) -> dict[str, str]:
    """Whose the army is, by its id, in a report of the side that calls its own so; nothing in any other report."""
    if day is None or day < SINCE or words("styled_voice").isdisjoint(norms):
        return {}
    if not words("not_styled").isdisjoint(norms):
        return {}
    return {army: side for side, army in actor_trait("styled").items()}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without و, a preposition, the article ("والتنظيم"); militias are spelled in many ways.

    >>> stem("للميليشيات")
    'ميليشيا'
    """
    for head in ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ب", "ل"):
        if word.startswith(head) and len(word) - len(head) >= 3:
            word = word[len(head) :]
            break
    return "ميليشيا" if word.startswith(("ميليش", "مليش", "ميلش")) else "مرتزق" if word.startswith("مرتزق") else word


def resolve_party(np: Np, ctx: PartyContext) -> tuple[str | None, str]:
    """The actor id of a phrase, or None, and the reason in a few words."""
    found: tuple[str | None, str] = (None, "no actor named")
    if np.kind == "generic" and np.others:
        return None, "others of the sort"
    if np.theirs and (np.kind == "generic" or (not np.owners and np.head is not None and np.head.entry.id in BANDS)):
        return _their_own(ctx)
    if np.theirs and not np.owners:
        last = ctx.last("force")
        return last, "of the side named last"
    if np.role == "thing" and np.actor_id == "medics" and not any(m.entry.kind == "actor" for m in np.owners):
        return "medics", "by the noun"  # "سيارة إسعاف فلسطينية"
    if np.kind == "noun" and np.actor_id == "civilians" and np.head is not None and np.head.entry.id in KIN:
        return "civilians", "kin of a group's men are civilians"
    belongs = len(np.owners) > 1 and np.owners[-1].i - np.owners[0].j >= 1  # "… التابع لـ": the last owner decides
    belongs = belongs or (np.kind == "generic" and np.owners[-1].entry.kind == "actor")  # "فصائل جيش الفتح"
    for m in reversed(np.owners) if np.kind == "noun" or belongs else np.owners:
        if m.entry.kind == "actor":
            found = (_by_period(m.entry.row, ctx), f"named: {m.entry.id}")
            break
        if m.entry.kind == "generic":
            found = _generic(m.entry.row, ctx, m.entry.id)
            break
    if belongs:
        found = _own_arm(np, found, ctx)
    if (np.allied or np.patron is not None) and (
        found[0] is None or found[0] == "syr.opp" or (np.head is not None and np.head.entry.kind == "generic")
    ):
        return _allied(np, ctx)
    nat = next((m for m in np.owners if m.entry.kind == "nat"), None)
    told = next((m for m in np.owners if m.entry.kind == "generic"), None)
    if nat is not None and (
        found[0] is None
        or (told is not None and nat.i == told.j and found[1].startswith("generic"))  # "عناصر الجيش التركي"
        or (np.kind != "actor" and _plain_state(found[0]))
        or (np.kind == "generic" and found[1].startswith("generic, l"))  # "الطيران الحربي الأمريكي": told, not the last
        or (np.kind == "generic" and found[0] == "syr.opp" and nat.entry.row["country"] != ctx.country)
    ):
        by = _nationality(nat.entry.row, np, ctx)
        if by[0] is not None:
            return by
        if found[1].startswith("generic, l") and nat.entry.row["country"]:
            return by  # "القوات السويدية": of a nation whose forces have no id, not the forces named last
    if found[0] is not None:
        return air_arm(found, np, ctx)
    if np.actor_id == GUNMEN and _the_men(np) and ctx.men not in (None, *ctx.besides):
        return ctx.men, "the men told of before"  # "وأضاف أن المسلحين أحرقوا المنازل"
    if np.actor_id:
        return _typed(np.actor_id, ctx)
    return found


def _own_arm(np: Np, found: tuple[str | None, str], ctx: PartyContext) -> tuple[str | None, str]:
    """The arm of a government that is told to belong to it: "عناصر الأمن التابعين للحكومة"; else what was found."""
    government = ctx.lexicon.actors.get(found[0] or "")
    if government is None or government.kind != "government":
        return found
    for m in (m for m in np.owners[:-1] if m.entry.kind in ("actor", "generic")):
        row = m.entry.row
        own = _by_period(row, ctx) if m.entry.kind == "actor" else _generic(row, ctx, m.entry.id)[0]
        arm = ctx.lexicon.actors.get(own or "")
        if arm is not None and arm.kind in ARMS and arm.country == government.country:
            return arm.id, f"an arm of {government.id}"
    return found


def _their_own(ctx: PartyContext) -> tuple[str | None, str]:
    """As in "القوات التركية والفصائل التابعة لها": a state's factions are its allies, a group's are of the group."""
    last = ctx.lexicon.actors.get(ctx.recent[-1]) if ctx.recent else None
    if last is None or last.kind in ("state_force", "government"):
        return _allies_of(last.country if last is not None else "", ctx)
    return last.id, "of the side named last"


def _the_men(np: Np) -> bool:
    """Whether a phrase points to gunmen or attackers; "الجهات المجهولة" are those nobody knows."""
    m = np.head
    told = m is not None and bool(m.bits & ARTICLE) and m.entry.id.startswith(("gunman", "assailant"))
    return told and np.quantity is None  # "عشرات المسلحين" are any


def _allied(np: Np, ctx: PartyContext) -> tuple[str | None, str]:
    """As in "الفصائل الموالية لتركيا", "الميليشيات المساندة لها": whose allies they are decides."""
    patron = np.patron.entry if np.patron is not None else None
    own: str | None = None  # the patron itself, where it is at home
    if patron is not None and patron.kind == "nat":
        country = patron.row["country"]
    elif patron is not None and patron.kind == "actor":
        side = patron.row[0]
        country = side.country
        if country == ctx.country:
            own = _by_period(patron.row, ctx)
            if side.kind == "armed_group":
                return own, "allies of a side of the war"
    else:
        if patron is not None and patron.kind == "generic":
            own = _generic(patron.row, ctx, patron.id)[0]
        last = ctx.lexicon.actors.get(ctx.recent[-1]) if ctx.recent else None
        country = last.country if last is not None else ""
    return (own, "allies of a side of the war") if own else _allies_of(country, ctx)


def _allies_of(country: str, ctx: PartyContext) -> tuple[str | None, str]:
    for row in ctx.lexicon.nationality.get(country, ()) if country else ():
        where, _, ally = (row.get("allies") or "").rpartition(":")
        if ally and (not where or where == ctx.country):
            return ally, f"allies of {country}"
    return None, "allies of another side, not named"


def _plain_state(actor_id: str) -> bool:
    return actor_id in ("police.generic", "military.generic", "isr.mil")


def _by_period(rows: tuple[Actor, ...], ctx: PartyContext) -> str:
    if len(rows) == 1:
        return _before(rows[0], ctx)
    day = ctx.day or ""
    for a in rows:
        if day and (not a.valid_from or a.valid_from <= day) and (not a.valid_to or day < a.valid_to):
            return a.id
    here = [a for a in rows if a.country == ctx.country]
    return (here or list(rows))[0].id


def _before(actor: Actor, ctx: PartyContext) -> str:
    """An actor, or for a day before its time who was in its place: "syr.new.mil" of 2021 are "syr.mil"."""
    if ctx.day and actor.valid_from and ctx.day < actor.valid_from and ".new." in actor.id:
        old = actor.id.replace(".new.", ".")
        return old if old in ctx.lexicon.actors else actor.id
    return actor.id


def _generic(rows: list[dict[str, Any]], ctx: PartyContext, form: str) -> tuple[str | None, str]:
    row = next((r for r in rows if r["country"] == ctx.country and r["country"]), None) or next(
        (r for r in rows if not r["country"]), None
    )
    if row is None:
        return None, "generic name without a country"
    target = row["resolves"]
    said = [w for w in map(stem, form.split()) if w not in DEMONSTRATIVES]
    word = next((w for w in said if w in POINTING), said[0] if said else "")  # "جيش الاحتلال"
    if (target.startswith("last:") or word in POINTING) and ctx.called.get(word) not in (None, *ctx.besides):
        return ctx.called[word], "generic, the last called so"
    if target.startswith("last:"):
        called = word == "تنظيم"  # militias and factions that are forces are no organisation
        kind = "organisation" if called and target == "last:armed_group" else target.removeprefix("last:")
        last = ctx.last(kind, actor_trait("forces") if called else ())
        if last is not None:
            return last, "generic, last fitting organisation"
        own = next((r for r in rows if r["country"] == ctx.country and not r["resolves"].startswith("last:")), None)
        return (own["resolves"], "generic, by country") if own else (None, "generic, nothing named before")
    if target.startswith(FORMER):
        return target.removeprefix(FORMER), "generic, of the time before"
    if target.startswith(POLICE):
        target, own = target.removeprefix(POLICE), actor_trait("police")
        force = next((own[a] for a in reversed(ctx.recent) if a in own), None)
        if force is not None:
            return force, "generic, of the side named last"
        if ctx.day and ctx.day < (ctx.lexicon.actors[target].valid_from or ""):
            return next(iter(own.values())), "generic, who was called so then"
    found = _window(target, ctx)
    if _to_come(found, ctx):
        return ctx.last("armed_group"), "generic, last fitting organisation: the country's is of later days"
    return found, "generic, by country"


def _to_come(actor_id: str, ctx: PartyContext) -> bool:
    """Whether an armed group was not there yet on the day: no rebels of Darfur in 2004 were of the RSF."""
    actor = ctx.lexicon.actors.get(actor_id)
    return (
        actor is not None
        and actor.kind == "armed_group"
        and bool(actor.valid_from and ctx.day)
        and ((ctx.day or "") < actor.valid_from)
    )


def _window(actor_id: str, ctx: PartyContext) -> str:
    """The successor of a Syrian state body for a day after the change of government, and the other way round."""
    actor = ctx.lexicon.actors.get(actor_id)
    if actor is None or not ctx.day:
        return actor_id
    if actor.valid_to and ctx.day >= actor.valid_to:
        parts = actor_id.split(".", 1)
        heir = actor_trait("heir").get(actor_id, f"{parts[0]}.new.{parts[1]}" if len(parts) == 2 else actor_id)
        return heir if heir in ctx.lexicon.actors else actor_id
    if actor.valid_from and ctx.day < actor.valid_from:
        before = next((a for a, heir in actor_trait("heir").items() if heir == actor_id), "")
        return before if before in ctx.lexicon.actors and not before.startswith("syr") else actor_id
    return actor_id


def _nationality(row: dict[str, Any], np: Np, ctx: PartyContext) -> tuple[str | None, str]:
    if row["id"].startswith("kurd") and ctx.country in ("IQ", "TR", "IR"):
        row = next(
            (r for r in ctx.lexicon.nationality.get(ctx.country, []) if r["id"] == f"kurd_{ctx.country.lower()}"), row
        )
    rows = [r for r in ctx.lexicon.nationality.get(row["country"], []) if r["forms"] == row["forms"]] or [row]
    day = ctx.day or ""
    for r in rows:
        if day and ((r.get("valid_from") and day < r["valid_from"]) or (r.get("valid_to") and day >= r["valid_to"])):
            continue
        row = r
        break
    head = np.head.entry.id if np.head else ""
    word = head
    if any(m.entry.kind == "generic" and OPPOSED in m.entry.id for m in (np.head, *np.owners) if m is not None):
        return None, OF_NO_STATE
    mil = ctx.lexicon.actors.get(row["mil"])
    state = mil is None or mil.kind in ("state_force", "government")
    if head.split(".")[0] == "resistance_n" and state:
        return None, OF_NO_STATE
    if np.air or (ctx.aloft and np.kind == "nat" and np.quantity is None):
        return row["air"] or row["mil"] or row["gov"] or None, "nationality, in the air"
    if np.kind == "nat" and np.quantity is not None:
        return "civilians", "people of a nationality, counted"
    if np.kind == "nat" and np.name is not None and not ctx.talking:
        return None, "nationality of a person says no side"
    if (np.kind == "nat" and ctx.talking) or (np.kind == "noun" and head.split(".")[0] in OFFICES):
        return row["gov"] or None, "nationality, in office"
    if np.kind == "nat":
        return row["mil"] or row["gov"] or None, "nationality, doing force"
    if np.role == "force":
        if "police" in word or np.actor_id == "police.generic":
            return row["police"] or np.actor_id or row["mil"] or None, "nationality, police"
        if head == SECRET_SERVICE:
            return row["gov"] or row["mil"] or None, "nationality, secret service"
        return row["mil"] or row["gov"] or None, "nationality, forces"
    if np.role == "thing":
        if np.of == "vehicle" and row["id"] == "ps":
            return "civilians", "a nation without an army of its own"
        if np.of in ("base", "vehicle", "aircraft", "weapon", "depot", "round", "site"):
            return row["mil"] or None, "nationality, arms"
        return (row["gov"] or None, "nationality, state property") if np.of in ("facility", "other") else (None, "")
    if head.split(".")[0] in LAWLESS and state:
        return None, OF_NO_STATE
    if np.actor_id == "police.generic":
        return row["police"] or np.actor_id, "nationality, policemen"
    if np.of == "fighter":
        return row["mil"] or row["gov"] or None, "nationality, soldiers"
    return None, "nationality of a person says no side"


def air_arm(found: tuple[str | None, str], np: Np, ctx: PartyContext) -> tuple[str | None, str]:
    """The side found, or its air force where the phrase is of aircraft."""
    if np.air and found[0]:
        for arm in (f"{found[0].rsplit('.', 1)[0]}.airforce", f"{found[0]}.airforce"):
            if arm in ctx.lexicon.actors:
                return arm, found[1] + ", its air arm"
    return found


def _typed(actor_id: str, ctx: PartyContext) -> tuple[str | None, str]:
    word = {"police.generic": "الشرطه", "military.generic": "الجيش"}.get(actor_id)
    rows = ctx.lexicon.generic.get(word or "", [])
    if rows and ctx.country:
        row = next((r for r in rows if r["country"] == ctx.country and not r["resolves"].startswith("last:")), None)
        if row is not None:
            return _window(row["resolves"], ctx), "by the noun and the country"
    return actor_id, "by the noun"
