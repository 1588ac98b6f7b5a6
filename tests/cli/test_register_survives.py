"""What people wrote in a register survives a hundred edits of the article: the real parser, the real command."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
import typer

from healthlint.cli.claims import claims
from healthlint.register.row import HUMAN

WHO = ("Green tea", "Garlic", "Ginger", "Acupuncture", "Honey", "Yoga")
DOES = ("cures", "relieves", "may ease", "prevents", "does not cure", "reduces")
WHAT = ("migraine", "insomnia", "asthma", "nausea", "back pain", "30% of headaches")
WAYS = ("change", "change", "change", "add", "drop", "bring back", "move", "join", "rename", "question")


def sentence(chance: random.Random) -> str:
    return f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)}."


def edited(paragraphs: list[str], dropped: list[str], way: str, chance: random.Random) -> list[str]:
    """Return the article after one edit; what is dropped can be brought back later."""
    out = list(paragraphs)
    at = chance.randrange(len(out))
    if way == "change":
        words = out[at].split()
        words[chance.randrange(len(words))] = chance.choice(["tea", "often", "migraine", "never", "80%", "eases"])
        out[at] = " ".join(words)
    elif way == "add":
        out.insert(at, sentence(chance))
    elif way == "drop" and len(out) > 3:
        dropped.append(out.pop(at))
    elif way == "bring back" and dropped:
        out.insert(at, dropped.pop())
    elif way == "move":
        out.append(out.pop(at))
    elif way == "join" and len(out) > 3:
        out[at - 1] += " " + out.pop(at)
    elif way == "question":
        out[at] = out[at].rstrip(".?") + chance.choice(".?")
    return out


def rows(register: Path) -> list[dict[str, str]]:
    with register.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decide(register: Path) -> None:
    """Write something of one's own in each row: into every column that is for people."""
    found = rows(register)
    for number, row in enumerate(found):
        own = {name: f"{name} {number}" for name in HUMAN if name != "approved_wording"}
        status = ("approved", "rejected", "needs-evidence", "waived")[number % 4]
        certainty = ("high", "moderate", "low", "very low")[number % 4]
        row |= {**own, "status": status, "certainty": certainty, "decision_date": "2026-05-04", "expires": "2027-01-31"}
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(found[0]))
        writer.writeheader()
        writer.writerows(found)


def people_wrote(register: Path) -> list[tuple[str, ...]]:
    kept = [name for name in HUMAN if name != "approved_wording"]
    return sorted(tuple(row[name] for name in kept) for row in rows(register) if row["note"])


@pytest.mark.parametrize("seed", [7])
def test_what_people_wrote_survives_a_hundred_edits_of_an_article(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    (folder / "healthlint.toml").write_text('select = ["claims/cure"]\n', encoding="utf-8")
    paragraphs, dropped, name = list(dict.fromkeys(sentence(chance) for _ in range(8))), list[str](), "a.md"
    register = folder / "claims.csv"

    def write_down() -> None:
        (folder / name).write_text("\n\n".join(("# Remedies", *paragraphs)) + "\n", encoding="utf-8")
        # The cache keeps the parses of paragraphs: only what an edit changed is parsed.
        with pytest.raises(typer.Exit) as done:
            claims(["."], output=register, quiet=True, today="2026-06-01", jobs=1, cache_dir=folder / ".kept")
        assert done.value.exit_code == 0

    write_down()
    decide(register)
    wrote = people_wrote(register)
    approved = {row["note"]: row["quote"] for row in rows(register) if row["status"] in ("approved", "waived")}
    for number in range(100):
        way = chance.choice(WAYS)
        if way == "rename":
            (folder / name).unlink()
            name = f"{number}.md"
        paragraphs = edited(paragraphs, dropped, way, chance)
        write_down()
        found = rows(register)

        assert people_wrote(register) == wrote, way
        assert len({row["claim_id"] for row in found}) == len(found)
        assert {row["file"] for row in found if row["state"] != "gone"} <= {name}
        for row in found:
            if row["note"] in approved:
                assert row["approved_wording"] == approved[row["note"]]
                assert row["state"] in ("changed", "gone") or row["quote"] == row["approved_wording"]
