"""The words by which a sentence shows that it needs a source, reason by reason. Searched in folded sentences."""

from __future__ import annotations

import re

_PARTS: dict[str, tuple[str, ...]] = {}


def _any(*patterns: str) -> re.Pattern[str]:
    compiled = re.compile("|".join(f"(?:{p})" for p in patterns))
    _PARTS[compiled.pattern] = patterns
    return compiled


def parts(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return the alternatives that a pattern of this module was put together from."""
    return _PARTS.get(pattern.pattern, (pattern.pattern,))


def _words(text: str) -> str:
    return f"(?:{'|'.join(text.split())})"


_PEOPLE = _words(
    "people adults women men children babies infants patients cases pregnancies births americans britons "
    "cancers deaths "
    "teenagers girls boys participants those us users parents tumou?rs couples families residents"
)
_NUMBER_WORD = r"(?:two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|(?:a )?hundred|\d[\d,]*)"
_SMALL_NUMBER = _words(r"one two three four five six seven eight nine \d+")
_TIME_OR_SCALE = _words("minutes? hours? days? weeks? months? years? parts? steps? doses? mg ml % : /")
# A percentage that is a strength, a purity or a discount, not a finding about people.
_STRENGTHS = _words(
    "alcohol ethanol isopropyl cream gel ointment lotion solution cotton natural pure organic juice "
    "discount vol abv cocoa "
    "saline sure safe hydrocortisone benzoyl salicylic deet picaridin minoxidil bleach oxygen vegan fat free money "
    "satisfaction off"
)

STATISTIC = _any(
    rf"(?<![\w.,])\d+(?:[.,]\d+){{0,4}}(?:\s?(?:to|-|–)\s?\d+(?:[.,]\d+)?)?\s?(?:%|per "
    rf"?cent\b)(?!\s?{_STRENGTHS}\b)(?! of your )",
    rf"\b{_SMALL_NUMBER} (?:out of|in) (?:every |about |around )?{_NUMBER_WORD}\b(?!\s?{_TIME_OR_SCALE})",
    r"\b(?:two|three|four|five|six|ten|\d+(?:\.\d+)?)(?:[ -]times|-fold) (?:more|less|higher|lower|greater|as|the) "
    r"(?:likely|common|often|risk|chance|many|high|effective)",
    rf"\b(?:half|a third|one third|a quarter|two[ -]thirds|three[ -]quarters|the majority) of (?:all |the "
    rf")?{_PEOPLE}\b",
    rf"(?<![\d,.])\d[\d,.]{{0,12}} (?:million|billion|thousand) (?:new )?(?:\w+ )?{_PEOPLE}\b",
    rf"(?<![\d,])\d{{1,3}}(?:,\d{{3}}){{1,4}} (?:\w+ ){{0,2}}{_PEOPLE}\b",
    r"\b(?:per|in every|out of every) \d{1,3}(?:,\d{3})+\b",
)

_ONE_STUDY = r"(?:study|trial|meta-analysis|review|survey|experiment)"
_STUDIES = r"(?:studies|trials|meta-analyses|reviews|surveys|experiments)"
_NUMERAL = r"(?:two|three|four|five|several|some|many|numerous|previous|earlier|(?!(?:19|20)\d\d\b)\d{1,4})"
_FOUND = _words(
    "shows showed shown found finds suggests? suggested demonstrate[sd]? reported reveal(?:s|ed)? "
    "concluded? indicate[sd]? "
    r"linked proved? proven confirm(?:s|ed)? observed involving examined looked\sat measured compar(?:ed|ing) "
    r"associated published tested followed tracked estimate[sd]? identif(?:ied|ies) led\sby had included? "
    "investigated evaluated assessed analy[sz]ed noted? notes says? said hypothesi[sz]ed recruited enrolled"
)
# The verb stands close, and is not a passive of something else ("can be found", "will be followed").
_THEN_FOUND = rf"(?=[^.?!;]{{0,90}}?(?<!\bbe )(?<!\bare )\b{_FOUND}\b)"
_NOT_BETWEEN = _words("an? the no of to is and in from on at by for with as after during before")
_BETWEEN = rf"(?:(?!{_NOT_BETWEEN}\s)[\w-]+\s){{0,3}}?"

_FOUND_OUT = _words(
    "shows showed shown show found finds suggests? suggested demonstrate[sd]? reveal(?:s|ed)? indicate[sd]? "
    "linked links"
)
# Not "the study", "the findings": these go on about one that was named before.
STUDY = _any(
    rf"(?<!\bno )\b(?:an?|one|another|each|early)\s{_BETWEEN}{_ONE_STUDY}\b{_THEN_FOUND}",
    rf"(?<!\bno )\b{_NUMERAL}\s{_BETWEEN}{_STUDIES}\b{_THEN_FOUND}",
    # not what a laboratory does with a sample
    rf"\b(?:an?|one|another)\s(?:[\w-]+\s)?analysis\s(?:of|by|from|published)\b{_THEN_FOUND}",
    rf"(?:(?<=\bto )|(?<=\bin ))(?:an?|one|another)\s{_BETWEEN}{_ONE_STUDY}\b(?! of (?:this|that|these|the)\b)",
    rf"\b(?:an?|one|another)\s{_BETWEEN}{_ONE_STUDY}(?= (?:of|involving|with|in|among) "
    r"(?:about |around |over |just |only |more than |nearly )?\d[\d,]* (?!(?:year|month|week|day|hour|minute)s?\b))",
    rf"\b(?:researchers|scientists)\s(?:at|from) [^,.]{{3,60}}?\s(?:have |has )?{_FOUND}\b",
    # "Research on rats showed", "studies from a decade ago show"
    r"(?<!\bin )\b(?:research|studies|trials) (?:from|by|on|in|into|published) [^.,;?!]{2,70}?\s"
    rf"(?:has |have |also )?{_FOUND_OUT}\b",
)
# A study or expert that nobody could identify: the rule about vague authority reports it; here it counts as a need.
AUTHORITY = _any(
    r"\baccording to (?:recent |new |many |several )?(?:studies|research|experts|scientists|science)\b",
    rf"\b(?:studies|research|trials|science|evidence)\s(?:also |now |clearly |have |has |consistently "
    rf"){{0,2}}{_FOUND}\b",
    r"\b(?:studies|research|trials|science|evidence) (?:show|prove|confirm|find)s?\b",
    r"\b(?:experts|scientists|researchers) (?:say|believe|agree|found)\b",
    r"\b(?:experts|scientists|researchers) have (?:now |also |recently )?"
    r"(?:found|shown|discovered|revealed|proved|proven|confirmed|established|concluded)\b",
    r"\b(?:recent|new|latest|emerging) (?:research|studies|evidence) (?:has|have|is|are|points?|links?)\b",
    r"\b(?:some|many|most|several|other) (?:experts|scientists|researchers|doctors) (?:now )?"
    r"(?:say|think|believe|argue|report|recommend|suggest)\b",
    r"\bthere (?:is|was) (?:also |now )?(?:some|good|strong|growing|mounting|increasing|limited|early) evidence "
    r"(?:that|linking|for)\b",
)

_CHANGING = _words(
    "increas(?:es?|ed|ing) rais(?:es?|ed|ing) lower(?:s|ed|ing)? reduc(?:es?|ed|ing) doubl(?:es?|ed|ing) "
    "cuts? cutting "
    "halv(?:es?|ed|ing) higher greater elevated decreas(?:es?|ed|ing)"
)
RISK = _any(
    rf"(?<!\bat )(?<!\bat a )(?<!\bat an )\b(?<!\bto ){_CHANGING}\s(?:\w+\s){{0,3}}?"
    rf"(?:risks?|chances?|odds|likelihood)\s(?:of|for)\b",
    r"\b(?:more|less|twice as|times as) likely to (?:have|develop|get|die|suffer|be|become|experience)\b",
)

HARM = _any(
    r"(?<!\bno )(?<!\bany )(?<!\bzero )\b(?:side effects?|adverse "
    r"(?:effects?|events?|reactions?))\b(?=[^.?!]{0,40}\b(?:include|are|occur|"
    r"is|can be|were)\b)",
    r"\b(?:interacts? with|contraindicated)\b",
)

_UNIT = _words("mg mcg µg μg micrograms? milligrams? ml iu g grams units drops tablets? capsules? scoops?")
_OFTEN = (
    r"(?:a day|per day|each day|every day|daily|once|twice|(?:two|three|four|\d) times|every \w+ hours|an "
    r"hour|a week|"
    r"per week|weekly|at night|nightly)"
)
DOSE = _any(
    rf"(?<![\d,.])\d[\d,.]{{0,12}}(?:\s?(?:to|-|–)\s?\d[\d,.]{{0,12}})?\s?{_UNIT}(?=\W)[^.?!;]{{0,40}}?\b{_OFTEN}\b"
)

GUIDELINE = _any(
    r"\b(?:guidelines?|official advice|health authorities|government advice)\s(?:now |also |currently )?"
    r"(?:recommends?|advises?|says?|states?|suggests?|sets?)\b",
    r"\b(?:is|are) (?:now |currently |officially |strongly )?recommended (?:for|that|as)\b",
    r"\brecommended (?:daily )?(?:intake|dose|limit|amount|allowance)s?\b(?=[^.?!]{0,40}\d)",
    r"\bshould be offered\b",
)

COMPARISON = _any(
    r"\b(?:more|less|most|as|equally) (?:effective|powerful|potent)\b(?! as (?:they|it) )"
    r"(?=[^.?!]{0,60}\b(?:than|as|treatment|"
    r"remedy|way)\b)",
    r"\b(?:safer|gentler|better tolerated) than\b",
    r"\bworks? (?:better|faster|as well)\b",
    r"\bsuperior to\b|\boutperform\w*|\bgold[ -]standard\b",
    r"\bfirst-line (?:treatment|therapy|option)\b|\bjust as (?:effective|good|safe)\b",
)

_ACTED_ON = (
    r"(?:endorphins?|hormones?|serotonin|dopamine|cortisol|receptors?|enzymes?|nerves?|pathways?|inflammation|"
    r"immune (?:cells|system|response)|blood flow|circulation|nervous system|vagus nerve|cytokines?)"
)
MECHANISM = _any(
    r"\bworks? by \w+ing\b|\bbinds? to\b",
    r"\b(?:releas|stimulat|activat|block|inhibit|balanc|modulat|regulat)(?:es|s|e)\s(?:the\s)?"
    rf"(?:[\w-]+\s){{0,2}}?{_ACTED_ON}\b",
)

PREVALENCE = _any(
    r"\baffects? (?:about |around |up to |nearly |almost |over |more than |an estimated |some |roughly )?"
    rf"(?:\d|one in|millions|thousands|(?:most|many) {_PEOPLE})\b(?! (?:or|of the) )",
    r"\bmost common (?:cause|type|form|cancer|reason)\b",
    r"\b(?:is|are) (?:very |fairly |quite |extremely |more |less )?(?:common|rare) (?:in|among)\b",
)

NOVELTY = _any(r"\bfirst-ever\b|\bfor the first time\b|\bbreakthrough\b|\bnewly discovered\b")

CONTESTED = _any(
    r"\b(?:vaccin\w+|mmr)\b[^.?!]{0,60}\bautism\b",
    r"\bfluoride\b[^.?!]{0,60}\b(?:iq|toxic|harm\w*)\b",
    r"\b5g\b[^.?!]{0,60}\b(?:cancer|health|covid)\b",
    r"\bleaky gut\b|\bchronic lyme\b",
    r"\braw milk\b[^.?!]{0,60}\b(?:benefit|health|safe)\w*",
    r"\b(?:cbd|microdos\w+|psilocybin)\b[^.?!]{0,60}\b(?:treat|help|reliev|reduc)\w*",
)

# "X leads to <condition>"; not "does not cause", nor a relative clause that explains a word ("cells that cause it").
LEADS_TO = _any(
    r"(?<!not )(?<!what )(?<!that )(?<!which )"
    r"(?<!that can )(?<!that could )(?<!that may )(?<!which can )(?<!which may )"
    r"\b(?:causes|(?:can|may|might|could|will) cause|leads? to|leading to|results? in|resulting in|"
    r"manifests? as|triggers?(?! (?:for|are|is|and|or|to|in|include|may|might|can|could|vary|that)\b)|"
    r"brings? on|gives? rise to|contributes? to)(?=\s)"
    r"(?! of )(?! from )(?! an? (?:[\w-]+ ){0,2}(?:solution|treatment|cure|test|therapy)\b)"
)
# "<condition> is due to X", except where X is what any textbook says that the condition is.
_TEXTBOOK = _words(
    r"virus(?:es)? bacteri(?:a|um) germs? parasites? infections? inflammation swelling narrowing blockages?"
)
COMES_FROM = _any(
    r"\b(?:is|are) (?:often |usually |mainly |mostly |always |typically )?"
    rf"(?:caused by(?! (?:an? |the )?{_TEXTBOOK}\b)|due to|the result of|"
    r"a sign of|indicative of|linked (?:to|with)|rooted in)\b|\b"
    r"(?:stems?|arises?|results?) from\b(?! (?:an? |the |our )?(?:[\w-]+ ){0,3}(?:study|studies|trials?))"
)

# In order of weight: where a sentence has a figure or a study, softer reasons add nothing.
CUES = {
    "statistic": STATISTIC,
    "study": STUDY,
    "authority": AUTHORITY,
    "dose": DOSE,
    "guideline": GUIDELINE,
    "comparison": COMPARISON,
    "contested": CONTESTED,
    "risk": RISK,
    "harm": HARM,
    "mechanism": MECHANISM,
    "prevalence": PREVALENCE,
    "novelty": NOVELTY,
}
STRONG = frozenset({"statistic", "study", "authority"})
SOFT = frozenset({"comparison", "risk", "harm", "mechanism", "prevalence", "novelty", "cause"})

# Sentences that need no source whatever they hold: the page about itself, and instructions.
PAGE_TALK = _any(
    r"©|\bcopyright\b|\btel(?:ephone)?:|\bopening hours\b|\ball rights reserved\b|\bregistered (?:charity|company)\b",
    r"\b(?:not|never) (?:a )?substitute for\b|\bfor information only\b|\bdoes not replace\b|\blast "
    r"(?:reviewed|updated)\b",
    r"^(?:i|we) (?:think|believe|feel|hope|offer|provide|are|can|have)\b",
    r"\bour (?:clinic|team|prices|practice|practitioners)\b|[£$€]\s?\d+(?:\.\d\d)?\b"
    r"(?!(?:\s(?:and|to|or)\s|[-–])?(?:[£$€]?\d[\d.,]*)?\s?(?:million|billion|trillion))",
)
_VERBS = _words(
    r"call see ask talk speak visit contact go book click read take use try tell do\snot don't avoid seek "
    r"check make\ssure "
    r"keep wash get eat drink stop start remember choose apply find\sout learn aim limit add wear rinse "
    r"be\ssure follow"
)
INSTRUCTION = re.compile(rf"^(?:please |always |never |then |now |(?:if|to|in order to) [^,]{{3,80}}, )?{_VERBS}\b")
