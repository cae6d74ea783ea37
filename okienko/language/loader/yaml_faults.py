"""Why a text is no YAML, in Polish for those who write it: the reader of YAML speaks English, to programmers."""

from __future__ import annotations

import re

_SAID = (
    (
        r"mapping values are not allowed",
        "w tym miejscu nie może stać dwukropek",
        "cudzysłów wokół tekstu z dwukropkiem",
    ),
    (
        r"mapping keys are not allowed|sequence entries are not allowed",
        "w tym miejscu nie może stać „-” ani „?”",
        "„-” z początku wiersza listy",
    ),
    (r"expected <block end>", "wcięcie nie zgadza się z wierszami wyżej", "takie samo wcięcie jak u sąsiadów"),
    (r"expected ',' or '([\]}])'", "nawias nie jest zamknięty", "przecinek albo „{0}”"),
    (r"found unexpected end of stream", "cudzysłów nie jest zamknięty", "drugi cudzysłów"),
    (r"could not find expected ':'", "słowo stoi bez dwukropka", "słowo: wartość"),
    (r"that cannot start any token", "wartość zaczyna się znakiem, którym nie może", "cudzysłów wokół tekstu"),
    (
        r"unknown escape character",
        "po „\\” w cudzysłowie stoi znak, który nic nie znaczy",
        "„\\\\” albo cudzysłów pojedynczy",
    ),
    (
        r"escape sequence|found unexpected (document )?separator",
        "tekst w cudzysłowie jest zapisany niepoprawnie",
        "tekst bez „\\” i bez „---”",
    ),
    (r"expected the node content", "brakuje wartości, na przykład po przecinku", "wartość"),
    (
        r"unacceptable character #x([0-9a-f]+)",
        "jest w nim znak o numerze {0}, którego nie może być",
        "tekst bez takiego znaku",
    ),
    (
        r"chomping or indentation|indentation indicator|comment or a line break",
        "po „|” albo „>” stoi coś, czego nie może tam być",
        "„|” albo „>” na końcu wiersza",
    ),
    (r"intendation|indentation", "wcięcie jest niepoprawne albo cudzysłów nie jest zamknięty", "wcięcie spacjami"),
    (
        r"tag handle|parsing a tag|scanning a tag|expected URI",
        "stoi w nim „!”, którego nie może być",
        "wartość bez znacznika „!”",
    ),
    (
        r"expected alphabetic or numeric",
        "po „&” albo „*” nie ma nazwy",
        "nazwa z liter i cyfr albo cudzysłów wokół tekstu",
    ),
    (
        r"expected a digit|directive|incompatible YAML|'%'",
        "stoi w nim wiersz z „%”, którego nie może być",
        "plik bez wiersza z „%”",
    ),
    (
        r"<document start>|document end",
        "po końcu treści stoi coś jeszcze",
        "jedna treść w pliku, zaczęta z początku wiersza",
    ),
)
_COMPILED = tuple((re.compile(pattern), text, expected) for pattern, text, expected in _SAID)
_OTHER = ("jego budowa jest niepoprawna", "„słowo: wartość” albo „- wartość”")


def told(*said: str | None) -> tuple[str, str]:
    """What is wrong and what was expected, from the words of the reader; the first that are known count."""
    for words in filter(None, said):
        for pattern, text, expected in _COMPILED:
            if found := pattern.search(words):
                return text.format(*found.groups()), expected.format(*found.groups())
    return _OTHER
