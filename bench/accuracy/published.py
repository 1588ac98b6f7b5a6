"""What others reach on the same sets: published figures, and baselines that were run on them, with their sources.

Baselines are those of Harper 2.13, a fast rule-based checker, on the whole of each set (development and held-out half);
the tag rule is fifteen lines that ask spaCy's tagger for the word after a modal verb. For press releases TF-IDF is a
logistic regression on word weights, trained and scored by five-fold cross-validation on the set itself, and the word
rule a short list of words; both were run on the whole set.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Others:
    """What is known of a figure of others, in words: the best published value, and baselines."""

    published: str = ""
    baselines: str = ""


OTHERS: dict[tuple[str, str], Others] = {
    ("modal-base-synthetic", "recall"): Others(baselines="Harper 0.01; tag rule 0.89"),
    ("modal-base-synthetic", "good_flagged"): Others(baselines="tag rule 0.002"),
    ("conll14+jfleg+gmeg-wiki", "recall_modal_base"): Others(baselines="tag rule 0.47"),
    ("blimp-agreement", "pair_accuracy"): Others(
        "GPT-2 0.926, LSTM 0.847, n-gram 0.654, people 0.929 (Warstadt et al. 2020; by probability, so never silent)",
        "Harper 0.009",
    ),
    ("languagetool-examples", "recall"): Others(baselines="Harper 0.27"),
    ("languagetool-examples", "good_flagged"): Others(baselines="Harper 0.11"),
    ("conll14", "precision"): Others(baselines="Harper 0.74"),
    ("conll14", "recall"): Others(baselines="Harper 0.14"),
    ("conll14", "f0.5"): Others(baselines="Harper 0.39"),
    ("conll14", "recall_VERB:SVA"): Others(baselines="Harper 0.08"),
    ("conll14", "recall_VERB:FORM"): Others(baselines="Harper 0.08"),
    ("conll14", "recall_NOUN:NUM"): Others(baselines="Harper 0.10"),
    ("conll14", "recall_DET"): Others(baselines="Harper 0.10"),
    ("jfleg", "precision"): Others(baselines="Harper 0.96"),
    ("jfleg", "recall"): Others(baselines="Harper 0.39"),
    ("jfleg", "f0.5"): Others(baselines="Harper 0.74"),
    ("gmeg-wiki", "precision"): Others(baselines="Harper 0.51"),
    ("gmeg-wiki", "recall"): Others(baselines="Harper 0.43"),
    ("gmeg-wiki", "f0.5"): Others(baselines="Harper 0.49"),
    ("causal-pubmed", "macro_f1"): Others(
        "BioBERT 0.878–0.883 (Yu, Li and Wang 2019, the repository's README; trained, 5-fold)",
        "majority 0.15; three word lists 0.62; TF-IDF 0.73 (trained, 5-fold)",
    ),
    ("causal-pubmed", "f1_direct"): Others("BioBERT 0.863–0.873", "three word lists 0.54"),
    ("causal-eureka", "macro_f1"): Others(
        "BioBERT 0.892 (Yu et al. 2020, the repository's README; trained, with augmentation)",
        "majority 0.13; three word lists 0.59; TF-IDF 0.70 (trained, 5-fold)",
    ),
    ("causal-eureka", "f1_direct"): Others("BioBERT 0.903", "three word lists 0.58"),
    ("exaggeration-insciout", "macro_f1"): Others(
        baselines="majority 0.25; three word lists 0.46; TF-IDF 0.47 (trained; the 563 official test pairs)"
    ),
    ("health-advice-abstracts", "macro_f1"): Others(
        "BERT 0.933 (Li, Wang and Yu 2021, the repository's README; trained, 5-fold)",
        "majority 0.25; word lists 0.59; TF-IDF 0.84 (trained, 5-fold)",
    ),
    ("science-certainty", "pearson"): Others(
        baselines="number of hedges 0.51; TF-IDF and ridge 0.56 (trained); both on the held-out half"
    ),
    ("medical-discussion", "f1"): Others(baselines="word rule 0.49; TF-IDF 0.58 (trained, 5-fold)"),
    ("medical-discussion", "macro_f1"): Others(
        baselines="majority 0.40; word rule 0.64; TF-IDF 0.68 (trained, 5-fold; dev to held 0.67)"
    ),
    ("weasel-wiki", "f1"): Others(
        "about 0.60 at the natural rate of 22 %, which does not carry over to this balanced half",
        "word rule 0.76; TF-IDF 0.78 (trained, 5-fold)",
    ),
    ("scitweets", "f1"): Others(
        "SciBERT 0.780 (Hafid et al. 2022, the authors' predictions; trained, 10-fold)",
        "word rule 0.49; TF-IDF 0.64 (trained, 5-fold)",
    ),
    ("fullfact-health-claims", "macro_f1"): Others(
        baselines="majority 0.42; word rule 0.61; TF-IDF 0.62 (trained, 5-fold)"
    ),
    ("fullfact-health-claims", "macro_f1_hedged"): Others(
        baselines="list of hedges 0.79; TF-IDF 0.78 (trained, 5-fold)"
    ),
    ("health-news-claims", "open_without_link"): Others(baselines="list of study words 0.62"),
    ("health-news-claims", "recall"): Others(baselines="list of study words 0.62"),
    ("health-news-claims", "recall_news"): Others(baselines="list of study words 0.62"),
    ("medquad", "per_1000_words"): Others(baselines="Harper 0.5–0.7 without spelling, 35 with"),
    **{
        ("fakehealth-release", f"macro_f1_{criterion}"): Others(published, baselines)
        for criterion, published, baselines in (
            # Published are GPT-4's on these releases: the share of the failed ones that it finds, not F1.
            ("costs", "GPT-4 finds 0.99", "TF-IDF 0.58; word rule 0.54"),
            ("benefits", "GPT-4 finds 0.27", "TF-IDF 0.64; word rule 0.54"),
            ("harms", "GPT-4 finds 0.94", "TF-IDF 0.61; word rule 0.57"),
            ("evidence_quality", "GPT-4 finds 0.13", "TF-IDF 0.63; word rule 0.57"),
            ("disease_mongering", "GPT-4 finds 0.00", "TF-IDF 0.48"),
            ("funding_conflicts", "GPT-4 finds 0.77", "TF-IDF 0.65; word rule 0.69"),
            ("alternatives", "GPT-4 finds 0.72", "TF-IDF 0.59"),
            ("availability", "GPT-4 finds 0.78", "TF-IDF 0.56"),
            ("novelty", "GPT-4 finds 0.17", "TF-IDF 0.50"),
            ("sensational_language", "GPT-4 finds 0.01", "TF-IDF 0.64; word rule 0.54"),
        )
    },
}

# What the table shows; the JSON file has every figure.
SHOWN = (
    "recall",
    "good_flagged",
    "pair_accuracy",
    "precision",
    "f0.5",
    "recall_modal_base",
    "recall_VERB:SVA",
    "recall_VERB:FORM",
    "recall_NOUN:NUM",
    "recall_DET",
    "safe_fix_equal",
    "fix_equal",
    "per_1000_words",
    "macro_f1",
    "precision_direct",
    "recall_direct",
    "f1_direct",
    "f1_hedged",
    "f1_weak",
    "f1_strong",
    "pearson",
    "macro_f1_costs",
    "macro_f1_benefits",
    "macro_f1_harms",
    "macro_f1_evidence_quality",
    "macro_f1_disease_mongering",
    "macro_f1_funding_conflicts",
    "macro_f1_alternatives",
    "macro_f1_availability",
    "macro_f1_novelty",
    "macro_f1_sensational_language",
    "quote_recall_sensational_language",
    "per_1000_words_sensational_language",
    "f1",
    "macro_f1_hedged",
    "open_without_link",
    "silent_with_link",
    "recall_news",
    "good_flagged_news",
    "claims_per_1000_words",
    "claims_flagged",
)
