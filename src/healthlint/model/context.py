"""Who publishes, about what, where, for whom: what decides whether a sentence is right or a breach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

# The keys and their values are those of the domain's regulation notes; an unknown value is a usage error.
CONTEXT_VALUES: Mapping[str, tuple[str, ...]] = {
    "publisher": ("commercial", "charity", "public-body", "news", "journal", "personal"),
    "subject": (
        "therapy",
        "supplement-or-food",
        "licensed-medicine",
        "vaccine",
        "device",
        "diagnostic-test",
        "lifestyle",
        "none",
    ),
    "jurisdiction": ("uk", "gb", "ni", "eu", "us", "au", "ca", "nz", "ie", "in"),
    "audience": ("public", "professional"),
    "type": (
        "condition",
        "symptom",
        "treatment",
        "medicine",
        "supplement",
        "complementary-therapy",
        "research-news",
        "news-release",
        "test",
        "vaccine",
        "first-aid",
        "patient-story",
        "product",
    ),
    "citation_policy": ("inline", "end-list", "evidence-log"),
}


@dataclass(frozen=True, slots=True)
class Context:
    """The context of one article. An empty value means that nobody said; `audience` is then the public.

    `jurisdiction` is the one key that may hold several values.
    """

    publisher: str = ""
    subject: str = ""
    jurisdiction: tuple[str, ...] = ()
    audience: str = "public"
    type: str = ""
    citation_policy: str = "inline"

    def values(self, key: str) -> tuple[str, ...]:
        """Return the values of a key. Raises KeyError.

        `uk` also counts as `gb`, and `gb` as `uk`; a news release is also research news.
        """
        if key not in CONTEXT_VALUES:
            raise KeyError(key)
        value = getattr(self, key)
        if value == "news-release":
            return (value, "research-news")
        if key != "jurisdiction":
            return (value,) if value else ()
        if "uk" in value or "gb" in value:
            return tuple(dict.fromkeys((*value, "uk", "gb")))
        return value

    def satisfies(self, when: Mapping[str, tuple[str, ...]]) -> bool:
        """Tell whether every key of `when` has one of its values here. A value `!x` means "anything but x"."""
        for key, wanted in when.items():
            own = self.values(key)
            banned = [w[1:] for w in wanted if w.startswith("!")]
            asked = [w for w in wanted if not w.startswith("!")]
            if any(v in banned for v in own) or (asked and not any(v in asked for v in own)):
                return False
        return True

    def with_values(self, changes: Mapping[str, str | tuple[str, ...]]) -> Context:
        """Return the context with some keys changed."""
        return replace(self, **dict(changes))  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, str | list[str]]:
        """Return the keys that have a value, in order, lists as lists."""
        out: dict[str, str | list[str]] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if value:
                out[f.name] = list(value) if isinstance(value, tuple) else value
        return out
