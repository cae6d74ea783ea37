"""A made-up service that uses all that a process can do: rules, scripts, opinions of several bodies, a resignation."""

from okienko.language.bundle import Bundle
from okienko.language.tests.small_service import FILES

SERVICE = """\
tasks:
  zbadaj:
    label: Zbadaj
    ask:
      - {id: drzew, text: Ile drzew?, type: number}
  zaopiniuj:
    label: Wpisz opinię
    ask:
      - {id: opinia, text: Jaka opinia?, type: choice, options: [zgoda, sprzeciw]}
  zawiadom: {label: Zawiadomienie, letter: list}
  oglos: {label: Ogłoszenie, letter: list}
  wydaj: {label: Wydaj}
  popraw: {label: Popraw}
  odnotuj: {label: Odnotuj rezygnację}
messages:
  odpowiedz: {label: Odpowiedź}
  rezygnacja: {label: Rezygnacja}
ends: {koniec: zgoda, koniec_rezygnacji: odmowa, koniec_sprzeciwu: odmowa}
"""
RULES = """\
  - decide: tryb
    law: art. 12
    table: |
      | drzew | duzy | tryb     | podstawa |
      | > 9   | -    | trudny   | art. 12  |
      | > 0   | -    | zwykly   | art. 13  |
"""
PROCESS = """\
<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">
 <message id="m" name="odpowiedz"/>
 <message id="r" name="rezygnacja"/>
 <escalation id="alarm" escalationCode="alarm"/>
 <process id="p" isExecutable="true">
  <startEvent id="start"/>
  <userTask id="zbadaj" name="Zbadaj"/>
  <scriptTask id="policz" name="Policz"><script>
   razem = drzew * 2
   organy = if drzew > 20 then ["konserwator", "lasy", "wody"] else ["konserwator", "lasy"]
  </script></scriptTask>
  <businessRuleTask id="tryb" name="Ustal tryb"/>
  <boundaryEvent id="bez_trybu" name="Nie ma trybu" attachedToRef="tryb"><errorEventDefinition/></boundaryEvent>
  <userTask id="popraw" name="Popraw"/>
  <inclusiveGateway id="co" name="Co trzeba?" default="do_razem"/>
  <subProcess id="opinie" name="Opinie">
   <startEvent id="opinie_start"/>
   <userTask id="zaopiniuj" name="Zaopiniuj">
    <multiInstanceLoopCharacteristics>
     <loopDataInputRef>organy</loopDataInputRef>
     <loopDataOutputRef>opinie_organow</loopDataOutputRef>
     <inputDataItem id="organ_opinii"/>
     <outputDataItem id="wynik_opinii" name="opinia"/>
     <completionCondition>opinia = "sprzeciw"</completionCondition>
    </multiInstanceLoopCharacteristics>
   </userTask>
   <exclusiveGateway id="jakie" name="Jakie?" default="do_konca_opinii"/>
   <intermediateThrowEvent id="alarm_opinii" name="Jest sprzeciw"><escalationEventDefinition escalationRef="alarm"/>
   </intermediateThrowEvent>
   <endEvent id="opinie_koniec"/>
   <sequenceFlow id="o1" sourceRef="opinie_start" targetRef="zaopiniuj"/>
   <sequenceFlow id="o2" sourceRef="zaopiniuj" targetRef="jakie"/>
   <sequenceFlow id="o3" sourceRef="jakie" targetRef="alarm_opinii">
    <conditionExpression>list contains(opinie_organow, "sprzeciw")</conditionExpression>
   </sequenceFlow>
   <sequenceFlow id="do_konca_opinii" sourceRef="jakie" targetRef="opinie_koniec"/>
   <sequenceFlow id="o4" sourceRef="alarm_opinii" targetRef="opinie_koniec"/>
  </subProcess>
  <boundaryEvent id="sprzeciw_organu" name="Sprzeciw" attachedToRef="opinie">
   <escalationEventDefinition/>
  </boundaryEvent>
  <sendTask id="zawiadom" name="Zawiadom"/>
  <inclusiveGateway id="razem" name="Razem"/>
  <intermediateThrowEvent id="oglos" name="Ogłoś"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>
  <userTask id="wydaj" name="Wydaj"/>
  <endEvent id="koniec"/>
  <endEvent id="koniec_sprzeciwu"><terminateEventDefinition/></endEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="zbadaj"/>
  <sequenceFlow id="f2" sourceRef="zbadaj" targetRef="policz"/>
  <sequenceFlow id="f3" sourceRef="policz" targetRef="tryb"/>
  <sequenceFlow id="f4" sourceRef="tryb" targetRef="co"/>
  <sequenceFlow id="f5" sourceRef="bez_trybu" targetRef="popraw"/>
  <sequenceFlow id="f6" sourceRef="popraw" targetRef="zbadaj"/>
  <sequenceFlow id="f7" sourceRef="co" targetRef="opinie">
   <conditionExpression>tryb = "trudny"</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="f8" sourceRef="co" targetRef="zawiadom">
   <conditionExpression>razem > 2</conditionExpression>
  </sequenceFlow>
  <sequenceFlow id="do_razem" sourceRef="co" targetRef="razem"/>
  <sequenceFlow id="f9" sourceRef="opinie" targetRef="razem"/>
  <sequenceFlow id="f10" sourceRef="zawiadom" targetRef="razem"/>
  <sequenceFlow id="f11" sourceRef="sprzeciw_organu" targetRef="koniec_sprzeciwu"/>
  <sequenceFlow id="f12" sourceRef="razem" targetRef="oglos"/>
  <sequenceFlow id="f13" sourceRef="oglos" targetRef="wydaj"/>
  <sequenceFlow id="f14" sourceRef="wydaj" targetRef="koniec"/>
  <subProcess id="rezygnacje" name="Rezygnacja" triggeredByEvent="true">
   <startEvent id="rezygnuje" name="Strona rezygnuje"><messageEventDefinition messageRef="r"/></startEvent>
   <userTask id="odnotuj" name="Odnotuj"/>
   <endEvent id="koniec_rezygnacji"/>
   <sequenceFlow id="r1" sourceRef="rezygnuje" targetRef="odnotuj"/>
   <sequenceFlow id="r2" sourceRef="odnotuj" targetRef="koniec_rezygnacji"/>
  </subProcess>
 </process>
</definitions>
"""
STORIES = """\
- story: Mało drzew, jedno zawiadomienie
  day: 2026-11-23
  given: {gatunek: topola, obwod: 96, rzeczy: [{waga: 6}]}
  expect: {tasks: [zbadaj]}
  then:
    - {day: 2026-11-24, did: zbadaj, answers: {drzew: 0}, expect: {tasks: [popraw]}}
    - {day: 2026-11-24, did: popraw, expect: {tasks: [zbadaj]}}
    - {day: 2026-11-25, did: zbadaj, answers: {drzew: 2}, expect: {tasks: [wydaj], letters: [list, list]}}
    - {day: 2026-11-26, did: wydaj, expect: {tasks: [], outcome: zgoda}}
- story: Dużo drzew, organy się zgadzają
  day: 2026-11-23
  given: {gatunek: topola, obwod: 96, rzeczy: [{waga: 6}]}
  then:
    - day: 2026-11-24
      did: zbadaj
      answers: {drzew: 12}
      expect: {tasks: [zaopiniuj, zaopiniuj], letters: [list]}
    - {day: 2026-11-25, did: zaopiniuj, answers: {opinia: zgoda}, expect: {tasks: [zaopiniuj], letters: []}}
    - {day: 2026-11-26, did: zaopiniuj, answers: {opinia: zgoda}, expect: {tasks: [wydaj], letters: [list]}}
- story: Jeden sprzeciw kończy opiniowanie
  day: 2026-11-23
  given: {gatunek: topola, obwod: 96, rzeczy: [{waga: 6}]}
  then:
    - {day: 2026-11-24, did: zbadaj, answers: {drzew: 22}}
    - {day: 2026-11-25, did: zaopiniuj, answers: {opinia: sprzeciw}, expect: {tasks: [], outcome: odmowa}}
- story: Strona rezygnuje w trakcie
  day: 2026-11-23
  given: {gatunek: topola, obwod: 96, rzeczy: [{waga: 6}]}
  then:
    - {day: 2026-11-24, did: zbadaj, answers: {drzew: 12}}
    - {day: 2026-11-25, sent: rezygnacja, expect: {tasks: [odnotuj]}}
    - {day: 2026-11-26, did: odnotuj, expect: {tasks: [], outcome: odmowa}}
"""


def consulting_bundle(changes: dict[str, tuple[str, str]] | None = None) -> Bundle:
    """The service, with in each named file the first text replaced by the second."""
    service = FILES["service.yaml"]
    begin, end = service.index("tasks:"), service.index("local:")
    service = service[:begin] + SERVICE + service[end:]
    service = service.replace("kind: positive}\n", "kind: positive}\n  odmowa: {text: Nie, kind: negative}\n", 1)
    service = service.replace(", answer: odpowiedz", "")
    texts = {
        **FILES, "service.yaml": service, "rules.yaml": FILES["rules.yaml"] + RULES, "process.bpmn": PROCESS,
        "stories/a.yaml": STORIES,
    }  # fmt: skip
    for file, (old, new) in (changes or {}).items():
        assert old in texts[file], (file, old)
        texts[file] = texts[file].replace(old, new, 1)
    return Bundle(texts)
