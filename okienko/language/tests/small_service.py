"""A small service that loads, and ways to spoil it: tests change one thing and read the refusal."""

from okienko.language.bundle import Bundle
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, load

SERVICE = """\
service: gm-proba
version: 1.0.0
name: Próba
plain_name: Spróbuj
summary: Próba wszystkiego.
keywords: [próba]
who: [osoba_fizyczna]
tier: gmina
organ: wojt
valid_from: 2026-01-01
law: ustawa o próbach, art. 1
competence:
  law: {text: "art. 2", confirmed: yes, source: gazeta}
  table: |
    | gatunek | organ    | podstawa |
    | topola  | starosta | art. 3   |
    | -       | wojt     | art. 4   |
fee: {rule: oplata, what: próba, payee: gmina, law: art. 5}
attachments:
  mapka: {label: Mapka, needed: duzy}
deadlines:
  zbadanie: {label: Zbadanie, whose: urzad, within: 14 days, from: zlozenie, law: art. 6, silence: zgoda,
             pauses: [{from: doreczenie list, to: wplyw odpowiedz, law: art. 7}]}
outcomes:
  zgoda: {text: Tak, kind: positive}
letters:
  list: {label: List, template: letters/list.typ, effect: notice, answer: odpowiedz}
tasks:
  zbadaj:
    label: Zbadaj
    letter: list
    day: kiedy
    ask:
      - {id: kiedy, text: Kiedy?, type: date}
messages:
  odpowiedz: {label: Odpowiedź}
ends: {koniec: zgoda}
local:
  klasa: {text: Klasa JRWA, type: file-class}
archive: B5
"""
FORM = """\
pages:
  - page: pierwsza
    ask:
      - id: gatunek
        text: Jaki gatunek?
        type: choice
        options: [topola, inny]
      - id: obwod
        text: Jaki obwód?
        type: number
        minimum: 1
        maximum: 900
        when: gatunek = "topola"
        check: {rule: obwod < 800, text: Za gruby.}
    stop: {when: obwod = 13, text: Pech., go: gm-inna}
    warn: {when: obwod > 700, text: Grubo.}
  - page: rzeczy
    many: rzeczy
    one: rzecz
    at_most: 3
    ask:
      - {id: waga, text: Ile waży?, type: number}
  - page: pliki
    ask: attachments
"""
RULES = """\
decisions:
  - decide: duzy
    formula: obwod > 80
  - decide: ciezka
    each: rzeczy
    formula: waga > 5
  - decide: oplata
    dated: [stawki.proba]
    law: art. 8
    table: |
      | gatunek | oplata       | podstawa |
      | topola  | stawki.proba | art. 9   |
      | -       | 0            | art. 10  |
"""
PROCESS = """\
<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
 <bpmn:message id="m" name="odpowiedz"/>
 <bpmn:process id="p" isExecutable="true">
  <bpmn:startEvent id="start"/>
  <bpmn:userTask id="zbadaj" name="Zbadaj"/>
  <bpmn:receiveTask id="czekaj" name="Czekaj" messageRef="m"/>
  <bpmn:exclusiveGateway id="bramka" default="f4"/>
  <bpmn:endEvent id="koniec"/>
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="bramka"/>
  <bpmn:sequenceFlow id="f2" sourceRef="bramka" targetRef="czekaj">
   <bpmn:conditionExpression>duzy</bpmn:conditionExpression>
  </bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="f3" sourceRef="czekaj" targetRef="zbadaj"/>
  <bpmn:sequenceFlow id="f4" sourceRef="bramka" targetRef="zbadaj"/>
  <bpmn:sequenceFlow id="f5" sourceRef="zbadaj" targetRef="koniec"/>
 </bpmn:process>
</bpmn:definitions>
"""
SHARED = """\
telefon:
  text: Jaki telefon?
  type: phone
odpis:
  text: Numer odpisu?
  type: text
  registers: Rejestr Odpisów
"""
LAW_FILES = {
    "data/law/stawki.yaml": """\
stawki.proba:
  text: Stawka próby
  unit: zł
  values:
    - {from: 2026-01-01, to: 2026-12-31, value: "17.00", law: art. 11, confirmed: yes, source: gazeta}
    - {from: 2027-01-01, value: "18.00", law: art. 11}
"""
}
SOURCES = "gazeta: Gazeta z 1 stycznia\n"
NAMES = "id,tier,name,plain_name\ngm-proba,gmina,Próba,Spróbuj\ngm-inna,gmina,Inna,Inna\n"
FILES = {
    "service.yaml": SERVICE,
    "form.yaml": FORM,
    "rules.yaml": RULES,
    "process.bpmn": PROCESS,
    "letters/list.typ": "= List\n",
    "shared/questions.yaml": SHARED,
}
LAW = LawData.read(LAW_FILES, sources=SOURCES, service_names=NAMES)


def small_bundle(changes: dict[str, tuple[str, str]] | None = None, **files: str) -> Bundle:
    """The small service with, in each named file, the first text replaced by the second."""
    texts = {**FILES, **{name.replace("__", "/"): text for name, text in files.items()}}
    for file, (old, new) in (changes or {}).items():
        assert old in texts[file], (file, old)
        texts[file] = texts[file].replace(old, new, 1)
    return Bundle(texts)


def refusal_of(bundle: Bundle) -> str:
    """All mistakes named when the bundle is loaded, one a line."""
    try:
        load(bundle, law=LAW)
    except DefinitionRefused as refused:
        return refused.text
    return "wczytano"
