"""Reading articles: strict about the encoding, faithful to every character."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.errors import SourceError
from healthlint.source import decode, read


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), st.booleans())
def test_any_utf8_text_comes_back_character_by_character(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom or text.startswith("\ufeff") else b"") + text.encode()

    source = decode(data, "a.md")

    assert source.text == text
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.bom == data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_with_a_mark_is_read(encoding: str) -> None:
    source = decode("\ufeffTee & Kräuter 🌿".encode(encoding), "a.md")

    assert (source.text, source.encoding, source.bom) == ("Tee & Kräuter 🌿", encoding, True)


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("", "\n"),
        ("one line", "\n"),
        ("a\nb\n", "\n"),
        ("a\r\nb\r\n", "\r\n"),
        ("a\rb", "\r"),
        ("a\r\nb\nc\r\n", "\r\n"),
    ],
)
def test_the_commonest_line_end_is_told(text: str, newline: str) -> None:
    source = decode(text.encode(), "a.md")

    assert source.newline == newline
    assert source.text == text


@pytest.mark.parametrize("text", ["", "  \n\n"])
def test_a_file_without_words_is_fine(text: str) -> None:
    assert decode(text.encode(), "a.md").text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"one\ntwo\r\nthree\rfour \xff", "not UTF-8 at byte 20 (line 4): save it as UTF-8"),
        (b"\xef\xbb\xbfcaf\xe9", "not UTF-8 at byte 6 (line 1): save it as UTF-8"),
        (
            b"\xff\xfea\x00b",
            "not UTF-16, which its first bytes promise, at byte 4 (line 1): save it as UTF-8",
        ),
        (b"PK\x03\x04\x00\x00 and so on", "is an archive (zip): unpack it and name the articles"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "looks like a binary file"),
    ],
)
def test_what_is_no_text_is_refused_with_the_place(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "odd.md")

    assert str(caught.value) == message
    assert [d.draw() for d in caught.value.diagnostics] == [f"odd.md: error: {message}"]


def test_a_large_file_is_refused_with_both_sizes_and_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_bytes(b"x" * 1500)

    with pytest.raises(SourceError, match=r"is larger than 1,000 bytes \(1,500\); raise `max-file-size`"):
        read(path, max_bytes=1000)
    assert len(read(path, max_bytes=1500).text) == 1500


def test_a_pipe_that_is_too_long_is_refused_without_a_false_size() -> None:
    with pytest.raises(SourceError, match=r"is larger than 10 bytes; raise"):
        decode(b"x" * 11, "<stdin>", max_bytes=10)


def test_a_missing_file_a_folder_and_a_pipe_are_named_as_such(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, message in {
        "none.md": "no such file",
        ".": "is a directory",
        "pipe": "is not a regular file; pipe its text in and name it `-`",
        "nul\x00.md": "cannot be read: embedded null byte",
    }.items():
        with pytest.raises(SourceError) as caught:
            read(tmp_path / name, shown="shown.md")
        assert str(caught.value) == message
        assert caught.value.diagnostics[0].path == "shown.md"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.md"
    path.write_text("text")
    path.chmod(0)

    with pytest.raises(SourceError, match="permission denied"):
        read(path)


def test_the_shown_path_has_forward_slashes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Tea.")

    assert read(tmp_path / "a.md", shown="blog\\a.md").path == "blog/a.md"


@pytest.mark.parametrize(
    ("name", "data", "what", "command"),
    [
        ("my page.docx", b"PK\x03\x04\x14", "is a Word document", "pandoc 'my page.docx' -t markdown | "),
        ("a.odt", b"PK\x03\x04\x14", "is an OpenDocument text", "pandoc a.odt -t markdown | "),
        ("a.rtf", b"{\\rtf1\\ansi A tree.}", "is a rich-text file", "healthlint check - --stdin-filename a.md`"),
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "is a PDF", "pdftotext a.pdf - | healthlint check -`"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "is an old Office file", "save it as .docx"),
    ],
)
def test_a_format_that_we_do_not_read_comes_with_how_to_convert_it(
    tmp_path: Path, name: str, data: bytes, what: str, command: str
) -> None:
    (tmp_path / name).write_bytes(data)
    for limit in (1000, 5):  # a large one is not told to raise the limit, which would not help
        with pytest.raises(SourceError) as caught:
            read(tmp_path / name, shown=name, max_bytes=limit)
        assert what in str(caught.value)
        assert command in str(caught.value)
