"""Which parts of a page are its article: main content by element and class, the rest flagged with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from healthlint.formats.assembler import Draft
from healthlint.formats.boilerplate import class_reason, is_content_class, line_reason, tail_reason
from healthlint.formats.html_inline import is_hidden
from healthlint.formats.html_tokens import HtmlToken
from healthlint.formats.references import is_reference_heading
from healthlint.model.document import BlockKind

OUTSIDE = "outside the main content"
_ELEMENTS = {"nav": "navigation", "aside": "aside", "form": "form", "dialog": "pop-up", "menu": "navigation"}
_ROLES = {
    "navigation": "navigation",
    "banner": "site header",
    "contentinfo": "site footer",
    "complementary": "aside",
    "search": "form",
    "form": "form",
    "dialog": "pop-up",
    "alertdialog": "pop-up",
    "menu": "navigation",
    "menubar": "navigation",
}
# Names that speak of the whole page ("has-sidebar"), not of one part of it.
_NEVER_BY_CLASS = frozenset({"html", "body", "main", "article", "h1"})


@dataclass(slots=True)
class Region:
    """A stretch of the page. `soft` reasons come from class words and yield to the weight of the text inside."""

    parent: int
    role: str = ""  # main | article | content | ""
    reason: str = ""
    soft: bool = False
    in_article: bool = False


class Regions:
    """The regions of a page in source order; number 0 is the page itself, parents come before their parts."""

    def __init__(self) -> None:
        self.all = [Region(0)]

    def enter(self, token: HtmlToken, outer: int) -> int:
        """Return the region of an element inside region `outer`: a new one where it matters, else `outer`."""
        region = self._region(token, outer)
        if not (region.role or region.reason):
            return outer
        self.all.append(region)
        return len(self.all) - 1

    def _region(self, token: HtmlToken, outer: int) -> Region:
        name, attributes = token.name, token.attributes
        role = attributes.get("role", "").strip().lower()
        inside = self.all[outer].in_article
        if is_hidden(token):
            return Region(outer, reason="hidden", in_article=inside)
        if name == "main" or role == "main":
            return Region(outer, role="main", in_article=True)
        reason = _ELEMENTS.get(name) or _ROLES.get(role, "")
        if name in ("header", "footer") and not inside:
            reason = f"site {name}"
        if reason:
            return Region(outer, reason=reason, in_article=inside)
        if name == "article" or role == "article" or "articlebody" in attributes.get("itemprop", "").lower():
            return Region(outer, role="article", in_article=True)
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if names.strip() and name not in _NEVER_BY_CLASS:
            if is_content_class(names):
                return Region(outer, role="content", in_article=True)
            reason = class_reason(names)
        return Region(outer, reason=reason, soft=True, in_article=inside)

    def hard_reason(self, region: int) -> str:
        """Return the reason that an element itself gives for a region, or ""."""
        # Fragments are small; a page resolves all regions at once in `flag`.
        for _ in range(200):
            if not region:
                break
            one = self.all[region]
            if one.reason and not one.soft:
                return one.reason
            region = one.parent
        return ""

    def flag(self, drafts: Sequence[Draft], *, title: str) -> None:
        """Set the reason of every block that is not the article's own."""
        weights = self._weights(drafts)
        main = self._main(weights)
        reasons, inside = self._resolve(main, weights)
        for draft in drafts:
            draft.reason = reasons[draft.region] or ("" if inside[draft.region] else OUTSIDE)
        _rescue_title(drafts, title)
        _flag_texts(drafts)

    def _weights(self, drafts: Sequence[Draft]) -> list[int]:
        """Return the number of words in each region, its parts included, firmly flagged ones not."""
        weights = [0] * len(self.all)
        for draft in drafts:
            weights[draft.region] += draft.builder.prose.count(" ") + 1
        for index in range(len(self.all) - 1, 0, -1):
            region = self.all[index]
            if region.reason and not region.soft:
                weights[index] = 0
            weights[region.parent] += weights[index]
        return weights

    def _main(self, weights: list[int]) -> int:
        """Return the region that holds the article; 0 (the page) when no element says so."""
        for role in ("main", "article", "content"):
            best = max(
                (i for i, r in enumerate(self.all) if r.role == role and weights[i]),
                key=lambda i: weights[i],
                default=0,
            )
            # An index page has many articles: none of them is the page's own.
            enough = role == "main" or 2 * weights[best] >= weights[0]
            if best and enough:
                return best
        return 0

    def _resolve(self, main: int, weights: list[int]) -> tuple[list[str], list[bool]]:
        reasons = [""] * len(self.all)
        inside = [not main] * len(self.all)
        for index, region in enumerate(self.all[1:], start=1):
            inside[index] = index == main or inside[region.parent]
            own = region.reason
            if region.soft and 2 * weights[index] > weights[main]:
                own = ""  # it holds most of the text: the word means the layout, not the part
            reasons[index] = own or reasons[region.parent]
            if index == main:
                reasons[index] = ""
        return reasons, inside


def _rescue_title(drafts: Sequence[Draft], title: str) -> None:
    """Keep the page's h1 when it stands outside the main content (in a site header, say)."""
    tops = [d for d in drafts if d.kind is BlockKind.HEADING and d.level == 1]
    if any(not d.reason for d in tops):
        return
    for draft in tops:
        named = draft.builder.prose.casefold() in title.casefold()
        if draft.reason == OUTSIDE or (named and draft.reason == "site header"):
            draft.reason = ""
            return


def _flag_texts(drafts: Sequence[Draft]) -> None:
    """Flag what the words themselves give away: "Related posts" and what follows, short lines of furniture."""
    tail, level = "", 0
    for draft in drafts:
        if draft.reason:
            continue
        prose = draft.builder.prose
        heading = draft.kind is BlockKind.HEADING
        if heading and tail and draft.level <= level:
            tail = ""
        if is_reference_heading(prose):
            tail = ""
        own = tail_reason(prose) if draft.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) else ""
        if own and not (heading and draft.level == 1):
            tail, level = own, draft.level if heading else 6
        elif not tail and draft.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            draft.reason = line_reason(prose)
        draft.reason = draft.reason or tail
