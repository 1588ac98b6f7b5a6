"""One article written as text, Markdown and HTML reads the same."""

from __future__ import annotations

from format_kit import read

TEXT = """Sleep and colds

Rest helps the immune system to do its work.
Most adults need seven hours & more.

What to do

- Go to bed early.
- Keep the room dark.

References

1. Li A. Sleep and colds. J Rest. 2019.
"""
MARKDOWN = """# Sleep and *colds*

Rest helps the im**mun**e system to do its work.
Most adults need [seven](http://x.y) hours &amp; more.

## What to do

* Go to bed early.
* Keep the room `\u200b`dark.

## References

1. Li A. *Sleep and colds.* J Rest. 2019.
""".replace("`\u200b`", "")
HTML = """<main><h1>Sleep and <i>colds</i></h1><p>Rest helps the im<b>mun</b>e system to do its work.
Most adults need <a href="http://x.y">seven</a> hours &amp; more.</p><h2>What to do</h2>
<ul><li>Go to bed early.<li>Keep the room dark.</ul>
<h2>References</h2><ol><li>Li A. <i>Sleep and colds.</i> J Rest. 2019.</ol></main>
"""


def test_one_article_in_three_formats_has_the_same_blocks() -> None:
    found = [
        [(b.kind, b.level, b.section, b.prose) for b in read(text, format).blocks]
        for text, format in ((TEXT, "text"), (MARKDOWN, "markdown"), (HTML, "html"))
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 7
