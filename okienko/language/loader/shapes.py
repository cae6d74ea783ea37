"""What kind of value each word of a service's files takes, and which words must be there.

`words.py` says what a word means, this table what may stand behind it. The loader asks for each word by its kind
(`fields.py` holds it to this table), and the JSON Schemas that editors complete from are made of it (`schema.py`).
A new word needs a line here and an example in `examples/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from okienko.language.loader.words import EXPECT
from okienko.language.model import QuestionType

Kind: TypeAlias = Literal[
    "text", "name", "flag", "enum", "enums", "number", "count", "day", "feel", "texts", "law", "laws", "section",
    "sections", "entries", "questions", "ask", "options", "organ", "names", "map", "moment", "table", "term", "any",
]  # fmt: skip
TIERS = ("gmina", "powiat", "wojewodztwo")
WHO = ("osoba_fizyczna", "przedsiebiorca", "organizacja")
CHANNELS = ("own", "central", "central_or_own", "visit")
EFFECTS = ("decision", "order", "certificate", "notice", "receipt")
REMEDIES = ("appeal", "complaint", "none")
POINT_TYPES = ("text", "money", "number", "account", "choice", "file-class", "question")
CLOCKS = ("none", "freeze", "thaw", "extend", "end", "restore", "halt")
AFTER = ("open", "settled", "any", "called")
HITS = ("FIRST", "UNIQUE", "ANY")
WHOSE = ("urzad", "mieszkaniec", "inny")
TYPES = get_args(QuestionType)


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands behind a word. `section`: whose words a map, or each item of a list, is read by."""

    kind: Kind
    needed: bool = False
    values: tuple[str, ...] = ()
    section: str = ""
    least: int = 0


def _must(kind: Kind, *values: str, section: str = "") -> Shape:
    return Shape(kind, True, values, section)


def _may(kind: Kind, *values: str, section: str = "") -> Shape:
    return Shape(kind, False, values, section)


TEXT, NEEDED, FLAG, FEEL, LAW, NUMBER = (
    _may("text"), _must("text"), _may("flag"), _may("feel"), _may("law"), _may("number"),
)  # fmt: skip
ASK = _may("questions", section="question")
Shapes: TypeAlias = Mapping[str, Shape]

SHAPES: Mapping[str, Shapes] = {
    "service": {
        "service": NEEDED, "version": NEEDED, "name": NEEDED, "plain_name": NEEDED, "summary": NEEDED,
        "keywords": _may("texts"), "who": _may("enums", *WHO), "aliases": _may("texts"),
        "tier": _must("enums", *TIERS), "organ": _must("organ"), "channel": _may("enum", *CHANNELS),
        "valid_from": _must("day"), "law": _must("laws"), "competence": _may("section", section="competence"),
        "fee": _may("section", section="fee"), "attachments": _may("entries", section="attachment"),
        "applicants": _may("section", section="applicants"), "deadlines": _may("entries", section="deadline"),
        "outcomes": _may("entries", section="outcome"), "letters": _may("entries", section="letter"),
        "tasks": _may("entries", section="task"), "messages": _may("entries", section="message"),
        "ends": _may("names"), "local": _must("entries", section="open-point"), "archive": NEEDED, "appeal": TEXT,
        "after": _may("texts"), "procedure": TEXT, "process": TEXT,
    },
    "law": {"text": NEEDED, "confirmed": FLAG, "source": TEXT, "eli": TEXT},
    "competence": {"table": _must("table"), "law": LAW},
    "fee": {
        "rule": NEEDED, "what": NEEDED, "payee": NEEDED, "account": TEXT, "law": _must("law"), "consequence": TEXT,
    },
    "attachment": {
        "label": NEEDED, "needed": FEEL, "hint": TEXT, "why": TEXT, "later": TEXT, "at_most": Shape("count", least=1),
        "law": LAW,
    },
    "applicants": {"label": NEEDED, "text": TEXT, "when": FEEL, "at_least": _may("count"), "law": LAW},
    "deadline": {
        "label": NEEDED, "whose": _must("enum", *WHOSE), "within": _must("term"), "from": _must("texts"),
        "law": _must("law"), "silence": TEXT, "shift": _may("enum", "yes", "no", "disputed"),
        "kept_by": _may("enum", "act", "dispatch", "receipt"), "pauses": _may("sections", section="pause"),
        "restarts": _may("texts"), "met_by": _may("texts"),
    },
    "pause": {"from": NEEDED, "to": _must("texts"), "law": _must("law")},
    "outcome": {
        "text": NEEDED, "kind": _must("enum", "positive", "negative", "neutral"), "explains": TEXT, "until": TEXT,
        "expired": TEXT,
    },
    "letter": {
        "label": NEEDED, "template": NEEDED, "effect": _must("enum", *EFFECTS), "law": _may("laws"),
        "remedy": _may("enum", *REMEDIES), "asks": ASK, "automatic": FLAG, "answer": TEXT,
    },
    "task": {
        "label": NEEDED, "ask": ASK, "letter": TEXT, "letter_by": TEXT, "letters": _may("names"), "day": TEXT,
        "event": TEXT, "text": TEXT, "law": LAW,
    },
    "act": {
        "act": _must("name"), "label": NEEDED, "text": TEXT, "law": LAW, "ask": ASK,
        "letter": _may("section", section="letter"), "clock": _may("enum", *CLOCKS), "resumes": TEXT, "until": TEXT,
        "outcome": _may("section", section="outcome"), "after": _may("enum", *AFTER), "follows": TEXT,
    },
    "plea": {
        "message": _must("name"), "label": NEEDED, "text": TEXT, "ask": ASK, "late": TEXT, "calls": TEXT,
        "within": _may("term"), "since": TEXT, "law": LAW,
    },
    "duty": {
        "deadline": _must("name"), "label": NEEDED, "whose": _must("enum", *WHOSE), "within": _must("term"),
        "from": _must("texts"), "met_by": _must("texts"), "law": _must("law"),
    },
    "message": {"label": NEEDED, "ask": ASK, "attachments": FLAG, "text": TEXT, "late": TEXT},
    "open-point": {
        "text": NEEDED, "type": _must("enum", *POINT_TYPES), "default": TEXT, "required": FLAG, "minimum": NUMBER,
        "maximum": NUMBER, "options": _may("options"), "who": _may("enum", "urzad", "centrum"), "law": LAW,
        "when": FEEL, "resolution": FLAG, "page": TEXT,
    },
    "form": {"pages": _must("sections", section="page")},
    "page": {
        "page": _must("name"), "title": TEXT, "intro": TEXT, "ask": Shape("ask", True, section="question"),
        "many": TEXT, "one": TEXT, "at_least": _may("count"), "at_most": Shape("count", least=1), "when": FEEL,
        "stop": _may("sections", section="stop"), "warn": _may("sections", section="warn"),
    },
    "question": {
        "id": _must("name"), "shared": TEXT, "text": NEEDED, "type": _must("enum", *TYPES), "hint": TEXT,
        "missing": TEXT, "options": _may("options"), "unit": TEXT, "when": FEEL,
        "check": _may("sections", section="check"), "optional": FLAG, "several": FLAG, "minimum": NUMBER,
        "maximum": NUMBER, "decimals": _may("count"), "max_length": Shape("count", least=1), "columns": ASK,
        "at_least": Shape("count", least=1), "at_most": Shape("count", least=1), "statement": TEXT, "law": LAW,
        "registers": TEXT,
    },
    "check": {"rule": _must("feel"), "text": NEEDED},
    "stop": {"when": _must("feel"), "text": NEEDED, "go": TEXT, "law": LAW},
    "warn": {"when": _must("feel"), "text": NEEDED, "law": LAW},
    "rules": {"decisions": _may("sections", section="rule")},
    "rule": {
        "decide": _must("name"), "text": TEXT, "each": TEXT, "law": LAW, "table": _may("table"), "formula": FEEL,
        "hit": _may("enum", *HITS), "dated": _may("texts"), "show": TEXT, "unit": TEXT,
    },
    "story": {
        "story": NEEDED, "day": _may("day"), "at": _may("moment"), "given": _may("map"), "office": _may("map"),
        "expect": _may("section", section="expect"), "then": _may("sections", section="step"),
    },
    "step": {
        "day": _may("day"), "at": _may("moment"), "did": TEXT, "act": TEXT, "answers": _may("map"), "sent": TEXT,
        "posted": _may("day"), "collected": TEXT, "withdrew": TEXT, "expect": _may("section", section="expect"),
    },
    "expect": dict.fromkeys(EXPECT, _may("any")),
}  # fmt: skip
ONE_OF: Mapping[str, tuple[tuple[str, ...], ...]] = {  # one of these groups of words stands there, and only one
    "rule": (("table",), ("formula",)),
    "plea": (("late",), ("calls",)),
    "story": (("day",), ("at",)),
    "step": (("day",), ("at",)),
}
WITH: Mapping[str, Mapping[str, tuple[str, ...]]] = {  # with the first word the others must stand there
    "task": {"letters": ("letter_by",)},
    "plea": {"late": ("within", "since")},
    "outcome": {"until": ("expired",)},
    "page": {"many": ("one",), "one": ("many",), "at_least": ("many",), "at_most": ("many",)},
}
INSTEAD = {"question": "shared"}  # with this word the needed ones come from elsewhere
