"""Our own reading of sentence ends against pysbd's."""

from __future__ import annotations

import pysbd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.language import ends
from healthlint.language.splitter import segments

WORDS = """The it A I dose vit e.g. i.e. U.S. a.m. p.m. P.M. Dr. No. Fig. etc. vs. may. is. no. p. J. D. IV. I.V.
i.v. Ph.D. 2.5 3. 12. 2011. 5%. mg. www.nhs.uk org. v1.2.3 word.Next it’s nurses’ don't (see below) (it works.) (a) (i)
[1] works.[2] “It works,” works.” “Yes.” "Oh no." (Yes.) ? end? end! stop! why? and Then He We 12 1) 2) — - co. Co. St.
al. ‘ok’ ‘No.’ b.i.d. E. coli. é. É a.b.c egg. ups. ! end.) (ok). ok.’ -- x--y. C.I. µg. 1. a. b. [see this.] .5
p<0.05. (p. 5). said. ok: ok; IS. Yahoo! ... … & p<.05"""
TEXTS = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=9).map(" ".join)


def pysbd_starts(text: str, sentences: list[str]) -> list[int] | None:
    starts: list[int] = []
    position = 0
    for sentence in filter(None, (s.strip() for s in sentences)):
        found = text.find(sentence, position)
        if found < 0 or text[position:found].strip():
            return None
        starts.append(found)
        position = found + len(sentence)
    return starts


@settings(max_examples=400)
@given(TEXTS | st.text("aabI Us..  ?!\"“”‘’()[],1-é:;'", max_size=30).map(lambda s: " ".join(s.split())))
def test_the_ends_are_those_of_pysbd(text: str) -> None:
    if not text:
        return
    theirs = [part.sent for part in pysbd.Segmenter(language="en", clean=False, char_span=True).segment(text)]
    ours = ends.starts(text)
    if ours is not None:
        assert ours == pysbd_starts(text, theirs)
    assert pysbd_starts(text, segments(text)) == pysbd_starts(text, theirs)


@pytest.mark.parametrize(
    "text",
    [
        "Sleep helps. Dr. Shah of the U.S. agency (see Fig. 3) agreed. “It works,” she said.",
        "We met at 9 a.m. on Monday; e.g. the nurses’ ward. It fell by 2.5 points!",
    ],
)
def test_ordinary_prose_is_read_without_pysbd(text: str) -> None:
    assert ends.starts(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Do this: 1. Sleep. 2. Eat.",
        "Do 1) sleep 2) eat.",
        "Wait ... and see.",
        "It works & helps.",
        "a. Eat. b. Sleep.",
    ],
)
def test_what_hangs_on_more_than_one_full_stop_is_left_to_pysbd(text: str) -> None:
    assert ends.starts(text) is None
