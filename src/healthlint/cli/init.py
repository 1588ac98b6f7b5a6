"""`healthlint init`: write a configuration file that explains itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

# Every line that is commented out with "#: " is a setting that would be valid if it were not; a test reads it so.
TEMPLATE = """\
# healthlint: what to check in the articles below this folder.
# A line that starts with "#: " is a setting to switch on: take the "#: " away.
# All settings, and where each value comes from: healthlint config show

# Another configuration file to start from; what is said here wins.
#: extends = "../healthlint.toml"

# Which rules run: ids, packs or "all". Left out: the recommended ones.
#: select = ["all"]

# Rules and packs that never run here.
#: ignore = ["readability"]

# The lowest level that makes `healthlint check` exit with 1, and the lowest that is listed.
#: fail-on = "error"
#: show = "warning"

# Which files of a folder are articles, and which of them are not. Globs, relative to this file's folder.
#: include = ["*.md", "*.html"]
#: exclude = ["archive"]

# Folders of your own rules, relative to this file's folder.
#: packs = ["."]

# Larger files are refused, in bytes; and an article that takes longer than this many seconds.
#: max-file-size = 2_000_000
#: max-seconds = 120

# The spaCy model; left out: the first English one that is installed.
#: model = "en_core_web_sm"

# Sources. Your own sites: a link to them is no evidence. How near a source must stand: sentence, next-sentence,
# paragraph, section or document. A list of retracted papers in the format of Retraction Watch (a CSV file).
#: own-sites = ["example.org"]
#: citation-reach = "paragraph"
#: retractions = "retractions.csv"

# Your claims register (`healthlint claims PATHS -o claims.xlsx` makes it): what it approves does not fail a run.
#: register = "claims.xlsx"

# Findings that were there when you began (`healthlint check PATHS --write-baseline known.json` makes the file): only
# others are reported.
#: baseline = "known.json"

# Who publishes, about what, where, for whom. It decides which rules run and how serious they are:
# the same sentence can be right on a public body's site and a breach on a clinic's.
# An article's front matter can say otherwise for itself:  healthlint: {context: {publisher: charity}}
[context]
#: publisher = "charity"          # commercial, charity, public-body, news, journal, personal
#: subject = "therapy"            # therapy, supplement-or-food, licensed-medicine, vaccine, device, …
#: jurisdiction = ["uk"]          # legal packs run only where it is set: uk, gb, ni, eu, us, au, ca, nz, ie, in
#: audience = "public"            # public, professional
#: type = "condition"             # condition, treatment, medicine, research-news, news-release, …
#: citation-policy = "inline"     # inline, end-list, evidence-log (what the register has on file counts)

# Another level for a rule or a whole pack: error, warning, info or off.
# error: do not publish without a decision; warning: an editor should look; info: a suggestion.
[severity]
#: "readability" = "info"

# What weight a source has, by host: T1 reviews and guidelines, T2 governments, T3 journals, T4 professional bodies and
# charities, T5 news, T6 commercial health sites, T7 preprints, T8 user-written, T8S social media,
# T9 sellers, TX unreliable.
[source-tiers]
#: "example.org" = "T4"

# A rule's own options; `healthlint explain RULE` shows the rule.
[rules]
#: "readability/long-sentence" = { max = 30 }

# Other settings for some files. Globs are relative to this file's folder.
[[overrides]]
files = ["drafts/**"]
ignore = []
#: severity = { "citations" = "info" }
#: context = { audience = "professional" }
"""


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder that it is for.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Replace a healthlint.toml that is there.")] = False,
) -> None:
    """Write a healthlint.toml with every setting explained.

    \b
    Examples:
      healthlint init
      healthlint init site/ --force
    """
    from healthlint.cli.output import write_text
    from healthlint.config.load import OWN_NAME
    from healthlint.errors import UserError

    path = folder / OWN_NAME
    if path.exists() and not force:
        raise UserError(f"{path.as_posix()} exists already; --force replaces it")
    write_text(path, TEMPLATE)
    typer.echo(f"wrote {path.as_posix()}")
