"""docs/accuracy.md: what is measured is written between two marks; what people write around them stays."""

from __future__ import annotations

import datetime
from pathlib import Path

from bench.accuracy.measure import Measured
from bench.accuracy.tables import HEAD, RULE_HEAD, rows, rule_rows
from bench.machine import versions
from bench.tables import markdown

BEGIN = "<!-- measured: `python -m bench.accuracy` writes from here -->"
END = "<!-- measured: to here; what stands outside is written by hand and kept -->"
DIGEST = "Rules measured: digest "

_NEW = f"# Accuracy\n\n{BEGIN}\n{END}\n"

_HOW = """\
## What is measured

Real errors of learners and native writers, with the corrections of two or four annotators (conll14, jfleg, gmeg-wiki),
pairs of a wrong and a right sentence, and edited patient information. None of it is in this repository: several sets
may be used for measuring only.

| set | source |
| --- | --- |
| conll14 | CoNLL-2014 shared task, test set (Ng et al. 2014), edits typed with ERRANT |
| jfleg | JFLEG (Napoles et al. 2017; CC BY-NC-SA 4.0) |
| gmeg-wiki | GMEG, Wikipedia part (Napoles et al. 2019) |
| languagetool-examples | example sentences of LanguageTool's English rules, 2018 (LGPL-2.1) |
| blimp-agreement | BLiMP, 18 paradigms of agreement and morphology (Warstadt et al. 2020; CC BY 4.0) |
| modal-base-synthetic | MedQuAD sentences in which the verb after a modal was given an -s: made, and not real errors |
| medquad | MedQuAD (Ben Abacha and Demner-Fushman 2019; CC BY 4.0): answers from NIH and CDC pages |
| fakehealth-release | press releases (FakeHealth, Dai et al. 2020), judged by the experts of HealthNewsReview.org |
| gb-authorised-claims | the register of nutrition and health claims of Great Britain (Open Government Licence 3.0) |

- **precision, recall, f0.5** of an edited set: a finding is right when it overlaps an edit of the annotator that fits
  the sentence's findings best. **recall_TYPE**: all edits of that ERRANT type, of all annotators.
- **recall, good_flagged, pair_accuracy** of pairs: a finding at the marked slip; right sentences (or corrected ones)
  with a finding; pairs with more findings on the wrong side.
- **fix_equal**: replacements that an annotator made too; **safe_fix_equal**: those that may be applied without asking.
- **macro_f1_CRITERION** of press releases: the mean of the F1 of "failed" and of "met", where a finding of the rules
  for that criterion says failed. **quote_recall**: words for which the experts quote a release that a finding overlaps.
- **per_1000_words**: errors and warnings in edited text; most of them are false alarms.
- **claims_per_1000_words**, **claims_flagged**: findings of the claims rules, hints too, in the edited text of public
  bodies and in health claims that Great Britain authorises, read as the page of a seller; they should be few.

Intervals hold 95 % of 1,000 resamples of the texts.

```sh
python -m bench.accuracy --data DIR --json FILE       # DIR/TASK/NAME.*.jsonl.gz
python -m bench.accuracy --data DIR --examples 20     # misses and false alarms to read
```
"""


def write(measured: Measured, digest: str, select: tuple[str, ...], file: Path) -> None:
    """Write the page. Raises ValueError when the file there has lost one of its marks."""
    text = file.read_text(encoding="utf-8") if file.exists() else _NEW
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{file.name} has lost its marks; they are\n{BEGIN}\n{END}")
    file.write_text(f"{before}{BEGIN}\n\n{body(measured, digest, select)}\n\n{END}{after}", encoding="utf-8")


def body(measured: Measured, digest: str, select: tuple[str, ...]) -> str:
    """Return all that is generated."""
    made = [f"Date: {datetime.date.today().isoformat()}.", f"Packs: {', '.join(select)} (recommended rules)."]
    made += [f"{name} {version}." for name, version in versions().items()]
    parts = [
        _HOW,
        "## The table\n",
        " ".join(made) + f"\n{DIGEST}`{digest}`.\n",
        markdown(HEAD, rows(measured)),
        "\n## The rules\n",
        "Right and wrong are hits on the wrong sides of all sets; good sides are right or corrected sentences.\n",
        markdown(RULE_HEAD, rule_rows(measured)),
    ]
    return "\n".join(parts)


def digest_of(page: str) -> str:
    """Return the digest that a page says its table was made with; "" when it says none."""
    _, mark, rest = page.partition(f"{DIGEST}`")
    return rest.partition("`")[0] if mark else ""
