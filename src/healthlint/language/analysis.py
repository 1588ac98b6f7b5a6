"""A document with everything that rules may ask about it, worked out on demand and kept for the one run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import ref

from healthlint.language.sentences import Sentence, sentence_spans
from healthlint.language.terms import fold
from healthlint.model.context import Context
from healthlint.model.document import Block, BlockKind, Document
from healthlint.model.house import House
from healthlint.model.span import Span
from healthlint.profiling import SHARED, STAGE, Profile, timed

if TYPE_CHECKING:
    from healthlint.language.deadline import Deadline
    from healthlint.language.engine import Engine

T = TypeVar("T")


def _start(sentence: Sentence) -> int:
    return sentence.span.start


class Together:
    """The parsed blocks of articles that went through the parser as one stream: what is cheaper done for all at once.

    `docs` are the parses, `places` the (number of the article, block) of each. It does not keep the articles alive: a
    circle of objects would outlive the window of text that their parses belong to (see `Engine.window`).
    """

    def __init__(self, articles: Sequence[Analysis], places: Sequence[tuple[int, int]], docs: Sequence[Any]) -> None:
        self._articles = tuple(ref(article) for article in articles)
        self.places = tuple(places)
        self.docs = tuple(docs)
        self.engine = articles[0].engine
        self._memo: dict[Any, Any] = {}

    def articles(self) -> list[Analysis]:
        """Return the articles that are still there, in order."""
        return [article for known in self._articles if (article := known()) is not None]

    def once(self, key: Any, make: Callable[[Together], T]) -> T:
        """Return `make(self)`, worked out once for each key."""
        if key not in self._memo:
            self._memo[key] = make(self)
        return self._memo[key]


class Analysis:
    """One article on its way through the rules. It never leaves its process.

    `parse(i)` gives the spaCy Doc of block `i`; its `token.idx` are offsets in that block's prose. Everything else
    works without the language model. `deadline` ends a run that takes too long, if one is set.
    """

    def __init__(self, document: Document, context: Context, engine: Engine, house: House | None = None) -> None:
        self.document = document
        self.context = context
        self.house = house or House()
        self.engine = engine
        self.blocks = document.prose_blocks()
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._parses: dict[int, Any] = {}
        self._folded: dict[int, str] = {}
        self._blocks_of: dict[tuple[frozenset[BlockKind], bool], tuple[int, ...]] = {}
        self._memo: dict[Any, Any] = {}
        self._together: Together | None = None
        self._number = 0  # this article's number in it
        self.deadline: Deadline | None = None
        self.profile: Profile | None = None

    def once(self, function: Callable[[Analysis], T]) -> T:
        """Return `function(self)`, worked out once for this article."""
        if function not in self._memo:
            with timed(
                self.profile, SHARED, f"{function.__module__.removeprefix('healthlint.')}.{function.__qualname__}"
            ):
                self._memo[function] = function(self)
        return self._memo[function]

    def block(self, index: int) -> Block:
        """Return a block of the document."""
        return self.document.blocks[index]

    def folded(self, block: int) -> str:
        """Return a block's prose folded for phrase search (see `terms.fold`); the same length as the prose."""
        if block not in self._folded:
            self._folded[block] = fold(self.block(block).prose)
        return self._folded[block]

    def blocks_of(self, kinds: Iterable[BlockKind], *, quotes: bool = False) -> tuple[int, ...]:
        """Return the indices of the linted blocks of some kinds; quoted ones only when asked for."""
        key = (frozenset(kinds), quotes)
        if key not in self._blocks_of:
            found = ((i, self.block(i)) for i in self.blocks)
            self._blocks_of[key] = tuple(i for i, b in found if b.kind in key[0] and (quotes or not b.quoted))
        return self._blocks_of[key]

    def sentences(self, block: int) -> tuple[Sentence, ...]:
        """Return the sentences of one block."""
        if block not in self._sentences:
            with timed(self.profile, STAGE, "sentence ends"):
                spans = sentence_spans(self.block(block).prose)
            self._sentences[block] = tuple(Sentence(block, i, s) for i, s in enumerate(spans))
        return self._sentences[block]

    def all_sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences of all linted blocks, in order."""
        return tuple(s for i in self.blocks for s in self.sentences(i))

    def sentence_at(self, block: int, prose_offset: int) -> Sentence | None:
        """Return the sentence that holds a prose offset, or the one before it; None in an empty block."""
        sentences = self.sentences(block)
        if len(sentences) < 2:
            return sentences[0] if sentences else None
        return sentences[max(0, bisect_right(sentences, prose_offset, key=_start) - 1)]

    def text(self, sentence: Sentence) -> str:
        """Return the prose of a sentence."""
        return sentence.span.of(self.block(sentence.block).prose)

    def parse(self, block: int) -> Any:
        """Return the spaCy Doc of one block (tagged, parsed, lemmatised, sentence ends ours).

        All linted blocks are parsed in one batch at the first call, if `parse_together` has not done so.
        """
        if block not in self._parses:
            if self.deadline:
                with self.deadline.paused():
                    _ = self.engine.nlp  # loads the model, once for all articles
            todo = [i for i in self.blocks if i not in self._parses]
            if block not in todo:
                todo.append(block)
            inputs = [self._input(i) for i in todo]
            with timed(self.profile, STAGE, "parse"):
                docs = self.engine.parse(inputs, self.check_time)
            self._parses.update(zip(todo, docs, strict=True))
        return self._parses[block]

    def _input(self, block: int) -> tuple[str, tuple[int, ...]]:
        return self.block(block).prose, tuple(s.span.start for s in self.sentences(block))

    @staticmethod
    def parse_together(analyses: Iterable[Analysis]) -> None:
        """Parse the linted blocks of several articles as one stream: fuller batches than each alone would give."""
        places = [(analysis, i) for analysis in analyses for i in analysis.blocks]
        if places:
            first = places[0][0]
            inputs = [analysis._input(i) for analysis, i in places]
            with timed(first.profile, STAGE, "parse"):
                docs = first.engine.parse(inputs)
            for (analysis, i), doc in zip(places, docs, strict=True):
                analysis._parses[i] = doc
            articles = list({id(analysis): analysis for analysis, _ in places}.values())
            for number, analysis in enumerate(articles):
                analysis._number = number
            together = Together(articles, [(analysis._number, i) for analysis, i in places], docs)
            for analysis in articles:
                analysis._together = together

    def together(self) -> tuple[Together, int]:
        """Return the articles that were parsed together with this one (only this one if it was not), and its number."""
        if self._together is None:
            docs = [self.parse(i) for i in self.blocks]
            self._together = Together([self], [(0, i) for i in self.blocks], docs)
        return self._together, self._number

    def check_time(self) -> None:
        """Raise SourceError when the article has taken longer than it may."""
        if self.deadline:
            self.deadline.check()

    def tokens(self, sentence: Sentence) -> Any:
        """Return the spaCy Span of one sentence."""
        doc = self.parse(sentence.block)
        return self.token_span(doc, sentence.span)

    @staticmethod
    def token_span(doc: Any, prose_span: Span) -> Any:
        """Return the spaCy Span of all tokens that touch a prose range."""
        return doc.char_span(prose_span.start, prose_span.end, alignment_mode="expand")
