"""Sources named apart from any sentence: labels before a colon, bylines and datelines, the source at the foot."""

from __future__ import annotations

from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.sources import SourcePhrase, find_medium, find_source
from isnad.read.speakers import Chain, Linker, join
from isnad.read.telling import occasion, trigger_at

LABEL_WORDS = 18  # a longer stretch before a colon is a sentence
OCCASION = 8  # words from who tells to the colon: "في تصريح لوكالة X اليوم"
HEAD_SENTENCES, FOOT_SENTENCES = 4, 4
DASHES = "-–—ـ/|:"
FOOT_WORDS = frozenset({"المصدر", "مصدر", "المصادر", "via"})
FOLK = ("residents", "family", "displaced", "survivor", "notable")  # weak heads that do speak under a label


def find_label(s: Sentence, linker: Linker) -> tuple[int, Chain, tuple[int, int]] | None:
    """The source before a colon or bar at the head of a sentence: "عاجل | المرصد السوري: مقتل …".

    Gives the token behind the colon, the chain and the source's tokens.
    """
    begin = s.i + s.hour
    outer: Chain = ()
    for k in range(begin, min(begin + 2 * LABEL_WORDS, s.j)):
        if k - begin >= LABEL_WORDS:
            break
        if s.tokens[k].text not in (":", "|"):
            continue
        if k in s.covered:
            begin = s.covered[k]  # "14:05 الدفاع المدني: …"
            continue
        if (
            s.index == 0
            and all(s.tokens[p - 1].text in "#_" for p in range(max(begin, s.i + 1), k) if s.tokens[p].kind == "w")
            and s.tokens[begin].kind == "p"
            and not _tagged(s, begin, k, linker)
        ):
            begin = k + 1  # hashtags alone
            continue
        passed = _passed_on(s, begin, k, linker)
        if passed is not None:
            return k + 1, passed, (begin, k)
        who = _labelled(s, begin, k, linker)
        if who is not None and s.tokens[k].text == "|" and (s.at("actor", who.i) or s.at("generic", who.i)):
            return None  # "طائرات التحالف | تستهدف …": who acts, not who tells
        if who is not None:
            if s.index <= 1 and who.kind == "media" and _brand(s, who, k):
                linker.outlet_ids |= {who.id} if who.id else set()
                linker.outlet |= {t.norm.removeprefix("ال") for t in s.tokens[who.i : who.j] if t.kind == "w"}
            noun = s.at("source_noun", who.i)
            if noun is not None and noun.entry.id == "own_words":
                who = find_medium(s, noun.j, linker.lexicon, limit=k)  # "عاجل الجزيرة | …"
                if who is None or who.own or (who.kind != "media" and who.j < k) or _press(s, who):
                    begin = k + 1
                    continue
            if who.own or linker.is_outlet(s, who):
                return None
            chain = join(outer, join(_told_to(s, who.j, k, linker), linker.chain(s, who)))
            further = next((p for p in range(k + 1, min(k + LABEL_WORDS, s.j - 1)) if s.tokens[p].text == ":"), -1)
            if not outer and who.kind == "media" and further > 0 and _labelled(s, k + 1, further, linker) is not None:
                outer, begin = chain, k + 1  # "عاجل الجزيرة | وزارة الداخلية: …"
                continue
            return k + 1, chain, (who.i, who.j)
        if any(trigger_at(s, p) for p in range(begin, k)):
            return None
        begin = k + 1
    return None


def _tagged(s: Sentence, begin: int, end: int, linker: Linker) -> bool:
    """Whether hashtags name a side that tells: "#القسام: استهدفنا …"; a medium's is the outlet's own."""
    who = _labelled(s, begin, end, linker)
    return who is not None and who.kind in ISSUERS and not who.own and s.tokens[end].text == ":"


def _passed_on(s: Sentence, begin: int, end: int, linker: Linker) -> Chain | None:
    """ "رويترز عن مصدر عسكري: …": who passes on and who told."""
    at = next((p for p in range(begin + 1, end) if s.tokens[p].norm in ("عن", "نقلا")), -1)
    if at < 0:
        return None
    outer = find_medium(s, begin, linker.lexicon, limit=at)
    at += 1 + (s.tokens[at].norm == "نقلا")
    inner = find_source(s, at, linker.lexicon, limit=end) if at < end else None
    if outer is None or outer.kind != "media" or inner is None or inner.j < end:
        return None
    met = () if outer.own or linker.is_outlet(s, outer) else linker.chain(s, outer)
    return join(met, linker.chain(s, inner))


def _told_to(s: Sentence, i: int, end: int, linker: Linker) -> Chain:
    """The medium between a label's source and its colon: "مصدر طبي لرويترز: …"; empty for the outlet itself."""
    begins = occasion(s, i) if i < end else 0
    i = begins or i
    while i < end and s.tokens[i].text in SKIPPED:
        i += 1
    if i >= end or not s.tokens[i].norm.startswith("ل"):
        return ()
    who = find_medium(s, i + (s.tokens[i].norm == "ل"), linker.lexicon, limit=end)
    if who is None or who.kind != "media" or who.own or linker.is_outlet(s, who):
        return ()
    return linker.chain(s, who)


def _press(s: Sentence, who: SourcePhrase) -> bool:
    """ "تغطية صحفية:" names no journalist."""
    m = s.at("source_noun", who.i)
    return m is not None and m.entry.id in ("journalist", "media_adj") and who.j == m.j


def _brand(s: Sentence, who: SourcePhrase, k: int) -> bool:
    """Whether a medium before the first colon is the outlet itself: a hashtag, or labels of its own behind it."""
    tagged = who.i > s.i and s.tokens[who.i - 1].text == "#"
    return tagged or any(m.i == k + 1 and m.entry.id == "own_label" for m in s.by_kind.get("speech", ()))


def _labelled(s: Sentence, begin: int, end: int, linker: Linker) -> SourcePhrase | None:
    for first in range(begin, min(begin + 5, end)):
        if s.tokens[first].kind == "p":
            continue
        who = find_source(s, first, linker.lexicon, limit=end)
        if who is None:
            short = [s.tokens[p].norm.removeprefix("ال") for p in range(first, end) if s.tokens[p].kind == "w"]
            if len(short) <= 2 and linker.speakers.named_before(short) is not None and s.at("place", first) is None:
                return SourcePhrase(first, end, "person", named=True)
            sp = s.at("speech", first)
            if sp is not None and sp.entry.row.pos == "verb":
                return None
            if sp is not None or s.at("source_noun", first) is not None:
                continue
            return None
        if who.own and who.j < end - 1:  # "عاجل", "خاص" before the source
            continue
        if first > begin and _press(s, who):
            return None
        rest = s.tokens[who.j : end]
        reaches = len(rest) <= 1 or _only_medium(s, who.j, end) or all(t.kind == "p" for t in rest)
        if not reaches or (who.weak and not _folk(s, who) and s.at("generic", who.i) is None) or _is_place(s, who):
            return None
        if any(
            trigger_at(s, p)
            for p in range(begin, end)
            if not s.at("source", p) and not s.at("actor", p) and not who.i <= p < who.j
        ):
            return None
        return who
    return None


def _folk(s: Sentence, who: SourcePhrase) -> bool:
    m = s.at("source_noun", who.i)
    return m is not None and m.entry.id in FOLK


def _is_place(s: Sentence, who: SourcePhrase) -> bool:
    """ "محافظة حلب: …" names where, not who."""
    if s.at("pw_type", who.i) is not None and s.at("source", who.i) is None:
        return True
    place = s.at("place", who.i)
    if place is None or s.at("source", who.i) is not None:
        return False
    if s.at("actor", who.i) is not None:
        return place.j >= who.j  # "السودان: …"
    return s.at("source_noun", who.i) is None


def _only_medium(s: Sentence, i: int, j: int) -> bool:
    """Whether nothing but a medium or an occasion stands there: "لرويترز", "في تصريح صحفي", "خلال جولة ميدانية"."""
    norms = [s.tokens[k].norm for k in range(i, j) if s.tokens[k].kind == "w"]
    occasional = bool(norms) and (occasion(s, i) > 0 or norms[0] in words("on_occasion"))
    return (len(norms) <= 5 and bool(norms) and norms[0].startswith("ل")) or (len(norms) <= OCCASION and occasional)


# -- the whole report


def whole_report(sentences: list[Sentence], linker: Linker) -> Chain:
    """The source that a foot ("المصدر: …"), a title ("بيان …"), a byline or a dateline names for the whole report."""
    if not sentences:
        return ()
    for s in [*sentences[-FOOT_SENTENCES:], *sentences[:3]]:
        found = _foot(s, linker)
        if found:
            return found
    found = _signature(sentences[-1], linker)
    if found:
        return found
    heads = sentences[:HEAD_SENTENCES]
    first = next((s for s in heads if not _preamble(s)), sentences[0])
    found = _statement(first, linker) or _letterhead(heads, linker)
    found = found or _alone(first, linker) or _alone(sentences[-1], linker)
    if found:
        return found
    for s in sentences[:HEAD_SENTENCES]:
        m = _dateline(s, linker)
        if m is not None:
            return (linker.link(s, m.i, m.j, "media", m.entry.id if m.entry.kind != "speech" else None),)
    return ()


def signed(sentences: list[Sentence], linker: Linker) -> dict[int, Chain]:
    """Embedded posts by the index of their sentences: what stands above "— X (@handle) …" or before it is X's."""
    out: dict[int, Chain] = {}
    for n, s in enumerate(sentences):
        who = _signer(s, linker) if n else None
        if who is None or who.own or who.weak or linker.is_outlet(s, who):
            continue
        chain = (linker.link(s, who.i, who.j, who.kind, who.id),)
        k = n if any(m.j <= who.i for m in s.by_kind.get("trigger", ())) else n - 1
        while k > 0 and not sentences[k].by_kind.get("trigger") and n - k <= 3:
            k -= 1
        if not any(
            m.entry.row.pos == "verb" and m.entry.row.frame in ("say_that", "say_continue")
            for m in sentences[k].by_kind.get("speech", ())
        ):
            out[sentences[k].index] = chain
    return out


def _signer(s: Sentence, linker: Linker) -> SourcePhrase | None:
    """Who signs a post: "— X (@handle) June 3", "#X pic.twitter.com/…", "Posted by X on Friday"."""
    if s.tokens[s.i].text in "-–—":
        mark = next((k for k in range(s.i, min(s.j, s.i + 13)) if s.tokens[k].text == "@"), None)
        if mark is not None:
            return find_source(s, s.i + 1, linker.lexicon, limit=mark)
    for m in s.by_kind.get("source", ()):
        before = s.tokens[m.i - 1].text if m.i > s.i else ""
        after = s.tokens[m.j].text if m.j < s.j else ""
        if (before == "#" and after.startswith("pic.")) or (before == "by" and s.tokens[m.i - 2].text == "Posted"):
            return SourcePhrase(m.i, m.j, m.entry.row["kind"], m.entry.id)
    return None


def _foot(s: Sentence, linker: Linker) -> Chain:
    """ "المصدر: X" on a line of its own or behind the last sentence; a photo's source is none."""
    for k in range(s.i, s.j - 1):
        if (
            s.tokens[k].norm not in FOOT_WORDS
            or s.tokens[k + 1].text not in DASHES
            or (k > s.i and s.tokens[k - 1].norm == "الصوره")
            or (k > s.i and s.at("speech", k - 1) is not None)
        ):  # "وأضاف المصدر: …" tells
            continue
        while k + 1 < s.j and s.tokens[k + 1].text in DASHES:
            k += 1
        who = find_source(s, k + 1, linker.lexicon)
        if who is not None and not who.own and not linker.is_outlet(s, who):
            return (linker.link(s, who.i, who.j, who.kind, who.id),)
    return ()


def _signature(s: Sentence, linker: Linker) -> Chain:
    """A medium in brackets behind the last word of a report, or alone between dashes: "… (رويترز)", "-رويترز-"."""
    mark = s.tokens[s.j - 1].text
    opens = "(" if mark == ")" else mark if mark in DASHES and s.tokens[s.i].text == mark else ""
    if not opens:
        return ()
    at = next((k for k in range(s.j - 2, max(s.i - 1, s.j - 8), -1) if s.tokens[k].text == opens), -1)
    who = find_medium(s, at + 1, linker.lexicon, limit=s.j - 1) if at >= 0 else None
    if who is None or who.kind != "media" or who.own or linker.is_outlet(s, who):
        return ()
    whole = who.j >= s.j - 1 and (at == s.i or s.tokens[at - 1].kind == "p")
    return (linker.link(s, who.i, who.j, who.kind, who.id),) if whole else ()


def _preamble(s: Sentence) -> bool:
    """Whether a line stands before a statement: "بسم الله الرحمن الرحيم", a verse, "قال تعالى"."""
    words_of = [t.norm for t in s.tokens[s.i : s.i + 2]]
    return words_of == ["بسم", "الله"] or words_of[:1] == ["{"] or words_of[:2] == ["قال", "تعالي"] or "﴿" in words_of


def _alone(s: Sentence, linker: Linker) -> Chain:
    """Whose statement it is, by his name alone on a line of its own at its head or foot: "خلية الإعلام الأمني"."""
    who = find_source(s, s.i, linker.lexicon) if s.j - s.i <= LABEL_WORDS else None
    if who is None or who.i != s.i or who.weak or who.own or who.same or who.kind not in ISSUERS:
        return ()
    behind = [t.norm for t in s.tokens[who.j : s.j] if t.kind == "w" and not t.norm.isdigit()]
    dated = all(k in s.covered for k in range(who.j, s.j))
    speaks = s.at("source", who.i) is not None or s.at("source_noun", who.i) is not None  # no caption, "طائرات التحالف"
    if not speaks or (behind and not dated) or linker.is_outlet(s, who):
        return ()
    return (linker.link(s, who.i, who.j, who.kind, who.id),)


ISSUERS = frozenset({"military", "armed_group", "government", "police", "medical"})  # whose statements are passed on
ISSUED_REACH = 14  # tokens from "صدر عن" to "البيان الآتي"


def _statement(s: Sentence, linker: Linker) -> Chain:
    """A report that is a statement of somebody, whose first line says so: "بيان صادر عن القيادة العامة"."""
    head = s.at("source_noun", s.i)
    issued = [t.norm for t in s.tokens[s.i : min(s.j, s.i + ISSUED_REACH)]]
    alone = issued[:2] == ["صادر", "عن"]
    if alone or (issued[:2] == ["صدر", "عن"] and any(w in ("البيان", "الاتي", "التالي") for w in issued)):
        who = find_source(s, s.i + 2, linker.lexicon)  # "صدر عن قيادة الجيش البيان الآتي"
        return (linker.link(s, who.i, who.j, who.kind, who.id),) if who is not None and not who.own else ()
    if head is None or head.entry.id != "statement" or s.tokens[s.i].norm.startswith("وال"):
        return ()
    for k in range(s.i + 1, min(s.i + 5, s.j)):
        who = find_source(s, k, linker.lexicon)
        if (
            who is not None
            and who.j < s.j
            and any(m.i == who.j and m.entry.row.pos == "verb" for m in s.by_kind.get("speech", ()))
        ):
            return ()
        whole = who is not None and who.j >= s.j and who.kind == "medical"  # "بيان صادر عن مشفى درعا الوطني"
        if who is not None and not who.own and (whole or not who.weak) and not who.same and who.j - who.i < 9:
            return (linker.link(s, who.i, who.j, who.kind, who.id),)
    return ()


def _letterhead(heads: list[Sentence], linker: Linker) -> Chain:
    """Whose paper a statement is on: his name alone on a line, "بيان" or "تقرير ميداني" on that line or the next."""
    for n, s in enumerate(heads):
        if s.by_kind.get("trigger"):
            return ()
        found = _statement(s, linker) if n and s.tokens[s.i].norm in ("صادر", "صدر") else ()
        if found:
            return found
        who = find_source(s, s.i, linker.lexicon)
        if who is None or who.kind not in LETTERHEADS or who.own or linker.is_outlet(s, who) or _is_place(s, who):
            continue
        rest = [t.norm for t in s.tokens[who.j : s.j] if t.kind == "w"]
        behind = heads[n + 1].norms[heads[n + 1].i] if n + 1 < len(heads) else ""
        if (rest[:1] or [behind])[0] in words("paper") and (rest or who.j - s.i > 1):
            return (linker.link(s, who.i, who.j, who.kind, who.id),)
    return ()


LETTERHEADS = frozenset({"armed_group", "military", "government", "local", "medical", "monitor", "police"})


def _dateline(s: Sentence, linker: Linker) -> Match | None:
    """An agency in a dateline or on a line of its own: "واس- صنعاء: …", "بغداد (رويترز) - …", "سبق - وكالات"."""
    for kind in ("source", "bare_source", "speech"):
        for m in s.by_kind.get(kind, ()):
            if m.i - s.i > 9 or not agency(m) or linker.is_outlet(s, SourcePhrase(m.i, m.j, "media", m.entry.id)):
                continue
            if any(
                x.i < m.i
                for kind2 in ("trigger", "speech")
                for x in s.by_kind.get(kind2, ())
                if kind2 == "trigger" or x.entry.row.pos == "verb"
            ):
                continue
            if any(t.norm.removeprefix("ال") in ("صوره", "صور", "تصوير", "عدسه", "فيديو") for t in s.tokens[s.i : m.i]):
                continue  # a photo's credit
            before = s.tokens[m.i - 1].text if m.i > s.i else ""
            after = s.tokens[m.j].text if m.j < s.j else ""
            open_ = before in ("(", *DASHES) or before == "" or before in SKIPPED
            close = after in (")", *DASHES) or (after == "" and before != "") or (after in SKIPPED and m.j + 1 >= s.j)
            label = after == ":" and before == ""
            if m.entry.kind == "speech" and m.bits:
                continue
            if open_ and close and not label:
                return m
    return None


def agency(m: Match) -> bool:
    """Whether a source is a news agency, which a dateline or byline names for the whole report."""
    if m.entry.kind == "speech":
        return m.entry.id == "byline_agencies"
    row = m.entry.row
    if row["kind"] != "media":
        return False
    return row["name_ar"].startswith("وكال") or "|وكالة" in row["aliases_ar"]
