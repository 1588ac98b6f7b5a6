"""Markup inside a block: links, pictures, superscript notes, code, hidden parts. For HTML and Markdown alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from healthlint.formats.assembler import Assembler
from healthlint.formats.directives import add_directive
from healthlint.formats.html_tokens import HtmlToken, attribute_pieces, tokens
from healthlint.model.document import BlockKind

# What is inside is not prose; the reason that is reported.
_MUTED = {
    "script": "script", "style": "style", "template": "template", "noscript": "noscript", "iframe": "embedded page",
    "object": "embedded object", "svg": "drawing", "math": "formula", "canvas": "drawing", "audio": "audio",
    "video": "video", "select": "form", "textarea": "form", "button": "button", "datalist": "form",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "pre": "code",
}  # fmt: skip
_HOLES = frozenset({"math", "code", "kbd", "samp", "tt"})
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_LABEL = re.compile(r"\[?\s*(?:\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*|[*†‡§]{1,3}|[a-z])\s*\]?")
_PART = re.compile(r"(\d{1,3})(?:\s*[–-]\s*(\d{1,3}))?|[*†‡§]+|[a-z]")
# A number raised after a digit or a unit of length is a power, not a note: 10⁶, 25 kg/m².
_UNIT = re.compile(r"(?:^|[\s\d/(])(?:[cdkmnµμ]?m|ft|in|yd|s)$")
_CAPTURE_LIMIT = 40  # characters; a note's mark is shorter than that


@dataclass(slots=True)
class _Capture:
    """Text held back until it is known whether it is a note's mark."""

    name: str
    start: int
    end: int
    target: str = ""  # of its first link
    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    targets: list[tuple[int, str]] = field(default_factory=list)  # (characters before the link, its target)
    closed: bool = False

    def add_link(self, target: str) -> None:
        """Note a link at the end of what is held."""
        self.target = self.target or target
        self.targets.append((sum(len(p[0]) for p in self.pieces), target))


class InlineHtml:
    """Writes inline markup to the assembler's open block; a page or paragraph has one."""

    def __init__(self, assembler: Assembler) -> None:
        self.assembler = assembler
        self.targets: dict[str, str] = {}  # fragment of a note's link -> its label
        self._muted: tuple[str, int, int] | None = None  # name, depth, source start
        self._muted_reason = ""
        self._capture: _Capture | None = None
        self._last = 0

    @property
    def is_muted(self) -> bool:
        """True inside something that is not prose."""
        return self._muted is not None

    def markup(self, markup: str, start: int) -> None:
        """Take one tag or comment of a Markdown paragraph."""
        for token in tokens(self.assembler.text, [(start, start + len(markup))]):
            self.token(token)

    def muted(self, start: int, end: int) -> bool:
        """Take a Markdown text event when it is not to be added: it is muted or held back."""
        self._last = end
        if self._muted is not None:
            return True
        if self._capture is None:
            return False
        self.text(self.assembler.text[start:end], start, end - start)
        return True

    def token(self, token: HtmlToken) -> None:
        """Take one token; block-level tags are a break between words."""
        self._last = token.end
        if token.kind == "comment":
            if not add_directive(token.source, token.start, self.assembler):
                self.assembler.skip(token.start, token.end, "comment")
        elif token.kind in ("text", "reference"):
            self.text(token.data, token.start, token.end - token.start)
        elif token.kind == "start":
            self._start(token)
        elif token.kind == "end":
            self._end(token)
        elif token.kind == "lost" and token.end > token.start:
            broken = self.assembler.text.startswith("<", token.start)
            self.assembler.skip(token.start, token.end, "broken markup" if broken else "cannot be mapped exactly")

    def text(self, prose: str, start: int, length: int) -> None:
        """Take text."""
        if self._muted is not None:
            return
        if self._capture is None:
            self.assembler.add(prose, start, length)
            return
        self._capture.pieces.append((prose, start, length))
        if sum(len(p[0]) for p in self._capture.pieces) > _CAPTURE_LIMIT:
            self.release()

    def reset(self) -> None:
        """End what is still open: the block ends here."""
        self.release()
        if self._muted is not None:
            self._unmute(self._last)

    def _start(self, token: HtmlToken) -> None:
        name = token.name
        if self._muted is not None:
            muted, depth, start = self._muted
            if name == muted and name not in VOID:
                self._muted = (muted, depth + 1, start)
            return
        reason = _MUTED.get(name) or ("hidden" if is_hidden(token) and name not in VOID else "")
        if reason and not token.source.endswith("/>"):
            self.release()
            self._muted, self._muted_reason = (name, 1, token.start), reason
        elif name == "br":
            self.release()
            self.assembler.space(token.start, token.end - token.start)
        elif name == "img":
            self.release()
            add_image(token, self.assembler)
        elif name in ("sup", "a"):
            self._start_note(token)
        elif name in BLOCKS:
            self.release()
            self.assembler.space(token.start, token.end - token.start)

    def _start_note(self, token: HtmlToken) -> None:
        target = token.attributes.get("href", "").strip()
        if self._capture is not None and token.name == "a":
            self._capture.add_link(target)
        elif self._capture is not None and not self._capture.pieces:
            return  # <a href="#n1"><sup>1</sup></a>: the link holds the mark
        elif token.name == "sup" or target.startswith("#"):
            self.release()
            self._capture = _Capture(token.name, token.start, token.end)
            if token.name == "a":
                self._capture.add_link(target)
        elif target:
            self.release()
            self.assembler.begin_link(target, token.start)

    def _end(self, token: HtmlToken) -> None:
        if self._muted is not None:
            muted, depth, start = self._muted
            if token.name == muted:
                self._muted = (muted, depth - 1, start)
                if depth == 1:
                    self._unmute(token.end)
        elif self._capture is not None and token.name == self._capture.name:
            self._capture.end, self._capture.closed = token.end, True
            self._finish_capture(self._capture)
        elif token.name == "a" and self._capture is None:
            self.assembler.end_link(token.end)
        elif token.name in BLOCKS:
            self.release()
            self.assembler.space(token.start, token.end - token.start)

    def _unmute(self, end: int) -> None:
        if self._muted is None:
            return
        name, _, start = self._muted
        self._muted = None
        if name in _HOLES:
            self.assembler.hole(start, max(0, end - start))
        self.assembler.skip(start, end, self._muted_reason)

    def _finish_capture(self, capture: _Capture) -> None:
        self._capture = None
        label = "".join(p[0] for p in capture.pieces).strip()
        points = capture.target.startswith("#")
        before = self.assembler.tail(8)
        power = not points and label.isdigit() and (before[-1:].isdigit() or _UNIT.search(before))
        plain = bool(re.search(r"[\d*†‡§]", label))
        if _LABEL.fullmatch(label) and not power and (points or plain):
            for part in _labels(label):
                target = "" if points else capture.target
                self.assembler.mark(part, capture.start, capture.end, "superscript", target)
            if points:
                self._name_targets(capture)
        elif power and before[-1:].isdigit():
            self.assembler.hole(capture.start, capture.end - capture.start)
        else:
            self._replay(capture)

    def _name_targets(self, capture: _Capture) -> None:
        """Keep which note each link of a mark leads to: "<sup><a href="#n1">1</a>, <a href="#n2">2</a></sup>"."""
        text = "".join(p[0] for p in capture.pieces)
        for at, target in capture.targets:
            label = _PART.search(text, at)
            if target.startswith("#") and label:
                self.targets.setdefault(target[1:], label[1] or label[0])

    def release(self) -> None:
        """Give back what was held: it is text after all, or its end tag is missing."""
        if self._capture is not None:
            capture, self._capture = self._capture, None
            self._replay(capture)

    def _replay(self, capture: _Capture) -> None:
        if capture.target:
            self.assembler.begin_link(capture.target, capture.start)
        for prose, start, length in capture.pieces:
            self.assembler.add(prose, start, length)
        if capture.target and capture.closed:
            self.assembler.end_link(capture.end)


def _labels(label: str) -> list[str]:
    """Return the labels that a mark names: "1,3–5" is 1, 3, 4, 5."""
    out: list[str] = []
    for match in _PART.finditer(label):
        first, last = match[1], match[2]
        if first and last and 0 < int(last) - int(first) <= 50:
            out.extend(str(n) for n in range(int(first), int(last) + 1))
        else:
            out.extend(g for g in (first or match[0], last) if g)
    return out


def is_hidden(token: HtmlToken) -> bool:
    """Tell whether an element says that nobody sees or hears it."""
    attributes = token.attributes
    style = attributes.get("style", "").replace(" ", "").lower()
    return (
        ("hidden" in attributes and attributes["hidden"].lower() != "until-found")
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def add_image(token: HtmlToken, assembler: Assembler) -> None:
    """Record a picture; its alternative text becomes a block of its own."""
    alt = token.attributes.get("alt")
    assembler.image(token.start, token.end, token.attributes.get("src", ""), alt)
    if not alt or not alt.strip():
        return
    pieces = attribute_pieces(token, "alt")
    if pieces is None:
        assembler.skip(token.start, token.end, "cannot be mapped exactly")
        return
    outer = assembler.draft
    draft = assembler.open(BlockKind.ALT)
    if outer is not None:
        draft.quoted, draft.reason, draft.region = outer.quoted, outer.reason, outer.region
    for prose, start, length in pieces:
        assembler.add(prose, start, length)
    assembler.close()


BLOCKS = frozenset(
    (  # noqa: SIM905
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section "
        "summary table tbody td tfoot th thead tr ul"
    ).split()
)
