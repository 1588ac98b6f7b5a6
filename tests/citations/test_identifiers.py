"""Identifiers: found, trimmed, checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.citations.identifiers import find, isbn_error, issn_error, keys_in_address, orcid_error, trim_doi


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("(doi:10.1016/S0140-6736(20)32661-1).", "doi", "10.1016/S0140-6736(20)32661-1"),
        ("See https://doi.org/10.1002/14651858.CD001234.pub2, and more", "doi", "10.1002/14651858.CD001234.pub2"),
        ("10.1000/xyz (accessed 3 May)", "doi", "10.1000/xyz"),
        ("PMID: 17265549.", "pmid", "17265549"),
        ("https://pubmed.ncbi.nlm.nih.gov/17265549/", "pmid", "17265549"),
        ("in PMC1234567;", "pmcid", "PMC1234567"),
        ("trial NCT 00902941 began", "nct", "NCT 00902941"),
        ("ISRCTN12345678", "isrctn", "ISRCTN12345678"),
        ("EudraCT 2015-001234-12,", "eudract", "2015-001234-12"),
        ("arXiv:2101.01234v2", "arxiv", "2101.01234v2"),
        ("ISBN 978-0-306-40615-7 2020", "isbn", "978-0-306-40615-7"),
        ("ISSN 0378-5955", "issn", "0378-5955"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid", "0000-0002-1825-0097"),
        ("review CD001234", "cochrane", "CD001234"),
        ("CRD42020123456", "prospero", "CRD42020123456"),
    ],
)
def test_a_good_identifier_is_found_at_its_place(text: str, kind: str, value: str) -> None:
    found = find(text)
    assert [(i.kind, i.value, i.valid) for i in found] == [(kind, value, True)]
    assert found[0].span.of(text) == value


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("doi:10.12/abc", "doi", "4 to 9 digits"),
        ("https://doi.org/abc", "doi", "a DOI is"),
        ("doi:10.1016/", "doi", "nothing follows"),
        ("PMID 0123", "pmid", "begin with 0"),
        ("PMID 123456789", "pmid", "1 to 8"),
        ("NCT0090294", "nct", "here by 7"),
        ("arXiv:2113.01234", "arxiv", "month"),
        ("ISBN 978-0-306-40615-8", "isbn", "check digit"),
        ("ISBN 12345", "isbn", "here 5"),
        ("ISSN 0378-5954", "issn", "check digit"),
        ("ORCID 0000-0002-1825-0098", "orcid", "check digit"),
    ],
)
def test_a_malformed_identifier_says_what_is_wrong(text: str, kind: str, reason: str) -> None:
    (found,) = find(text)
    assert (found.kind, found.valid) == (kind, False)
    assert reason in found.reason


@pytest.mark.parametrize("text", ["a score of 10.5/20", "on 2015-06-12", "version 10.4.1/beta", "call 020 7946 0000"])
def test_what_only_looks_like_an_identifier_is_left_alone(text: str) -> None:
    assert find(text) == ()


def test_a_trial_number_inside_a_doi_is_the_doi() -> None:
    assert [i.kind for i in find("doi:10.1002/14651858.CD001234")] == ["doi"]


@given(st.text(alphabet="().,;:[]<>ab1", max_size=30))
def test_trimming_a_doi_only_ever_removes_from_its_end(text: str) -> None:
    trimmed = trim_doi(f"10.1000/{text}")
    assert f"10.1000/{text}".startswith(trimmed)
    assert trim_doi(trimmed) == trimmed


@given(st.from_regex(r"\A\d{9}\Z"))
def test_one_isbn_10_check_digit_fits_and_no_other(digits: str) -> None:
    digits = digits.strip()
    fits = [c for c in "0123456789X" if not isbn_error(digits + c)]
    assert len(fits) == 1


@given(st.integers(min_value=0, max_value=9_999_999), st.integers(min_value=0, max_value=10**15 - 1))
def test_one_issn_and_one_orcid_check_digit_fits(issn: int, orcid: int) -> None:
    assert sum(not issn_error(f"{issn:07d}{c}") for c in "0123456789X") == 1
    assert sum(not orcid_error(f"{orcid:015d}{c}") for c in "0123456789X") == 1


@given(st.text(max_size=200))
def test_any_text_gives_spans_that_hold_their_values(text: str) -> None:
    for found in find(text):
        assert found.span.of(text) == found.value


@pytest.mark.parametrize(
    ("text", "kind", "normalised", "valid"),
    [
        ("2023-512345-12-00", "ctis", "2023-512345-12-00", True),
        ("ACTRN12605000001606", "actrn", "ACTRN12605000001606", True),
        ("ACTRN126050000016", "actrn", "ACTRN126050000016", False),
        ("DRKS00012345", "drks", "DRKS00012345", True),
        ("ChiCTR2000029308", "registry", "CHICTR2000029308", True),
        ("CTRI/2020/03/024000", "registry", "CTRI/2020/03/024000", True),
        ("NICE guideline NG 59", "nice", "NG59", True),
        ("https://www.nice.org.uk/guidance/ng59", "nice", "NG59", True),
        ("WHO/NMH/NVI/19.5", "who", "WHO/NMH/NVI/19.5", True),
    ],
)
def test_registers_and_guidance_have_identifiers_too(text: str, kind: str, normalised: str, valid: bool) -> None:
    (found,) = find(text)
    assert (found.kind, found.normalised, found.valid) == (kind, normalised, valid)


@pytest.mark.parametrize("text", ["an NG tube of 12 cm", "TA 12 was cut", "01-2023-512345-12", "CG 3 in the list"])
def test_codes_of_other_things_are_left_alone(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://doi.org/10.5555/A", "doi:10.5555/a"),
        ("https://onlinelibrary.wiley.example/doi/full/10.5555/a.b", "doi:10.5555/a.b"),
        ("https://journal.example/doi/10.5555/a/abstract?x=1", "doi:10.5555/a"),
        ("https://journal.example/article?id=10.5555%2Fa#s", "doi:10.5555/a"),
        ("https://www.medrxiv.org/content/10.1101/2020.01.02.20001234v2.full.pdf", "doi:10.1101/2020.01.02.20001234"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "pmid:123"),
    ],
)
def test_an_address_shows_which_work_it_leads_to(address: str, key: str) -> None:
    assert key in keys_in_address(address)


def test_a_doi_in_the_address_of_a_page_ends_where_the_page_begins() -> None:
    found = find("Read at www.naps.example/do/10.5555/naps.1/full/ on 3 May.")
    assert [(i.normalised, i.valid) for i in found] == [("10.5555/naps.1", True)]
