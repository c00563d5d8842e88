"""What share of the words that carry events, parties, sources, weapons and counted things the lexicons know.

usage: python bench/coverage.py [--check]                check coverage.csv against the lexicons, write coverage.md
       python bench/coverage.py --draw REPORTS.jsonl     the sentences that were read for it, with what is known marked

The words were listed by hand, by reading sentences of reports that no gold file holds: REPORTS reports are drawn by
SEED, and from each SENTENCES sentences, also by SEED, among those with a number, a known actor or a known trigger.
Whatever in them is a word of one of the five classes was listed, known or not; marks that are wrong there (a weekday
taken for a newspaper) were left out. coverage.csv keeps the words alone, how often each was met, and no sentence.
Known means that the matcher finds an entry of the class over the whole of it; where several words are given, in
their order, it takes what follows into account ("سيطرت عليها"). Names of private persons and towns are not counted.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from isnad.arabic.tokens import tokenize
from isnad.lexicon.load import Lexicon, load_lexicon
from isnad.lexicon.match import Match
from isnad.mentions.annotate import annotate

HERE = Path(__file__).resolve().parent
WORDS, TABLE = HERE / "coverage.csv", HERE / "coverage.md"
SEED, REPORTS, SENTENCES = 20240510, 200, 2
LEAST = 0.95  # of each class
# The kinds of entries that know a word of a class.
CLASSES: dict[str, tuple[str, ...]] = {
    "trigger": ("trigger",),
    "party": ("actor", "generic", "nat", "title", "noun"),
    "source": ("source", "bare_source", "source_noun"),
    "weapon": ("means",),
    "counted noun": ("noun",),
}


def is_of(match: Match, kinds: Iterable[str]) -> bool:
    """Whether a match is of one of the kinds, and none of those that silence a word."""
    return match.entry.kind in kinds and not (match.entry.kind == "trigger" and match.entry.row.trigger.cls == "block")


def knows(lexicon: Lexicon, kind: str, words: str) -> bool:
    """Whether every token of the words is covered by matches of the class."""
    tokens = tokenize(words)
    matches: list[Match] = lexicon.matcher.match(tokens, 0, len(tokens))
    if len(words.split()) > 1:
        matches = [m for s in annotate(words, lexicon) for ms in s.by_kind.values() for m in ms]
    covered = {k for m in matches if is_of(m, CLASSES[kind]) for k in range(m.i, m.j)}
    return bool(tokens) and all(k in covered for k, t in enumerate(tokens) if t.kind in "wn")


def listed(path: Path = WORDS) -> list[tuple[str, str, int]]:
    """(class, word, times) of each row."""
    with path.open(encoding="utf-8", newline="") as f:
        return [(r["class"], r["word"], int(r["times"])) for r in csv.DictReader(f)]


def draw(path: Path, lexicon: Lexicon) -> Iterator[str]:
    """The sentences that are read, each word that is known marked with the first letter of its classes."""
    with path.open(encoding="utf-8") as f:
        reports = sorted((json.loads(line) for line in f if line.strip()), key=lambda r: str(r["id"]))
    rng = random.Random(SEED)
    for row in rng.sample(reports, min(REPORTS, len(reports))):
        text: str = row["text"]
        told = [s for s in annotate(text, lexicon) if s.j - s.i > 4]
        told = [s for s in told if s.quantities or s.by_kind.get("actor") or s.by_kind.get("trigger")]
        for s in sorted(rng.sample(told, min(SENTENCES, len(told))), key=lambda s: s.i):
            marks: dict[int, set[str]] = defaultdict(set)
            for m in (m for ms in s.by_kind.values() for m in ms):
                for k in range(m.i, m.j):
                    marks[k] |= {name[0] for name, kinds in CLASSES.items() if is_of(m, kinds)}
            words = (s.tokens[k].text + ("_" + "".join(sorted(marks[k])) if marks[k] else "") for k in range(s.i, s.j))
            yield " ".join(words)


def table(lexicon: Lexicon) -> tuple[str, bool]:
    """coverage.md as text, and whether each class reaches LEAST."""
    judged: Counter[str] = Counter()
    known: Counter[str] = Counter()
    missing: dict[str, list[str]] = defaultdict(list)
    for kind, word, times in listed():
        judged[kind] += times
        if knows(lexicon, kind, word):
            known[kind] += times
        else:
            missing[kind].append(word + (f" ×{times}" if times > 1 else ""))
    lines = [
        "# Coverage of the lexicons",
        "",
        f"What share of the words of five classes the lexicons know: {REPORTS} reports drawn by the seed {SEED},",
        f"{SENTENCES} sentences of each, among those with a number, a known actor or a known trigger. The words were",
        "listed by one language model that read the sentences with the known words marked; wrong marks were taken out",
        "entry by entry, not place by place. A word counts as often as it was met. Which are known is checked by",
        "`bench/coverage.py` (its head says how), which writes this page. A sentence of which nothing is known was",
        "never drawn, and who reads marks passes over words more easily than who reads none: these are upper bounds.",
        "",
        "| class | words judged | known | share |",
        "|---|---|---|---|",
    ]
    for kind in CLASSES:
        lines.append(f"| {kind} | {judged[kind]} | {known[kind]} | {100 * known[kind] / judged[kind]:.1f} % |")
    total, got = sum(judged.values()), sum(known.values())
    lines += [f"| all | {total} | {got} | {100 * got / total:.1f} % |", "", "## Not known", ""]
    lines += [f"- **{kind}**: {'، '.join(missing[kind]) or 'none'}" for kind in CLASSES]
    return "\n".join(lines) + "\n", all(known[kind] >= LEAST * judged[kind] for kind in CLASSES)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--draw", type=Path, metavar="REPORTS", help="print the marked sentences")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a class is under 95 %%")
    args = parser.parse_args()
    lexicon = load_lexicon()
    if args.draw:
        for n, sentence in enumerate(draw(args.draw, lexicon)):
            print(n, sentence)
        return 0
    text, enough = table(lexicon)
    TABLE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0 if enough or not args.check else 1


if __name__ == "__main__":
    sys.exit(main())
