"""Names of metadata keys: the many spellings of a byline become one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_APART = re.compile(r"[\s\-_:]+")

# spelling (lower case, underscores) -> the key that rules and configuration read
_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "authors": "author", "by": "author", "byline": "author", "writer": "author", "written_by": "author",
        "reviewer": "reviewed_by", "reviewers": "reviewed_by", "medically_reviewed_by": "reviewed_by",
        "medical_reviewer": "reviewed_by", "clinical_reviewer": "reviewed_by", "clinically_reviewed_by": "reviewed_by",
        "fact_checked_by": "fact_checked_by",
        "date_published": "date", "published": "date", "publish_date": "date", "published_date": "date",
        "pub_date": "date", "publication_date": "date", "published_at": "date", "created": "date", "pubdate": "date",
        "date_modified": "updated", "modified": "updated", "last_modified": "updated", "last_updated": "updated",
        "lastmod": "updated", "updated_at": "updated", "update_date": "updated", "updated_date": "updated",
        "last_review": "last_reviewed", "review_date": "last_reviewed", "reviewed": "last_reviewed",
        "reviewed_on": "last_reviewed", "date_reviewed": "last_reviewed", "medically_reviewed": "last_reviewed",
        "last_medically_reviewed": "last_reviewed", "reviewed_date": "last_reviewed",
        "next_review_date": "next_review", "next_review_due": "next_review", "review_due": "next_review",
        "language": "lang", "locale": "lang", "summary": "description", "excerpt": "description",
        "meta_description": "description", "headline": "title",
    }
)  # fmt: skip


def normal_key(key: str) -> str:
    """Return a key in lower case with underscores, and the common name where it is a known spelling."""
    words = _APART.sub("_", _CAMEL.sub("_", key.strip())).strip("_").lower()
    return _SPELLINGS.get(words, words)
