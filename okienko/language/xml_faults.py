"""Why a file is no XML, in Polish for those who drew it: the reader of XML speaks English, to programmers."""

from __future__ import annotations

import re

_SAID = (
    (r"tag mismatch: (\S+?) line (\d+) and (\S+?),", "element „{0}” z wiersza {1} zamyka inny znacznik: „{2}”"),
    (
        r"prefix (\S+) (?:for \S+ )?on (\S+) is not defined",
        "przedrostek „{0}” przy „{1}” nie jest zadeklarowany (xmlns:{0})",
    ),
    (r"prefix (\S+) for", "przedrostek „{0}” nie jest zadeklarowany (xmlns:{0})"),
    (r"Entity '([^']*)' not defined", "„&{0};” nic nie znaczy; sam znak „&” pisze się „&amp;”"),
    (r"[Ee]ntityRef", "po „&” nie stoi nazwa ze średnikiem; sam znak „&” pisze się „&amp;”"),
    (r"Unsupported encoding: ([^,]+)", "kodowanie „{0}” jest nieznane; zapisz plik w UTF-8"),
    (
        r"not proper UTF-8|[Cc]onverter|conversion|[Ee]ncoding",
        "kodowanie pliku jest inne, niż mówi jego początek; zapisz plik w UTF-8",
    ),
    (r"end of data in tag (\S+) line (\d+)", "plik urywa się, a element „{0}” z wiersza {1} nie jest zamknięty"),
    (r"Attribute (\S+) redefined", "atrybut „{0}” stoi w elemencie dwa razy"),
    (r"Document is empty|'<' not found|no element found", "nie ma w nim żadnego elementu"),
    (r"Extra content", "po końcu głównego elementu stoi coś jeszcze"),
    (
        r"invalid xmlChar|invalid Char|Char 0x|Invalid bytes|xmlParseCharRef",
        "jest w nim znak, którego nie może być w XML",
    ),
    (
        r"attributes? (?:construct|name|\S+$)|AttValue|end of Start Tag|Unescaped '<'|Blank needed|expected '>'",
        'znacznik jest zapisany niepoprawnie; oczekiwano nazwa="wartość" i „>” na końcu',
    ),
    (r"invalid element name|StartTag", "po „<” nie stoi nazwa elementu; sam znak „<” pisze się „&lt;”"),
    (r"[Cc]omment|hyphen", "komentarz „<!-- … -->” jest zapisany niepoprawnie"),
    (r"CData|CDATA|\]\]>", "sekcja „<![CDATA[ … ]]>” jest zapisana niepoprawnie"),
    (
        r"\bPI\b|XML declaration|xmldecl|version|\?>",
        "wiersz „<?xml … ?>” jest zapisany niepoprawnie albo nie stoi na początku",
    ),
    (r"depth", "elementy leżą jeden w drugim głębiej, niż da się bezpiecznie czytać"),
    (r"[Hh]uge|limit|too long", "jest w nim za długi tekst albo nazwa"),
    (r"xmlns|[Nn]amespace|URI", "przestrzeń nazw (xmlns) jest zapisana niepoprawnie"),
    (r"QName|NCName|Name", "nazwa elementu albo atrybutu jest zapisana niepoprawnie"),
)
_COMPILED = tuple((re.compile(pattern), text) for pattern, text in _SAID)
_OTHER = "jego budowa jest niepoprawna"


def told(said: str) -> str:
    """What is wrong, from the words of the reader."""
    return next(
        (text.format(*found.groups()) for pattern, text in _COMPILED if (found := pattern.search(said))), _OTHER
    )
