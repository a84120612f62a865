"""The forms of furniture: what a byline, a credit, a footer, a link or a notice looks like, as patterns.

Invariant: a form that is matched against whole lines describes the whole line. Wherever a name list repeats, its pieces are
possessive, so that no line can make a pattern run long.
"""

import re

from onrecord.ingest.agencies import SIGNATURE
from onrecord.record import PartKind

_I = re.IGNORECASE


def _form(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE | flags)


_WEEKDAY = r"(?i:mon|tues|wednes|thurs|fri|satur|sun)(?i:day)"
_MONTH = r"(?i:january|february|march|july|august|september|october|november|december)"
#: a word of a name, never a day or a month; "April", "May" and "June" are names too
_NAME_WORD = rf"""(?: (?!{_WEEKDAY}\b|{_MONTH}\b) [^\W\d_a-z][\w'’\-]*+\.?+ | (?:al|el|ul|bin|ibn|abu|van|von|der|den|de|da|di
    |do|dos|du|la|le|ter|y)\b-?[\w'’\-]*+ )"""
_NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,4}}"
_NAMES = rf"{_NAME}(?:\s*(?:,\s*and|,|\s+and|&|;)\s+(?!{SIGNATURE}\b){_NAME}){{0,8}}"

#: who wrote where, as credits list it: words with capitals, and the small words that stand between them
_CREDIT = r"""(?: [^\W\d_a-z][\w'’.\-]*+
    | (?:and|in|at|for|the|with|of|from|on|by|via|to|de|da|di|van|von|der|bin|al|el|la|le|du|y|additional|further|reporting|writing|
        editing |written|edited|translation|graphics|contributed|contributing|contributions?|newsroom|bureau|staff|desk|team|compile
        d|photographs|photos)\b
    | (?:al|el)-[\w'’\-]++ )"""
_CREDITS = rf"{_CREDIT}(?:[\s,;/.:&]++{_CREDIT}){{0,60}}+"

#: a word of a picture's credit
_PICTURED = r"""(?: [A-Z@©][\w'’.@&\-]*+ | (?:file|handout|via|courtesy|of|and|the|for|by|al|el|de|van|von|bin|photo|image
    |stock|pool)\b | \d{4}\b )"""
_MARKS = r"[:|»>→]"
_DATE_WORD = rf"""(?: \d[\d:./\-]*+(?:st|nd|rd|th|am|pm)?+ | (?:{_MONTH}|{_WEEKDAY}|jan|feb|mar|apr|april|may|june?|jul|aug
    |sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|at|on|am|pm|a\.m\.|p\.m\.|[A-Z]{{2,4}})\b\.? )"""

#: what a sentence of a story does and a line of furniture does not
TELLS = re.compile(
    r"\b(?:said|says|saying|told|tells|warned|warns|added|urged|urges|announced|claimed|claims|denied|accused|vowed|wrote|asked|"
    r"killed|according to)\b",
    _I,
)

#: whole lines, anywhere: kind; whether a word of TELLS keeps the line in the story; form
ANYWHERE: tuple[tuple[PartKind, bool, re.Pattern[str]], ...] = (
    # "Read more: …", but never "Read more than 200 pages, the judge said"
    (
        PartKind.LINK,
        False,
        _form(
            rf"""[\[(►▶»>→•*\-–—|\s]* (?: (?:read|see|watch|hear)\s+(?:more|also|next) | also\s+(?:read|see|watch) |
                further\s+reading
            | recommended\s+reading | in\s+case\s+you\s+missed\s+it | don['’]t\s+miss | related\s+(?:stor(?:y|ies)|articles?
            |news|coverage|content|links?) )
            \s*{_MARKS}\s*\S.{{0,250}}""",
            _I,
        ),
    ),
    (
        PartKind.LINK,
        False,
        _form(
            r"""[\[(►▶»>→•*\s]* (?:read|see|view|find\s+out|learn)\s+more (?:\s+(?:here|about\s+(?:this|our)\s+\w+
                |on\s+this\s+story))? \s*[\])».…>→]*""",
            _I,
        ),
    ),
    (
        PartKind.LINK,
        True,
        _form(
            rf"""(?: (?:READ|WATCH|LISTEN|RELATED|SEE|MORE|RECOMMENDED)(?:\s+(?:MORE|ALSO|NOW))? | Related | Watch | Listen
            | [Mm]ore\s+(?:on|from|about)\s+[^:.!?]{{1,60}} ) \s*{_MARKS}\s*[^.\s][^.]{{0,160}}"""
        ),
    ),
    (
        PartKind.LINK,
        True,
        _form(
            r"""(?:for\s+more\s+(?:information|details|news|stories|on\s+this\s+story)|more\s+information)\b
            [^.!?]{0,80}\b(?:visit|go\s+to|see|at|click)\s*:?\s+(?:https?://|www\.)\S+""",
            _I,
        ),
    ),
    (PartKind.LINK, False, _form(r"(?:https?://|www\.)\S+", _I)),
    (
        PartKind.NOTICE,
        True,
        _form(
            r"""(?:click\s+here\s+to\s+)?(?:please\s+)?(?:sign\s+up|subscribe|register\s+now|get|join|receive)\b [^.!?]{0,100}
            \b(?: newsletters? | e-?mail\s+alerts? | news\s+alerts? | your\s+inbox
                | our\s+(?:(?:daily|morning|evening|weekly|free)\s+)?(?:briefing|podcast|app|(?:whatsapp|telegram
                |youtube)(?:\s+(?:channel|group))?) )\b
            [^.!?]{0,100}[.!»>]*""",
            _I,
        ),
    ),
    (
        PartKind.LINK,
        True,
        _form(
            r"""(?:please\s+)?(?:click|tap)\s+(?:here|(?:on\s+)?(?:the|this)\s+(?:link|button|icon))(?:\s+(?:to
                |for)\s+[^.!?]{1,160})?\s*[.!»>]*""",
            _I,
        ),
    ),
    (
        PartKind.NOTICE,
        True,
        _form(
            r"""(?: (?:this|our)\s+(?:web)?(?:site|page)\s+uses\s+(?:\w+\s+){0,3}cookies |
                we\s+(?:and\s+our\s+partners\s+)?use\s+(?:\w+\s+){0,3}cookies
                    (?=\.?$|.{0,300}\b(?:site|website|experience|browser|privacy|policy|consent|preferences|traffic|advert\w*
                    |ads|settings)\b)
                | by\s+(?:using|continuing|clicking|browsing)\b[^.]{0,120}\bcookies? ) \b.{0,400} | (?:accept|manage
                |reject)\s+(?:all\s+)?cookies""",
            _I,
        ),
    ),
    (
        PartKind.NOTICE,
        False,
        _form(
            r"""[-–—\[(\s]* (?: advertisements? | sponsored(?:\s+content)?
                | (?:story|article)\s+continues\s+(?:below|after)(?:\s+(?:this\s+|the\s+)?(?:advertisement|ad|promotion
                |newsletter\s+promotion))?
                | scroll\s+(?:down\s+)?(?:to|for)\s+(?:continue|more)(?:\s+(?:reading|content))?
                | skip\s+(?:to\s+(?:main\s+)?content|past\s+newsletter\s+promotion|advertisement)
                | share\s+(?:this(?:\s+(?:article|story|page))?|on\s+(?:twitter|x|facebook|whatsapp|linkedin|telegram))
                | print\s+this\s+(?:article|page) | most\s+(?:read|popular) | trending(?:\s+now)? | leave\s+a\s+(?:comment|reply)
                | \d+\s+comments? | \d{1,2}\s+min(?:ute)?s?\s+read ) [-–—\])\s]*""",
            _I,
        ),
    ),
    (
        PartKind.NOTICE,
        False,
        _form(
            r"""[\[(]? (?:editor['’]?s['’]?\s+note\s*:\s*)? this\s+(?:story|article|post|page)\s+(?:has\s+been|was|is\s+being
                |will\s+be)\s+(?:last\s+)?
            (?:updated|corrected|amended|edited|refiled|clarified)\b (?:\s+(?:with|to|throughout|at|on|after|since|following
            |for|as)\b.{0,300})? [.)\]]*""",
            _I,
        ),
    ),
    (
        # a "report" is as often one that the story is about
        PartKind.NOTICE,
        False,
        _form(
            r"""[\[(]? this\s+(?:report|version)\s+has\s+been\s+(?:updated|corrected|refiled)
            (?:\s+(?:throughout|to\s+(?:include|reflect|add|correct|remove|clarify))\b.{0,250})? [.)\]]*""",
            _I,
        ),
    ),
    (
        PartKind.NOTICE,
        True,
        _form(
            r"""follow\s+(?:us|me|him|her|[@A-Z][^.!?]{1,60}?)\s+on\s+(?:twitter|x|facebook|instagram|telegram|linkedin
                |threads|bluesky|tiktok|youtube)\b
            [^.!?]{0,100}[.!]?""",
            _I,
        ),
    ),
    (
        PartKind.NOTICE,
        False,
        _form(
            r"""\((?:Adds?|ADDS|Recasts?|RECASTS|Updates?|UPDATES|Corrects?|Rewrites?|Refiles?|Repeats?|Releads
                |Writethru)\b[^()]{0,250}\)"""
        ),
    ),
    (
        # a credit is names, agencies and a few small words; a caption, which tells something, is left alone
        PartKind.NOTICE,
        True,
        _form(
            rf"""(?i: (?:file\s+|main\s+|cover\s+|lead\s+|feature\s+)?
                (?:photo(?:graph)?s?|images?|pictures?|video|illustration|graphic|map|credit|(?:photo|image
                |picture)\s+(?:credit|courtesy)|image\s+source)
                (?:\s+by)? ) \s*(?:[:|©]|(?<=source),)\s*(?:©\s*)?{_PICTURED}(?:[\s/|,()©\-–—&.]++{_PICTURED}){{0,10}}+[\s).\]]*"""
        ),
    ),
    (
        PartKind.NOTICE,
        True,
        _form(r"[\[(]\s*(?:AP\s+Photo|File\s+photo|Photo|Image|Picture)\s*(?:[:/]|\s[Bb]y\b)[^()\[\]]{1,100}[\])]"),
    ),
    (PartKind.NOTICE, False, _form(rf"(?:©|\([cC]\))\s*(?:\d{{4}}\s+)?{SIGNATURE}(?:\s+\d{{4}})?\.?")),
    (
        PartKind.BYLINE,
        False,
        _form(
            rf"""[\[(\-–—\s]* (?i: (?:(?:additional|further|with|more)\s+)?
                (?:reporting|report|writing|written|editing|edited|compiled|translated|translation)(?:\s+and\s+(?:writing
                |editing|reporting))?\s+by
                | (?:contributing|contributors?|(?:additional\s+)?reporting|editing|writing)\s*: ) \s+{_CREDITS}[.)\]\s]*"""
        ),
    ),
    (
        PartKind.BYLINE,
        False,
        _form(
            rf"""[\[(\-–—*\s]* (?=[\w(]) (?: (?!(?:also\s+)?contributed\b) (?:{_CREDIT}|(?:writers?|reporters?|correspondents?
                |journalists?|staffers?|producers?)\b)
                [\s,;/.:&]++ ){{1,60}}+ (?:also\s+)?contributed\s+(?:reporting|to\s+(?:this|the)\s+(?:report|story|article
                |dispatch))
                (?:\s+from\s+{_CREDITS})?[.)\]\s]*"""
        ),
    ),
    (
        PartKind.FOOTER,
        False,
        _form(
            r"""[\[(]? (?:[Cc]opyright|COPYRIGHT)?\s* (?: © | \([cC]\) | (?<=opyright)\s*(?=\d{4}|[Tt]he\s|[Bb]y\s) |
                (?<=OPYRIGHT)\s*(?=\d{4}) ) \s*
            (?: (?: \d{4}(?:\s*[-–—]\s*\d{4})?+\b | [Bb]y\b | [Tt]he\b | of\b | and\b | for\b |
            [Aa]ll\s+[Rr]ights\s+[Rr]eserved\b | [A-Z][\w'’&/\-]*+ ) [\s,.|;]*+ ){1,25}+
            (?: (?<=\s) (?:[Tt]his\s+)?(?:material|article|story|content)\s+may\s+not\b.{0,200} |
            (?<=\s)[Rr]eprinted\s+with\b.{0,250}
                | (?<=\s)with\s+(?:the\s+)?permission\b.{0,250} | (?<=\s)may\s+not\s+be\b.{0,250} | (?<=\s)(?:distributed
                |provided)\s+by\b.{0,120} )? [)\]]?"""
        ),
    ),
    (
        PartKind.FOOTER,
        True,
        _form(
            r"""(?:[^.!?]{0,100}[.|,\s])? all\s+rights\s+reserved\.?
            (?:\s+(?:this\s+material|reproduction|no\s+part|unauthori[sz]ed|any\s+use|republication|distributed
            |for\s+reprint)\b.{0,300})?""",
            _I,
        ),
    ),
    (
        PartKind.FOOTER,
        True,
        _form(r"this\s+(?:material|content)\s+may\s+not\s+be\s+(?:published|reproduced|copied|reprinted)\b.{0,250}", _I),
    ),
    (
        PartKind.FOOTER,
        True,
        _form(
            r"""this\s+(?:article|story|piece|op-ed|commentary|post)\s+
            (?: (?:is|was|has\s+been)\s+(?:(?:originally|first|also|re)\s*-?\s*)?(?:re)?(?:published|produced|distributed
            |licen[cs]ed)\s+(?:in|on|by|at|from|under|with|for|here)\b
              | (?:originally|first)\s+appeared\s+(?:in|on|at)\b ) .{0,300}""",
            _I,
        ),
    ),
    (
        PartKind.FOOTER,
        True,
        _form(
            r"""(?:licen[cs]ed|available|published|released|reused)\s+under\s+(?:a|an|the)?\s*(?:creative\s+commons|cc[\s-]by
                |open\s+government|gfdl)\b.{0,250}
            | creative\s+commons\s+(?:attribution|licen[cs]e|zero)\b.{0,250} | republish\s+(?:our\s+articles\s+for\s+free
            |this\s+article)\b.{0,200}""",
            _I,
        ),
    ),
    (
        PartKind.FOOTER,
        False,
        _form(
            r"""(?:the\s+)?(?:views|opinions)\s+expressed\s+(?:in\s+this|here|by\s+the\s+author)\b.{0,200}
            \b(?:do(?:es)?\s+not\s+(?:necessarily\s+)?(?:reflect|represent)|are\s+(?:solely\s+|those\s+)?(?:his|her|their
            |the\s+author['’]s|of\s+the\s+authors?))\b.{0,250}""",
            _I,
        ),
    ),
    (
        PartKind.FOOTER,
        False,
        _form(r"\(?(?:except\s+for\s+the\s+headline,\s+)?this\s+story\s+has\s+not\s+been\s+edited\s+by\b.{0,200}", _I),
    ),
)

_ROLE = r"""(?:[A-Z][\w'’.&\-]*+|(?:of|for|the|and|in|at|chief|staff|senior|political|foreign|diplomatic|writer|correspondent
    |reporter|editor|bureau|contributor)\b)"""
_STAFF = r"""(?: (?:(?i:our|own|staff|special|foreign|diplomatic|political|senior|a)\s+){0,4}(?i:correspondents?|reporters?
    |writers?)
    | (?i:news\s*desk|web\s*desk|agencies|staff\s+and\s+agencies) | (?:[A-Z][\w.]*+\s+){0,3}[Ss]taff )"""

#: whole lines near the top
FIRST: tuple[tuple[PartKind, re.Pattern[str]], ...] = (
    (
        PartKind.BYLINE,
        _form(
            rf"""(?: (?:(?:Written|Reported|Story|Text|Words)\s+)?(?:By|BY)\s*:? | BYLINE\s*: )\s+
            (?P<names> (?:(?:[Tt]he|THE)\s+)?{SIGNATURE}(?:\s+(?:[Ss]taff|reporters?|journalists?))?(?![\w\-]) | {_STAFF} |
            {_NAMES} )
            (?: \s*(?:,|\||/|•|·|\(|\s[-–—])\s*{_ROLE}(?:\s+{_ROLE}){{0,5}}\)? ){{0,2}} (?:\s+in\s+{_ROLE}(?:\s+{_ROLE})?)?
            (?: \s*(?:[|•·,]|\s[-–—])?\s*(?:(?i:published|updated
            |posted)\s*:?\s*(?:on\s+)?)?{_DATE_WORD}(?:[\s,|]++{_DATE_WORD}){{0,9}} )?\.?"""
        ),
    ),
    (PartKind.NOTICE, _form(r"(?:ATTENTION|URGENT|ALERT|BULLETIN|FLASH)\b\s*(?:-|–|—|:|¥+)?\s*.{0,200}(?:///|¥{2,})")),
    (PartKind.NOTICE, _form(r"Eds\s*[:.].{1,300}")),
    (
        PartKind.NOTICE,
        _form(
            rf"""(?:(?:first|last|originally)\s+)?(?:published|updated|posted|modified
                |issued)\b\s*:?\s*(?:on\s+)?{_DATE_WORD}(?:[\s,|()]++{_DATE_WORD}){{0,12}}[.)]?""",
            _I,
        ),
    ),
)

#: whole lines at the very end
LAST: tuple[tuple[PartKind, re.Pattern[str]], ...] = (
    (
        PartKind.AGENCY,
        _form(
            rf"""[-–—/(\[\s]* (?i:(?:sources?|agency|agencies|with\s+(?:additional\s+)?(?:inputs?|files|reporting)\s+from
                |with\s+agency\s+inputs?)\s*:?\s*)?
            [-–—/(\[\s]*(?P<agency>{SIGNATURE})(?:\s*(?:/|,|and|&|\+)\s*{SIGNATURE})*[-–—/)\]\s.]*"""
        ),
    ),
    (
        PartKind.AGENCY,
        _form(r"[-–—(\[\s]*(?:with\s+)?(?:inputs?\s+from\s+(?:news\s+)?agencies|agency\s+inputs|agencies)[)\]\s.]*", _I),
    ),
    (PartKind.NOTICE, _form(r"[-–—/\s]*(?:ends?|\#{2,}|\#\s\#\s\#|30|\*\s?\*\s?\*|xxx|enditem)[-–—/\s]*", _I)),
)

#: pieces inside lines: pictures' credits, and credits in brackets at the end of a paragraph
INSIDE: tuple[tuple[PartKind, re.Pattern[str]], ...] = (
    (
        PartKind.NOTICE,
        _form(
            r"""[\[(](?:AP|AFP|Reuters|REUTERS|EPA|File|Xinhua)\s+(?:Photos?|photo|Image|PHOTO)\b\s*/?[^()\[\]\n]{0,80}[\])]
            | \b(?:REUTERS|AP\sPhoto|AFP\sPHOTO|EPA)/[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+){0,3}(?:/(?:Files?|Pool|Handout))?"""
        ),
    ),
    (
        PartKind.BYLINE,
        _form(
            rf"""\((?:(?:Additional|Further)\s+)?(?:Reporting|Writing|Editing|Compiled|Translated|Reported|Written|Edited)
            (?:\s+and\s+(?:writing|editing|reporting))?\s+by\s+{_CREDITS}[.\s]*\)"""
        ),
    ),
    (
        PartKind.LINK,
        _form(r"[\[(](?:Click\shere|READ\sMORE|Read\smore|Also\sread|ALSO\sREAD|See\salso)\s*:[^()\[\]\n]{1,160}[\])]"),
    ),
)

#: agencies inside other furniture: who holds the rights, and whose writers contributed
RIGHTS = re.compile(rf"(?i:copyright|©|\(c\)).{{0,40}}?(?<!\w)(?P<agency>{SIGNATURE})(?!\w)")
WRITERS = re.compile(rf"(?<!\w)(?P<agency>{SIGNATURE})\s+(?:\w+\s+)?(?:writers?|reporters?|correspondents?|journalists?)\b")
CREDITED = re.compile(rf"(?<!\w)(?P<agency>{SIGNATURE})(?!\w)")

#: a sentence on what the whole account rests on
SOURCING = re.compile(
    r"(?:This|The following) (?:account|article|story|report|reconstruction|narrative|portrait|picture|timeline)\b[^.\n]{0,60}?"
    r"\b(?:is|was) (?:largely |mostly |primarily |partly )?(?:based|drawn|pieced together|compiled|built|assembled) "
    r"(?:[a-z]+ly |in part )?(?:on|from)\b.*?(?:\.(?=\s|$)|$)"
    r"|Interviews with [^.\n]{3,120}? (?:form|formed|are|were) the basis (?:of|for) this (?:account|article|story|report)"
    r".*?(?:\.(?=\s|$)|$)"
)
