"""Where what is told begins: the complement of a verb of telling, behind its subject, occasion and time."""

from __future__ import annotations

from isnad.arabic.tokens import CONJ
from isnad.lexicon.match import SKIPPED, Match
from isnad.lexicon.words import words
from isnad.mentions.annotate import Sentence
from isnad.mentions.owners import OF_IT
from isnad.mentions.sourcespans import skip, unnamed

THAT = frozenset(
    {"بالقول", "ان", "انه", "انها", "بان", "بانه", "بانها", "انهم", "بانهم", "انهما", "انني", "اننا", "باننا", "فان"}
)
BEFORE_THAT = frozenset({"بعد", "قبل", "دون", "منذ", "رغم", "الي", "حتي", "بمجرد"})  # "بعد أن": nobody's words
SAYING = frozenset({"بالقول", "قايلا", "قايله", "يقول", "تقول", "القول", "بقوله", "بقولها"})
QUOTES = '"“”„«»'
RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللتان", "اللذين", "اللتين"})
# A pronoun behind these verbs is their object: "أبلغه", "نفاه".
OBJECT_TAKING = frozenset({"inform", "accuse", "blame", "deny", "claim_resp", "ascribe"})
BELONG = frozenset({"تابع", "تابعه", "تتبع", "يتبع"})
COUNTED = frozenset({"trigger", "noun"})
SUSPECTED = frozenset({"يشتبه", "تشتبه", "اشتبه"})
COUNTS = frozenset({"حصيله", "احصاييه", "احصاييات", "تقريرا", "تقارير"})
REACH = 16  # words between a verb of telling and its clause


OWN = ("ها", "ه", "هم", "هما")  # of whose statement it is
ADJECTIVE = ("ي", "يه", "ير", "يره", "ق", "قه")
KINDS = 3  # words on what kind of statement it is


def trigger_at(s: Sentence, k: int) -> Match | None:
    """The trigger at token k, unless it only blocks another reading ("الدفاع المدني")."""
    m = s.at("trigger", k)
    return m if m is not None and m.entry.row.trigger.cls != "block" else None


def occasion(s: Sentence, k: int) -> int:
    """The end of an occasion or medium at token k ("في بيان", "عبر حسابه", "تلقت X نسخة منه"), 0 where none is."""
    if s.tokens[k].norm in words("copied"):
        at = next((p for p in range(k + 1, min(k + 14, s.j)) if s.tokens[p].norm in ("نسخه", "بنسخه", "بنسخ")), -1)
        if at > 0:
            return at + 2 if at + 1 < s.j and s.tokens[at + 1].norm in ("منه", "منها", "عنه") else at + 1
    m = s.at("speech", k)
    if m is None or m.entry.row.frame != "in_statement":
        return unnamed(s, k)
    end = m.j
    if s.norms[end - 1].endswith(OWN):  # "في تقريرها الإحصائي اليومي"
        while end < s.j and end - m.j < KINDS and s.norms[end].startswith("ال") and s.norms[end].endswith(ADJECTIVE):
            end += 1
    return end


def told_at(s: Sentence, k: int) -> int:
    """The token where what is told begins behind token k, -1 where nothing is: "قال … في بيان اليوم | إن".

    Right behind the subject a happening ("أعلن الجيش | مقتل"), "عن" or "إلى" begins it too.
    """
    p, first = k, True
    while p < s.j and p - k <= REACH:
        tok = s.tokens[p]
        if tok.kind == "p":
            if tok.text == ":":
                return p + 1
            if tok.text in QUOTES and any(a == p and b - a > 4 for a, b in s.quotes):
                return p + 1
            if tok.text in ".؟!":
                return -1
            p += 1
            continue
        over = s.covered.get(p) or occasion(s, p)
        if not over and tok.norm in ("في", "منذ", "خلال"):
            over = s.covered.get(p + 1, 0)  # "أعلنت روسيا في أيار 2017 مقتل …"
        if over:
            p = over
            continue
        if tok.norm in THAT:
            return p
        to = medium_aside(s, p) if first else 0
        if to:
            p = to  # "أعلن قائد الفوج لوكالة X | مقتل …"
            continue
        if (first and _begins(s, p)) or (tok.norm == "عن" and p + 1 < s.j and _begins(s, p + 1)):
            return p
        m = s.at("speech", p)
        if first and m is not None and m.suffix and m.entry.row.frame == "share":
            p = m.j + 1  # "مقاطع نشرها ناشطون | شدة القصف"
            continue
        if p > k and m is not None and m.entry.row.pos == "verb" and m.entry.row.frame not in ("none", "share"):
            return -1
        first = False
        p += 1
    return -1


def _begins(s: Sentence, p: int) -> bool:
    norm = s.tokens[p].norm
    if norm in ("عن", "الي", "علي", "كيف", "ما", "عدد") or (norm[0] == "ب" and norm[1:] in words("told_thing")):
        return True
    if trigger_at(s, p) is not None:
        return True
    if norm in words("told_thing") and norm not in ("قبل", "بعد", "عبر", "امس", "اليوم", "دون", "مساء", "صباح"):
        return True
    q = s.quantities.get(p)
    return q is not None and any(s.begins(COUNTED, k) for k in range(p + 1, min(q.j + 1, s.j)))


def complement(s: Sentence, k: int) -> bool:
    """Whether what is said begins right after the verb: "وأضاف أن", "وأشار إلى"."""
    k = skip(s, k)
    if k >= s.j:
        return False
    if s.tokens[k].norm in THAT or s.tokens[k].norm in ("الي", "عن", "قايلا", "قايله", "علي"):
        return True
    return s.tokens[k].text == ":" or (s.tokens[k - 1].text in QUOTES and s.tokens[k - 1].kind == "p")


def _aside(s: Sentence, k: int) -> int:
    """The end of what may stand between a verb of telling and what is told: a mark, a time, an occasion, a medium."""
    tok = s.tokens[k]
    if tok.kind == "p":
        return k + 1 if tok.text in "،," or tok.text in QUOTES else 0
    over = s.covered.get(k, 0) or occasion(s, k)
    if over:
        return over
    if tok.norm in ("له", "لها", "لهم"):
        return k + 1
    return medium_aside(s, k)


def medium_aside(s: Sentence, k: int) -> int:
    """The end of a medium that was told, at token k: "لوكالة X", "إلى قناة X"; 0 where none is."""
    tok = s.tokens[k]
    to = k + 1 if tok.norm in ("الي", "مع", "ل") else k
    while to < s.j and to > k and s.tokens[to].text in QUOTES:
        to += 1
    for kind in ("source", "bare_source", "source_noun"):
        x = s.at(kind, to) if to < s.j else None
        if x is not None and x.entry.row["kind"] == "media" and (to > k or x.prep == "ل"):
            return x.j
    return 0


def goes_on_telling(s: Sentence, m: Match) -> bool:
    """Whether a verb with nobody named goes on with the last speaker.

    Behind it stands an occasion, a medium or a time, then what is told: "وقال لوكالة X: إن", "وأكد خلال حديثه أن"; or
    right away a happening: "كما أعلن مقتل …", "وأفاد بسقوط قذيفة".
    """
    k = m.j
    while k < s.j and (over := _aside(s, k)):
        k = over
    if k < s.j and k > m.j and (s.tokens[k].norm in THAT or s.tokens[k].text == ":"):
        return True
    again = s.tokens[m.i - 1].norm.lstrip("و") in ("كما", "كذلك") if m.i > s.i else False
    if not (again or (m.i == s.i and m.bits & CONJ and k == m.j)) or k >= s.j:
        return False
    happening = trigger_at(s, k)
    return happening is not None and happening.entry.row.pos != "verb"


def object_of(s: Sentence, m: Match, k: int) -> bool:
    """Whether the phrase after the verb is what is told, not who tells: a trigger noun, or ب / عن before it."""
    tok = s.tokens[k]
    for kind in ("source", "bare_source", "source_noun", "actor", "generic", "noun", "title"):
        x = s.at(kind, k)
        if x is not None and x.prep:
            return True
    if tok.norm in THAT or tok.norm in ("عن", "الي") or (k > m.i and tok.text.endswith(("ًا", "اً"))):
        return True  # "تعتبر مصدراً": the accusative is no subject
    person = s.at("source_noun", k)
    if m.entry.row.frame in ("document", "share") and tok.norm in COUNTS:
        return True  # "وثقت حصيلة القتلى"
    if person is not None and person.j < s.j and s.tokens[person.j].norm in THAT:
        return False  # "وأكد المصابون أن …"
    return trigger_at(s, k) is not None and s.at("source", k) is None and s.at("actor", k) is None


def agrees(s: Sentence, relative: int, m: Match) -> bool:
    """Whether the verb of a relative clause can be of the one it is said of: "التي قالت", but "التي يقول السكان"."""
    verb = s.tokens[m.i].norm.removeprefix("و")
    which = s.tokens[relative].norm
    if which == "الذين":
        return verb.endswith(("وا", "ون"))
    if which == "الذي":
        return not verb.endswith("ت")
    return which != "التي" or not (verb[0] == "ي" or (verb[0] != "ت" and not verb.endswith("ت")))


def skip_back(s: Sentence, k: int) -> int:
    """The token at k or before that is no quotation mark."""
    while k > s.i and s.tokens[k].kind == "p" and s.tokens[k].text in SKIPPED:
        k -= 1
    return k


def clause_start(s: Sentence, k: int) -> int:
    """The token that begins the clause of token k: behind a comma, a colon or a bar."""
    for p in range(k - 1, s.i - 1, -1):
        if s.tokens[p].kind == "p" and s.tokens[p].text in "،,؛:.|":
            return p + 1
    return s.i


def beyond_aside(s: Sentence, k: int) -> int:
    """The token behind a clause that only says more of the speaker: "مصادر في البلدة، التي قُصفت أمس، إلى أن"."""
    if k + 1 >= s.j or s.tokens[k].text not in "،," or s.tokens[k + 1].norm not in RELATIVE:
        return k
    for p in range(k + 2, s.j):
        if s.tokens[p].text in "،," and p + 2 < s.j and (s.tokens[p + 1].norm in THAT or s.tokens[p + 2].norm in THAT):
            return p
    return k


def _turned(s: Sentence, m: Match) -> bool:
    """Whether it is told just before who speaks now: "بدوره بيّن المدير أن"."""
    return any(x.entry.id == "pronoun_speaker" and x.j == m.i for x in s.by_kind["speech"])


def no_telling(s: Sentence, m: Match) -> bool:
    """Words that look like telling and are not: "تابع لقوات", "بينهم", "التي أعلنها", "حمل السلاح", "يعتقد أن"."""
    return _other_word(s, m) or _not_said(s, m) or _name_or_tag(s, m) or _else_done(s, m) or _who_told(s, m)


def _who_told(s: Sentence, m: Match) -> bool:
    """Whether it is only said of somebody that he brought the news to another: "كان أول من أبلغ القائد بأن"."""
    return m.entry.id == "inform" and m.entry.row.pos == "verb" and m.i > s.i and s.norms[m.i - 1] == "من"


def _other_word(s: Sentence, m: Match) -> bool:
    """Whether the word is another that is written alike, or says what nobody tells: "بينهم", "تبيّن أن", "يعتقد أن"."""
    sp = m.entry.row
    norm = s.tokens[m.i].norm
    bare = norm.lstrip("و")
    if bare in BELONG and m.j < s.j and s.tokens[m.j].norm.startswith("ل"):
        return True
    if sp.pos == "verb" and (
        (norm in words("preposition") and not _turned(s, m)) or (m.suffix and sp.id not in OBJECT_TAKING)
    ):
        return True
    if sp.id == "make_clear" and s.tokens[m.i].text.startswith("إ"):
        return True  # "إبان الحرب": during
    if sp.id in ("clarify", "make_clear") and bare == "تبين" and complement(s, m.j):
        return True  # "تبيّن أن": it turned out
    if norm == "ردا" or (bare in ("يدعي", "تدعي") and not complement(s, m.j)):
        return True  # "شاب يدعى أحمد"
    # an impersonal likelihood is a word of stance inside of whatever voice
    likely = bare in words("impersonal") and (sp.stance == "possible" or bare == "يذكر")
    return likely and (complement(s, m.j) or (m.j < s.j and s.tokens[m.j].norm in OF_IT))


def _not_said(s: Sentence, m: Match) -> bool:
    """Whether the words before say that nothing is told: "دون أي رد", "لم يعلن", "عدم …", "مما قال"."""
    if any(unnamed(s, k) > m.i for k in range(max(s.i, m.i - 5), m.i + 1)):
        return True  # "دون ذكر اسمه"
    sp = m.entry.row
    adopted = (n.removeprefix("ال") for n in s.norms[m.j : min(m.j + 2, s.j)])
    if sp.id == "claim_resp" and not words("adopted").isdisjoint(adopted):
        return True  # "جماعات تتبنى فكر التنظيم", "تبنت الحكومة خطة"
    if m.i == s.i:
        return False
    norm, before = s.tokens[m.i].norm, s.tokens[m.i - 1].norm
    if before in ("اي", "ايه"):
        return True  # "دون أي رد"
    if sp.id == "claim_resp" and before in ("بيان", "بيانا"):
        return True  # "لم يصدر بيان تبنٍّ"
    if sp.pos == "verb" and before == "عدم":
        return True
    if (
        sp.pos == "verb"
        and before in ("لم", "ولم", "لن", "ولن", "لا", "ولا", "ان")
        and norm[0] in "يتن"
        and not (before == "ان" and norm.endswith("ت"))  # "سبق أن تحدثت" is past
    ):
        return True  # "لم يعلن", "يمكن أن تقول"
    pointing = sp.id == "deny_back"  # "وهو ما نفته الحركة"
    return before in ("ما", "مما", "وما") and sp.frame != "quote_from" and not pointing


def _name_or_tag(s: Sentence, m: Match) -> bool:
    """Whether the word is one of a hashtag, or a name in quotation marks: «رصد»."""
    if m.i == s.i:
        return False
    before = s.tokens[m.i - 1].text
    if before in ("#", "_") or s.tokens[min(m.j, s.j - 1)].text == "_":
        return True
    return m.j < s.j and before in QUOTES and s.tokens[m.j].text in QUOTES


def _else_done(s: Sentence, m: Match) -> bool:
    """Whether the verb does another thing than tell, by what follows: "ردت القوات على القصف", "زادت الهجمات"."""
    sp = m.entry.row
    norm = s.tokens[m.i].norm
    bare = norm.lstrip("و")
    if sp.id == "proceed":  # "مضى المتحدث بالقول إن"
        near = range(m.j, min(m.j + 8, s.j))
        end = next((k for k in near if s.tokens[k].text in "،,.:" or trigger_at(s, k) is not None), m.j + 8)
        return not any(s.tokens[k].norm in SAYING for k in near if k < end)
    if sp.id == "inform" and m.j < s.j and s.tokens[m.j].norm in ("من", "عدد", "عددهم", "عمره", "عمرها", "طوله"):
        return True  # "طفل يبلغ من العمر ست سنوات"
    if sp.id == "reject":  # "رفضت الحركة الاتهامات", but "رفض الجيش الانسحاب"
        return not any(s.tokens[k].norm in words("rejected") for k in range(m.j, min(m.j + 7, s.j)))
    if sp.id == "got_from":  # "حصلت X على معلومات من Y"
        return not any(s.tokens[k].norm in words("information") for k in range(m.j, min(m.j + 8, s.j)))
    if sp.id == "reply":  # "ردت القوات على القصف", "رد الجيش على مصادر النيران"
        return trigger_at(s, m.i) is not None or any(
            s.tokens[k].norm == "علي" and any(trigger_at(s, p) for p in range(k + 1, min(k + 4, s.j)))
            for k in range(m.j, min(m.j + 5, s.j))
        )
    if bare in words("grows") and not complement(s, m.j):  # "زادت الهجمات"
        told = told_at(s, m.j)
        return told < 0 or not (s.has(THAT, told, told + 1) or s.tokens[told - 1].kind == "p")
    if bare in SUSPECTED and m.j < s.j and s.tokens[m.j].norm[:2] in ("في", "به", "با"):
        return True  # "عناصر يشتبه في انتمائهم"
    if sp.id == "consider" and norm[-1] == "ر" and m.j < s.j and s.tokens[m.j].text in QUOTES:
        return True  # "وتعتبر «…» من أهم"
    if norm.lstrip("وف") in words("shares"):  # "مواطن شارك في عمليات"
        return not any(t.norm in words("shown") or t.norm in words("information") for t in s.tokens[m.j : m.j + 5])
    if "مسؤولية" in sp.takes and sp.frame == "accuse":
        return not any(s.tokens[k].norm in words("responsibility") for k in range(m.j, min(m.j + 12, s.j)))
    return False


SITES = frozenset({"في", "عبر", "خلال", "من", "علي", "الي", "قرب", "داخل", "العاصمه", "مدينه", "بلده", "قريه"})


def sites(s: Sentence, k: int) -> bool:
    """Whether token k says where, or what sort of town follows: "تفجير وسط العاصمة مقديشو أعلنت … مسؤوليتها عنه"."""
    return any(n in SITES or n in words("direction") for n in (s.norms[k], s.norms[k].removeprefix("و")))
