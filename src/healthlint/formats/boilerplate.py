"""What on a web page is not the article: lines, headings that end it, class and id words. Data and two lookups."""

from __future__ import annotations

import re
from itertools import pairwise

# What a menu bar is made of; "Home" and two of the others on one line are nothing else.
_MENU = (
    r"about(?: us)?|services|treatments?|therapies|conditions|prices|pricing|fees|blog|news|shop|store|products|basket"
    r"|cart|checkout|contact(?: us)?|book(?: now| online)?|(?:our )?team|reviews|testimonials|gallery|faqs?|log ?in"
    r"|menu|search|account|resources|events|donate|more"
)

# Whole lines (text format) or whole short blocks (HTML), with the reason that is reported.
_LINES: tuple[tuple[str, str], ...] = (
    ("page navigation", r"(?:back to |go to )?(?:top|bottom) of (?:the )?page|back to top|return to top|scroll to top"),
    ("page navigation", r"skip to (?:the )?(?:main )?(?:content|navigation|search)|jump to (?:main )?content"),
    (
        "page navigation",
        r"(?:main |open |close |toggle )?(?:menu|navigation)|search|log ?in|sign ?in|sign ?up|my account",
    ),
    ("page navigation", r"(?:home|blog)(?:\s*[>»›/|]\s*[^.!?]{1,60})+"),
    ("page navigation", rf"home(?:[\s|·•,/-]+(?:{_MENU})){{2,}}"),
    (
        "page navigation",
        r"(?:previous|next|older|newer)(?: (?:post|article|page)s?)?|[«‹<←]\s*(?:previous|back|older).{0,60}",
    ),
    ("related posts", r"see all|view all|show all|read more|show more|load more(?: posts)?|continue reading|view more"),
    (
        "comments",
        r"comments? ?(?:\(\d+\))?|\d+ comments?|(?:write|leave|post) a (?:comment|reply)(?:\.{3}|…)?"
        r"|log in to (?:leave a )?comment|comments (?:are|have been) (?:closed|turned off)\.?",
    ),
    ("copyright", r"(?:©|\(c\)|copyright\b).{0,160}|.{0,120}\ball rights reserved\b.{0,40}"),
    (
        "site footer",
        r"(?:proudly )?powered (?:and secured )?by \S{1,30}(?: \S{1,30}){0,3}"
        r"|(?:website|web ?site|site) (?:design(?:ed)?|built|created) by .{1,60}"
        r"|proudly created with .{1,40}",
    ),
    (
        "site footer",
        r"(?:privacy|cookies?)(?: (?:policy|notice|statement|settings|preferences))"
        r"|terms (?:of (?:use|service)|(?:and|&) conditions)"
        r"|accessibility(?: statement)?|site ?map|contact us|about us",
    ),
    ("contact details", r"(?:tel|telephone|phone|call us|call|mobile|mob|fax)\s*[.:]?\s*\+?\(?\d[\d\s()./-]{5,20}"),
    ("contact details", r"\+?\d[\d\s()-]{8,18}\d|(?:e-?mail\s*:?\s*)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
    (
        "social links",
        r"(?:(?:white|black|grey|gray|follow us on|find us on|share (?:on|via|to))\s+)?"
        r"(?:facebook|twitter|x|instagram|linkedin|youtube|pinterest|whatsapp|tiktok|email)(?:\s+(?:icon|logo|page|link))",
    ),
    (
        "share buttons",
        # "Follow this advice" and "Share this with your doctor" are the article's own words.
        r"(?:share|tweet|print|like) this (?:post|article|page|story|blog)(?: (?:on|via|with|by) [^.!?]{1,40})?"
        r"|(?:share|follow us|like us|find us) (?:on|via)(?: [^.!?]{1,40})?|follow us|share|tweet|copy link",
    ),
    ("social links", r"facebook|twitter|instagram|linkedin|youtube|pinterest|whatsapp|tiktok"),
    (
        "cookie notice",
        r".{0,60}\b(?:we|this (?:web)?site|our (?:web)?site)\b.{0,40}\buses? cookies\b.{0,240}"
        r"|(?:accept|reject|manage|allow)(?: all)?(?: cookies| preferences)|cookie (?:banner|consent)",
    ),
    ("newsletter", r"(?:subscribe|sign up)(?: (?:to|for) (?:our|the) .{0,40}newsletter.{0,40}| now| here)?[.!]?"),
)
_LINE_PATTERNS = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _LINES)
_LINE_LIMIT = 300  # characters; no pattern above looks at more

# A heading or a line of its own after which nothing of the article follows.
_TAILS: tuple[tuple[str, str], ...] = (
    (
        "related posts",
        r"(?:recent|related|latest|more|other|similar|popular|featured|trending)\s+(?:blog\s+)?"
        r"(?:posts?|articles?|stories|reads?|news|content)(?:\s+(?:from|by|on|in)\s.{1,50})?:?",
    ),
    (
        "related posts",
        r"(?:you (?:might|may) (?:also )?(?:like|enjoy|be interested in)|read (?:next|this next|also)|keep reading"
        r"|more (?:from|by|like this|on this).{0,50}|recommended(?: for you| reading| articles)?|what to read next):?",
    ),
    (
        "comments",
        r"(?:\d+\s+)?comments?(?:\s*\(\d+\))?|\d+\s+(?:responses?|replies)"
        r"|(?:leave|post|write) a (?:reply|comment)|join the (?:conversation|discussion)",
    ),
)
_TAIL_PATTERNS = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _TAILS)

# A postal address: a house number and a street in capitals, or a UK postcode at the end.
_STREET = re.compile(
    r"(?=.{0,80}\b\d{1,4}[a-z]?(?:\s*[-–]\s*\d{1,4}[a-z]?)?,?\s+(?:[A-Z][\w'’-]{0,30}\s+){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Way|Drive|Dr|Place|Pl|Square|Sq|Court|Ct|Close|Crescent|Terrace|House"
    r"|Parade|Walk|Boulevard|Blvd)\b)[^.!?]{0,140}"
)
_POSTCODE = re.compile(r"[^.!?]{0,120}\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")

# Words of a class or id as they stand between hyphens and underscores, alone or two in a row: reason -> words.
_CLASS_WORDS: dict[str, str] = {
    "navigation": "nav, navbar, navigation, pagination, pager, skip link, main menu, nav menu, menu item, site menu",
    "breadcrumbs": "breadcrumb, breadcrumbs",
    "table of contents": "toc, table of",
    "sidebar": "sidebar, widget, widgets",
    "site footer": "footer, colophon",
    "site header": "masthead, site header",
    "copyright": "copyright",
    "cookie notice": "cookie, cookies, gdpr, cookiebar, onetrust, consent banner",
    "share buttons": "share, sharing, addtoany, sharedaddy",
    "social links": (
        "social links, social link, social icons, social icon, social media, social buttons, social bar, "
        "social share, social list, social nav, social follow"
    ),
    "related posts": (
        "related posts, related articles, related content, related links, related stories, related news, "
        "related reading, recent posts, more posts, recommended posts, read next"
    ),
    "comments": "comments, disqus, comment list, comment form, comment body, comment respond",
    "newsletter": "newsletter, subscribe, signup, mailing list",
    "advertisement": "advert, advertisement, ads, adsbygoogle, sponsored, promo, ad slot, ad unit, ad container",
    "pop-up": "popup, modal, pop up",
    "visually hidden": "visuallyhidden, sr only, visually hidden, screen reader",
    "page details": "post meta, entry meta, post tags, entry tags, tag list",
}
_WORD_REASONS = {word: reason for reason, words in _CLASS_WORDS.items() for word in words.split(", ")}
# These say so only as a whole name: "social-anxiety" and "related-conditions" are an article's own.
_NAME_REASONS = {
    "menu": "navigation",
    "related": "related posts",
    "recommended": "related posts",
    "social": "social links",
    "comment": "comments",
    "respond": "comments",
    "tags": "tag list",
}
CONTENT_WORDS = frozenset(
    {
        "article body",
        "article content",
        "entry content",
        "post content",
        "post body",
        "page content",
        "main content",
        "story body",
        "rich text",
        "blog post",
        "content body",
        "content main",
    }
)
_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")


def line_reason(text: str) -> str:
    """Return why a line or short block of its own is boilerplate, or "" when it is not."""
    line = text.strip(" \t\r\n\u00a0•·*|-–")
    if not line or len(line) > _LINE_LIMIT:
        return ""
    for reason, pattern in _LINE_PATTERNS:
        if pattern.fullmatch(line):
            return reason
    if len(line) <= 160 and (_STREET.fullmatch(line) or _POSTCODE.fullmatch(line)):
        return "address"
    return ""


def tail_reason(text: str) -> str:
    """Return why everything after this line or heading is boilerplate, or "" when it is not."""
    line = text.strip()
    if not line or len(line) > 80:
        return ""
    return next((reason for reason, pattern in _TAIL_PATTERNS if pattern.fullmatch(line)), "")


def class_reason(value: str) -> str:
    """Return why an element with this class or id is boilerplate, or ""."""
    for name in value.split()[:50]:
        if name.lower() in _NAME_REASONS:
            return _NAME_REASONS[name.lower()]
        for words in _joined_words(name):
            if words in _WORD_REASONS:
                return _WORD_REASONS[words]
    return ""


def is_content_class(value: str) -> bool:
    """Tell whether a class or id says that the element holds the article."""
    return any(words in CONTENT_WORDS for name in value.split() for words in _joined_words(name))


def _joined_words(name: str) -> list[str]:
    words = [w.lower() for w in _SPLIT.split(name[:200]) if w]
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]
