"""An article that an editor would accept gives no error."""

from __future__ import annotations

from healthlint import Linter, Settings

CONTEXT = {"publisher": "commercial", "subject": "therapy", "jurisdiction": ("uk",), "audience": "public"}

# The end state that the review of the real article describes, in our own words.
REWRITE = """\
# Acupuncture and the immune system: what we know

We provide acupuncture, so we have an interest in this topic. Last reviewed: 1 May 2025 by Dr Ana Reis, GMC 0000000.

Your immune system helps your body fight infection.

One small study in 2007 looked at 34 women with anxiety. Some laboratory tests of their white blood cells changed in \
the days after acupuncture, and in 12 women were still changed a month after treatment ended.[1] The study did not \
compare acupuncture with sham or no treatment, and did not look at whether the women became ill less often. So we do \
not know whether acupuncture affects the immune system in a way that matters for health.

Acupuncture can cause bruising and bleeding, and rarely more serious harm. Tell your practitioner if you take \
medicines that affect bleeding. See a GP if you get infections often. Do not stop any treatment without medical advice.

## References

1. Arranz L, et al. Am J Chin Med 2007;35:35–51.
"""


def test_the_clean_rewrite_gives_no_error() -> None:
    result = Linter(Settings()).check_text(REWRITE, path="clean.md", context=CONTEXT)
    assert result.status == "checked", result.reason
    assert [(f.rule, f.text) for f in result.findings if f.severity == "error"] == []


def test_the_clean_rewrite_gives_few_warnings() -> None:
    result = Linter(Settings()).check_text(REWRITE, path="clean.md", context=CONTEXT)
    warnings = [(f.rule, f.text) for f in result.findings if f.severity == "warning"]
    assert len(warnings) <= 4, warnings
