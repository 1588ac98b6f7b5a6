"""Entries taken apart: authors, title, container, style."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.citations.authors import initials, surname
from healthlint.citations.entries import EntryParts, split_entry


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        (
            "1. Marsh AB, Lee C. Naps in 1990 cohorts. Lancet 2020;35(1):35-51.",
            EntryParts(("Marsh AB", "Lee C"), False, "Naps in 1990 cohorts", "Lancet", "vancouver"),
        ),
        (
            "van den Berg J, O’Neil PJ, Lee-Roy K, et al. Naps vs. tea: a trial. N Engl J Med. 2019;380:1-9.",
            EntryParts(
                ("van den Berg J", "O’Neil PJ", "Lee-Roy K"), True, "Naps vs. tea: a trial", "N Engl J Med", "vancouver"
            ),
        ),
        (
            "Marsh, A. B., & Lee, C. (2020). Naps at work. Journal of Naps, 12(3), 45–50.",
            EntryParts(("Marsh, A. B.", "Lee, C."), False, "Naps at work", "Journal of Naps", "apa"),
        ),
        (
            "Marsh, A. and Lee, B. (2020) ‘Naps at home now’, Journal of Sleep, 12(3), pp. 45–50.",
            EntryParts(("Marsh, A.", "Lee, B."), False, "Naps at home now", "Journal of Sleep", "harvard"),
        ),
        (
            "Marsh, Ann, and Ben Lee. “Naps and the Memory of Cooks.” Journal of Naps, vol. 12, no. 3, 2020, pp. 4–5.",
            EntryParts(("Marsh, Ann", "Ben Lee"), False, "Naps and the Memory of Cooks", "Journal of Naps", "mla"),
        ),
        (
            "Marsh, Ann. 2020. “Naps and Memory.” Journal of Naps 12 (3): 45–50.",
            EntryParts(("Marsh, Ann",), False, "Naps and Memory", "Journal of Naps", "chicago"),
        ),
        (
            "World Health Organization. Sleep and health. Geneva: WHO; 2020.",
            EntryParts(("World Health Organization",), False, "Sleep and health", "", ""),
        ),
        (
            "Department of Rest and Social Naps (2019) Guidelines for naps. London: DRSN.",
            EntryParts(("Department of Rest and Social Naps",), False, "Guidelines for naps", "", "harvard"),
        ),
        (
            "Naps: are they good for you? NHS. https://www.nhs.uk/naps",
            EntryParts((), False, "Naps: are they good for you?", "NHS"),
        ),
        (
            "Marsh, Roy & Lee (2014). Naps and rest. Nap J 11:20.",
            EntryParts(("Marsh", "Roy", "Lee"), False, "Naps and rest", "Nap J", "apa"),
        ),
        (
            "Marsh et al. (2015), Nap J: rest of cooks",
            EntryParts(("Marsh",), True, "Nap J: rest of cooks", "", ""),
        ),
        (
            "Ann Marsh, Ben Lee, et al. “Naps and the cook: a review”. In:Nap Reviews 6.2 (2010), pp. 3–7.",
            EntryParts(("Ann Marsh", "Ben Lee"), True, "Naps and the cook: a review", "Nap Reviews", ""),
        ),
        (
            "Naps & Night Rest (2018) Nap Clinic. Retrieved from https://naps.example/a",
            EntryParts((), False, "Naps & Night Rest", "Nap Clinic"),
        ),
        (
            "Do naps help you to remember? (2019) Nap Health Publishing. Retrieved from https://naps.example/a",
            EntryParts((), False, "Do naps help you to remember?", "Nap Health Publishing"),
        ),
        (
            "(b) Marsh AB, Lee PCh; REST 1 Study Group. Naps. Nap J. 2022 Aug;24(8):15-24.",
            EntryParts(("Marsh AB", "Lee PCh", "REST 1 Study Group"), False, "Naps", "Nap J", "vancouver"),
        ),
        (
            "iNAP Foundation. Rest & Safety. Accessed May 21, 2026.",
            EntryParts(("iNAP Foundation",), False, "Rest & Safety", ""),
        ),
        (
            "Nap.org (2010). 2.3. Naps at work. [online] Available at: https://naps.example/a",
            EntryParts(("Nap.org",), False, "2.3. Naps at work", "", "apa"),
        ),
        (
            "World Health Organization. 2021. Naps, [Online resource] https://naps.example/a",
            EntryParts(("World Health Organization",), False, "Naps", "", "chicago"),
        ),
        (
            "Marsh, A.B., et al., Naps and rest: Effects on cooks. Nap J (Amst), 2023. 15(1): p. e12404.",
            EntryParts(("Marsh, A.B.",), True, "Naps and rest: Effects on cooks", "Nap J", ""),
        ),
        (
            "Marsh-Roy, J.G. and C.K.S. Lee, Naps at night: a review. Nap Neurosci, 2023. 26(3): p. 187-207.",
            EntryParts(("Marsh-Roy, J.G.", "C.K.S. Lee"), False, "Naps at night: a review", "Nap Neurosci", ""),
        ),
        (
            "“Naps (day)” (2019) Nap Clinic. Retrieved from https://naps.example/a",
            EntryParts((), False, "Naps (day)", "Nap Clinic", ""),
        ),
        (
            "Author not listed (2018, May 30). Why naps are good. NHS. Retrieved from https://naps.example/a",
            EntryParts((), False, "Why naps are good", "NHS", ""),
        ),
        (
            "Marsh, J. N., III, Li, J., & Roy, B. (2017). Naps. Nap Reviews: Rest of Cooks, 3(6), 66–67.",
            EntryParts(("Marsh, J. N., III", "Li, J.", "Roy, B."), False, "Naps", "Nap Reviews: Rest of Cooks", "apa"),
        ),
        (
            "Naps: What You Need to Know. (n.d.). Retrieved from https://naps.example/a",
            EntryParts((), False, "Naps: What You Need to Know"),
        ),
        (
            "Marsh AB, Lee CD, Roy E, et al. Naps. Nap J 2001; 41: 646-657.",
            EntryParts(("Marsh AB", "Lee CD", "Roy E"), True, "Naps", "Nap J", "vancouver"),
        ),
        (
            "A.B. Marsh, C. Lee, Naps of cooks: a review of rest, and more, Nap. Inf. Technol. 26 (2021) 1367–1385.",
            EntryParts(
                ("A.B. Marsh", "C. Lee"), False, "Naps of cooks: a review of rest, and more", "Nap. Inf. Technol"
            ),
        ),
        (
            "World Nap Society, “Naps – Facts,” Oct. 2024. [Online]. Available: https://naps.example/a",
            EntryParts(("World Nap Society",), False, "Naps – Facts", "", "ieee"),
        ),
        (
            'Nappedia contributors. "Naps at night." Nappedia, The Free Encyclopedia (accessed 2025).',
            EntryParts(("Nappedia contributors",), False, "Naps at night", "Nappedia, The Free Encyclopedia"),
        ),
        (
            "Marsh, Ann, Ben Lee, and Carl Roy. Naps for cooks. Nap J. 2020.",
            EntryParts(("Marsh, Ann", "Ben Lee", "Carl Roy"), False, "Naps for cooks", "Nap J"),
        ),
        (
            "A. B. Marsh, C. Lee, and D. Roy, “Naps and the memory of cooks,” Journal of Naps, vol. 3, no. 1, 2014.",
            EntryParts(
                ("A. B. Marsh", "C. Lee", "D. Roy"), False, "Naps and the memory of cooks", "Journal of Naps", "ieee"
            ),
        ),
        (
            "Marsh A, Lee-Roy K. Philos Trans R Soc. 2019;374(1777):20180235.",
            EntryParts(("Marsh A", "Lee-Roy K"), False, "", "Philos Trans R Soc", "vancouver"),
        ),
        # Initials apart, as PubMed Central has them, and no space after the names.
        (
            "Marsh A B, Lee C.Naps and sleep. J. Naps. 2011;106:1617–1627.",
            EntryParts(("Marsh A B", "Lee C"), False, "Naps and sleep", "J. Naps", "vancouver"),
        ),
        # Names of one style, the year of another.
        (
            "Marsh AB, et al. (2019). Naps in old age. Journal of Naps, 12(3), 45–50.",
            EntryParts(("Marsh AB",), True, "Naps in old age", "Journal of Naps", "apa"),
        ),
        (
            "Marsh, A.B.; Lee, C.; Roy, D. Naps and vitamin D. Nap Nutrients 2019, 11, 45.",
            EntryParts(("Marsh, A.B.", "Lee, C.", "Roy, D."), False, "Naps and vitamin D", "Nap Nutrients", "acs"),
        ),
        (
            "Marsh, A. A trial of naps at noon. Lancet 2019;1:1-2.",
            EntryParts(("Marsh, A.",), False, "A trial of naps at noon", "Lancet"),
        ),
        (
            "Marsh A, Lee B; Nap Trial Group. Naps for all. BMJ. 2019;1:2.",
            EntryParts(("Marsh A", "Lee B", "Nap Trial Group"), False, "Naps for all", "BMJ", "vancouver"),
        ),
        (
            "Marsh AB, ed. The book of naps. Nap Press; 2021.",
            EntryParts(("Marsh AB",), False, "The book of naps", "Nap Press", "vancouver"),
        ),
        # IEEE with "et al."; the notes of the Chicago style, of an article and of a book.
        (
            "A. Marsh, B. Lee et al., “Naps: a review,” Journal of Naps, vol. 22, pp. 24–27, 2011.",
            EntryParts(("A. Marsh", "B. Lee"), True, "Naps: a review", "Journal of Naps", "ieee"),
        ),
        (
            "Ann B. Marsh and Ben Lee, “Naps for Cooks,” Journal of Naps 109 (2009): 12–16.",
            EntryParts(("Ann B. Marsh", "Ben Lee"), False, "Naps for Cooks", "Journal of Naps", "chicago"),
        ),
        (
            "Ann Marsh and Ben Lee, Naps for Life (Boston, MA: Nap Press, 2011), 173.",
            EntryParts(("Ann Marsh", "Ben Lee"), False, "Naps for Life", "", "chicago"),
        ),
        # Older MLA with an initial; MLA pages as citation machines make them.
        (
            'Marsh, Ann B. "Naps: A Field of Study." Sleep 58.1 (2012): 141-150. Web. 29 Mar. 2012.',
            EntryParts(("Marsh, Ann B.",), False, "Naps: A Field of Study", "Sleep", "mla"),
        ),
        (
            "“Ten Things about Naps.” Nap Society, Nap Society, www.naps.example/ten. Accessed 3 Dec. 2025.",
            EntryParts((), False, "Ten Things about Naps", "Nap Society"),
        ),
        (
            "“Naps and You.” n.d. Nap Clinic. Accessed July 20, 2023. https://naps.example/you",
            EntryParts((), False, "Naps and You", "Nap Clinic"),
        ),
        # The title first, the way PubMed shows a hit; the journal's place alone; a page and whose it is.
        (
            "Effect of naps on the memory of cooks. Marsh AB, Lee C. Journal of naps. 2015;3:4-5.",
            EntryParts(("Marsh AB", "Lee C"), False, "Effect of naps on the memory of cooks", "Journal of naps"),
        ),
        ("Am J Naps. 1999 Jul;277(1 Pt 1):E1-10", EntryParts(container="Am J Naps")),
        ("Frontiers in Naps 2021; 12: 6538", EntryParts(container="Frontiers in Naps")),
        (
            "The Burden of Naps. Institute for Nap Metrics. Published March 29, 2014.",
            EntryParts(title="The Burden of Naps", container="Institute for Nap Metrics"),
        ),
        (
            "Nap Society. Naps by day [Internet]. London: Nap Society; 2020 [cited 2021 Mar 3].",
            EntryParts(("Nap Society",), False, "Naps by day"),
        ),
        # A single capital ends a title; what stands where the title should may be none.
        (
            "Nap Institute. Intakes for Vitamin D. Washington, DC: Nap Press; 2011",
            EntryParts(("Nap Institute",), False, "Intakes for Vitamin D"),
        ),
        (
            "Nap Bank (2020). Retrieved October 31, 2020, from https://naps.example/data",
            EntryParts(("Nap Bank",), style="apa"),
        ),
        # Nature style, and Springer's with "et al."; names left out in the middle; "et al." after a full stop.
        (
            "Marsh, A. B., Roy, D. & Lee, C. Naps and memory. Nat. Naps 11, 506–514 (2014).",
            EntryParts(("Marsh, A. B.", "Roy, D.", "Lee, C."), False, "Naps and memory", "Nat. Naps", "nature"),
        ),
        (
            "Marsh, A., Lee, C. et al. Naps in brief. Eur J Naps 57, 1–24 (2018).",
            EntryParts(("Marsh, A.", "Lee, C."), True, "Naps in brief", "Eur J Naps", "nature"),
        ),
        (
            "Marsh AB, Lee C, . . . Roy D. Naps in mice. Naps. Mar 2016;162(3):466-475.",
            EntryParts(("Marsh AB", "Lee C", "Roy D"), False, "Naps in mice", "Naps", "vancouver"),
        ),
        (
            "Marsh A. et al. Naps in rats. J Naps 2010; 7:1-19.",
            EntryParts(("Marsh A",), True, "Naps in rats", "J Naps", "vancouver"),
        ),
        (
            "Marsh, Ann Rose, et al. “‘Long’ Naps: a review.” Naps 11.9 (2019): 2048.",
            EntryParts(("Marsh, Ann Rose",), True, "‘Long’ Naps: a review", "Naps", "mla"),
        ),
        # Where a journal is from stands in brackets, or its issue has a month.
        (
            "Marsh A. Naps at night. Nap Med (N Y). 2013;9(9):560-569.",
            EntryParts(("Marsh A",), False, "Naps at night", "Nap Med", "vancouver"),
        ),
        (
            "Marsh A. Naps at night. Nap Med. Dec 8 2017.",
            EntryParts(("Marsh A",), False, "Naps at night", "Nap Med", "vancouver"),
        ),
        ("The Nap Trials — https://naps.example/trials", EntryParts((), False, "The Nap Trials")),
        # Harvard style without brackets; a page without an author in APA style, its title first.
        (
            "Marsh, A.B., Roy, D. and Lee, C., 2019. Naps: causes and consequences. Journal of naps, 4(2), p.187.",
            EntryParts(
                ("Marsh, A.B.", "Roy, D.", "Lee, C."),
                False,
                "Naps: causes and consequences",
                "Journal of naps",
                "harvard",
            ),
        ),
        (
            "Nap Society, 2016. Naps by day. [online] Available at: https://naps.example/ [Accessed 12 March 2021].",
            EntryParts(("Nap Society",), False, "Naps by day", "", "harvard"),
        ),
        (
            "What Are the Commonest Naps? (2019). Nap Society. Retrieved 7 June 2019, from https://naps.example",
            EntryParts((), False, "What Are the Commonest Naps?", "Nap Society"),
        ),
        (
            "Nap Office. Naps in figures. Nap Center. [accessed 2019 May 1]. Available from: https://naps.example.",
            EntryParts(("Nap Office",), False, "Naps in figures", "Nap Center"),
        ),
        (
            "Marsh A , Lee B, Roy C D. Naps at last. Naps. 2022;23(7):1.",
            EntryParts(("Marsh A", "Lee B", "Roy C D"), False, "Naps at last", "Naps", "vancouver"),
        ),
        # Stops too many, stops between initials, a title of two sentences.
        (
            "Marsh AB., et.al.. Naps and luck. Naps, 2017 Jul;262:51-54",
            EntryParts(("Marsh AB",), True, "Naps and luck", "Naps", "vancouver"),
        ),
        (
            "Marsh A, Lee C. (2020)., The naps of cooks. Nap Rheumatol. 31(2):190-194.",
            EntryParts(("Marsh A", "Lee C"), False, "The naps of cooks", "Nap Rheumatol", "apa"),
        ),
        (
            "Marsh A. B. (2010). Can adults nap enough?. Naps, 2(3), 355–374.",
            EntryParts(("Marsh A. B.",), False, "Can adults nap enough?", "Naps", "apa"),
        ),
        (
            "Marsh A. Naps at work. Use in an older crew. J Naps. 2003;29(5):20-28.",
            EntryParts(("Marsh A",), False, "Naps at work. Use in an older crew", "J Naps", "vancouver"),
        ),
        (
            "Marsh A. Naps at work. International journal of naps and public rest. 2003;29(5):20-28.",
            EntryParts(
                ("Marsh A",), False, "Naps at work", "International journal of naps and public rest", "vancouver"
            ),
        ),
        ("a study of naps", EntryParts((), False, "a study of naps")),
        ("", EntryParts()),
    ],
)
def test_the_usual_styles_are_taken_apart(entry: str, parts: EntryParts) -> None:
    assert split_entry(entry) == parts


@given(st.text(max_size=200))
def test_any_text_has_parts_that_stand_in_it(text: str) -> None:
    parts = split_entry(text)
    for part in (*parts.authors, parts.title, parts.container):
        assert part in text


@pytest.mark.parametrize("name", ["Marsh A, ", "Marsh, A., ", "A. Marsh, ", "Ann Marsh, ", "Ann B. ", "Marsh ", "a.b."])
def test_a_long_list_of_names_without_an_end_is_soon_given_up(name: str) -> None:
    start = time.process_time()
    split_entry(name * 400)
    assert time.process_time() - start < 1


def test_a_name_with_its_initials_first_is_known_by_its_surname() -> None:
    assert surname("A. B. Marsh") == "Marsh"


def test_a_name_is_known_by_its_surname_and_a_body_by_its_initials_too() -> None:
    assert [surname(a) for a in ("Marsh AB", "van den Berg, J.", "Health Canada")] == [
        "Marsh",
        "van den Berg",
        "Health Canada",
    ]
    assert initials("World Health Organization") == "who"
    assert initials("Marsh") == ""
