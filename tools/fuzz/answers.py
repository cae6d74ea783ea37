"""What people, robots and programs send as answers: pages with spoilt fields, stored answers with spoilt values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random
from urllib.parse import parse_qs, quote_from_bytes, urlencode

from okienko.language.answers import Answers, fields_of, from_json, read_page, read_questions, to_json
from okienko.language.assess import Assessment, assess
from okienko.language.local import local_faults
from okienko.language.model import Page, Question, Service
from tools.fuzz.bytewise import BYTEWISE, Change
from tools.fuzz.trials import DAY, Place, Verdict, words

_PLAIN = ("tak", "nie", "80", "1", "2026", "12", "Anna Próbna", "44051401359", "5260250274", "12-345", "a@example.org")
_STRANGE = (
    b"", b" ", b"\x00", b"\xff", b"\xed\xa0\x80", b"9" * 5000, b"-1", b"1e999999", b"NaN", b"Infinity", b"0x10",
    b"1,5", b"1.5.5", b"\xd9\xa3", b"\xe2\x80\xaeabc", b"\xf0\x9f\x8c\xb3", b"a" * 200_000, b"\r\n\r\n", b"<script>",
    b"{{ x }}", b"../../etc/passwd", b"true", b"null", b"31", b"0", b"99999999999999999999",
    b"\xef\xbc\x91\xef\xbc\x92", b"\xc2\xb2", b"1_000", b"luty", b"XII", b"'; drop", b"%00", b"+48" * 50,
    b"142299_2.0099.12/3", b"142299_2." + b"9" * 3000, b"a@" + b"b." * 3000 + b"c", b"0000000000", b"00000000000",
    b"99999999999",
)  # fmt: skip
_VALUES = (
    b"null", b"true", b"[]", b"{}", b'""', b"0", b"-1", b"1e400", b"1e-400", b"NaN", b"Infinity", b"[[[[]]]]",
    b'{"ulica": 1}', b'"\\ud800"', b'"\\u0000"', b'"' + b"a" * 20_000 + b'"', b"[" * 2000, b'"2026-02-30"',
    b'"9999-12-31"', b'"0001-01-01"', b"9" * 5000, b'[{"x": 1}, 2, null]',
)  # fmt: skip


def filled(random: Random, content: bytes) -> bytes:
    """A field has a strange value, or another's."""
    fields = content.split(b"&")
    at = random.randrange(len(fields))
    name = fields[at].split(b"=")[0]
    value = random.choice((quote_from_bytes(random.choice(_STRANGE)).encode(), random.choice(fields).split(b"=")[-1]))
    fields[at] = name + b"=" + value
    return b"&".join(fields)


def again(random: Random, content: bytes) -> bytes:
    """A field is there many times, or not at all."""
    fields = content.split(b"&")
    at = random.randrange(len(fields))
    fields[at : at + 1] = [fields[at]] * random.choice((0, 2, 3, 500))
    return b"&".join(fields)


def revalued(random: Random, content: bytes) -> bytes:
    """A value of the stored answers is of another kind."""
    parts = content.split(b":")
    at = random.randrange(1, len(parts)) if len(parts) > 1 else 0
    rest = b"," + parts[at].partition(b",")[2] if b"," in parts[at] else b"}"
    parts[at] = random.choice(_VALUES) + rest
    return b":".join(parts)


POSTED: tuple[Change, ...] = (filled, filled, filled, again, *BYTEWISE)
STORED: tuple[Change, ...] = (revalued, revalued, revalued, *BYTEWISE)


def sent(place: Place, service: Service) -> Iterator[tuple[str, bytes, tuple[Change, ...], partial[Verdict]]]:
    """Each page of the service as it is posted, clerks' questions too, and its stories' answers as they are stored."""
    asked = [(page.id, page.questions, page) for page in service.pages if page.questions]
    asked += [(name, task.ask, None) for name, task in service.tasks.items() if task.ask]
    for name, questions, page in asked:
        yield f"{service.id}, strona {name}", _form(questions), POSTED, partial(posted, place, service, questions, page)
    for story in place.lives:
        answers = to_json(story.given.plain_value() if story.given else {}).encode()
        yield f"{service.id}, odpowiedzi „{story.title}”", answers, STORED, partial(stored, place, service)


def _form(questions: Sequence[Question]) -> bytes:
    fields = [name for question in questions for name in fields_of(question)]
    values = {name: _PLAIN[at % len(_PLAIN)] for at, name in enumerate(fields)}
    for question in questions:
        if question.options:
            values[question.id] = question.options[0].value
    return urlencode(values).encode()


def posted(place: Place, service: Service, questions: Sequence[Question], page: Page | None, content: bytes) -> Verdict:
    """The page is read; what it says is stored, read back and judged; what is wrong is said of its own fields."""
    given = parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True, errors="surrogateescape")
    read = read_page(page, given, {}) if page else read_questions(questions, given, {})
    own = {name for question in questions for name in (question.id, *fields_of(question))}
    for name, said in read.errors.items():
        assert name in own, name
        words(said)
    if page is not None:
        answers = {page.many: [read.values]} if page.many else read.values
        _judged(place, service, from_json(to_json(answers), service.pages))
    local_faults(service, {name: values[0] for name, values in zip(service.local, given.values(), strict=False)})
    return "refused" if read.errors else "loaded"


def stored(place: Place, service: Service, content: bytes) -> Verdict:
    """Answers that a program changed: refused as no JSON, or judged by the types of the questions."""
    try:
        answers = from_json(content, service.pages)
    except (ValueError, RecursionError):
        return "refused"
    judged = _judged(place, service, answers)
    return "refused" if judged.problems else "loaded"


def _judged(place: Place, service: Service, answers: Answers) -> Assessment:
    judged = assess(service, answers, day=DAY, law=place.law, local={})
    _ = (judged.ready, judged.fee, judged.shown, judged.attachments, judged.competent, judged.warnings)
    _ = (judged.decisions, judged.applicants)
    for problem in judged.problems:
        words(problem.text)
    return judged
