"""Finding articles: what a folder, a glob and a name stand for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from healthlint.discover import discover
from healthlint.globs import matches


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (
        "index.md",
        "z.html",
        "picture.png",
        "blog/tea.md",
        "blog/old/garlic.markdown",
        "blog/notes.rst",
        "drafts/idea.md",
        ".hidden/x.md",
        ".secret.md",
        "node_modules/pkg/README.md",
        "env/pyvenv.cfg",
        "env/lib/readme.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Tea.")
    return tmp_path


def found(site: Path, *arguments: str, **options: tuple[str, ...]) -> list[str]:
    files = discover(arguments, cwd=site, **options).files
    return [path.relative_to(site).as_posix() for path in files]


def test_a_folder_means_the_articles_below_it_in_order(site: Path) -> None:
    assert found(site, ".") == ["blog/old/garlic.markdown", "blog/tea.md", "drafts/idea.md", "index.md", "z.html"]


def test_exclude_leaves_out_names_folders_and_paths(site: Path) -> None:
    assert found(site, ".", exclude=("drafts", "blog/*.md", "*.html")) == ["blog/old/garlic.markdown", "index.md"]


def test_the_folders_are_those_where_a_further_article_would_be_found(site: Path) -> None:
    def folders(*arguments: str) -> list[str]:
        there = discover(arguments, cwd=site, exclude=("drafts",)).folders
        return [path.relative_to(site).as_posix() for path in there]

    assert folders(".") == [".", "blog", "blog/old"]
    assert folders("blog/tea.md") == ["blog"]
    assert folders("blog/new.md", "nowhere/at/all.md") == [".", "blog"]
    assert folders("b*/*.md") == [".", "blog"]
    assert folders("blog/**/*.markdown") == ["blog", "blog/old"]


def test_include_replaces_the_default_formats(site: Path) -> None:
    assert found(site, ".", include=("*.rst",)) == ["blog/notes.rst"]


def test_a_named_file_is_taken_whatever_the_patterns_say(site: Path) -> None:
    assert found(site, "picture.png", ".secret.md", "drafts/idea.md", exclude=("drafts",)) == [
        ".secret.md",
        "drafts/idea.md",
        "picture.png",
    ]


def test_a_glob_that_no_shell_expanded_is_expanded(site: Path) -> None:
    assert found(site, "blog/**/*.m*") == ["blog/old/garlic.markdown", "blog/tea.md"]


def test_a_name_that_looks_like_a_glob_is_a_name_first(site: Path) -> None:
    (site / "what [now].md").write_text("Tea.")

    assert found(site, "what [now].md") == ["what [now].md"]


def test_a_file_named_twice_is_found_once(site: Path) -> None:
    (site / "link.md").symlink_to(site / "index.md")

    assert found(site, "index.md", "./index.md", "link.md", "i*.md") == ["index.md"]


@pytest.mark.parametrize(
    "name",
    ["robots.txt", "requirements-dev.txt", "LICENSE.md", "Licence.txt", "CHANGELOG.md", "llms.txt"],
)
def test_what_is_no_article_by_its_name_is_found_when_it_is_named(site: Path, name: str) -> None:
    (site / name).write_text("Tea.")

    assert name not in found(site, ".")
    assert found(site, name) == [name]
    assert [p.name for p in discover((".",), include=(name,), cwd=site).files] == [name]


@pytest.mark.parametrize("name", ["security.md", "license-to-sleep.md", "changelog-of-tea.md", "license.html"])
def test_an_article_with_such_a_word_in_its_name_is_one(site: Path, name: str) -> None:
    (site / name).write_text("Tea.")

    assert name in found(site, ".")


def test_of_a_file_and_a_link_to_it_the_file_is_found(site: Path) -> None:
    (site / "a-link.md").symlink_to(site / "index.md")

    names = found(site, ".")
    assert "index.md" in names and "a-link.md" not in names


def test_what_does_not_exist_is_missing_and_the_rest_is_found(site: Path) -> None:
    result = discover(("nope.md", "index.md", "no/*.md", "nope.md", ""), cwd=site)

    assert result.missing == ("nope.md", "no/*.md", "")
    assert [p.name for p in result.files] == ["index.md"]


def test_links_to_folders_are_not_followed_so_loops_end(site: Path) -> None:
    (site / "blog" / "loop").symlink_to(site)

    assert found(site, "blog") == ["blog/old/garlic.markdown", "blog/tea.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list everything")
def test_a_folder_that_cannot_be_listed_is_told(site: Path) -> None:
    (site / "drafts").chmod(0)
    try:
        result = discover((".",), cwd=site)
    finally:
        (site / "drafts").chmod(0o755)

    assert result.unreadable == (((site / "drafts").as_posix(), "Permission denied"),)
    assert "index.md" in [p.name for p in result.files]


def test_patterns_are_relative_to_the_root_not_to_the_working_directory(site: Path) -> None:
    assert found(site / "blog", ".", root=site, exclude=("blog/old",)) == ["tea.md"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts", "blog/drafts/a.md", True),
        ("drafts/", "drafts/a.md", True),
        ("drafts", "draftsman/a.md", False),
        ("*.md", "a/b/c.md", True),
        ("*.md", "a/b/c.mdx", False),
        ("blog/*.md", "blog/a.md", True),
        ("blog/*.md", "blog/x/a.md", False),
        ("blog/*.md", "site/blog/a.md", False),
        ("blog/**/a.md", "blog/a.md", True),
        ("blog/**/a.md", "blog/x/y/a.md", True),
        ("blog/**", "blog/x/y", True),
        ("blog/**", "blog", False),
        ("**/x", "a/b/x", True),
        ("/index.md", "index.md", True),
        ("/index.md", "a/index.md", False),
        ("./a", "a", True),
        ("?.md", "a.md", True),
        ("?.md", "ab.md", False),
        ("[ab].md", "b.md", True),
        ("[!ab].md", "b.md", False),
        ("[a-c].md", "b.md", True),
        ("[z-a].md", "[z-a].md", True),
        ("[].md", "[].md", True),
        ("a.md", "axmd", False),
        ("(x)+.md", "(x)+.md", True),
    ],
)
def test_globs_mean_what_gitignore_users_expect(pattern: str, path: str, expected: bool) -> None:
    assert matches((pattern,), path) is expected
