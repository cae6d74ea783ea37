"""The words of a service's files, with explanations for the people who write them: the only list there is.

The loader refuses whatever is not here. What may stand behind a word says `shapes.py`; of both, and of the service of
examples (`language/examples/`), `docs/service-words.md` and the JSON Schemas are made.
"""

from __future__ import annotations

from collections.abc import Mapping

from okienko.language.questions import KINDS

Words = Mapping[str, str]

LAW: Words = {
    "text": "Akt i artykuł, tak jak się je przywołuje.",
    "confirmed": "yes tylko wtedy, gdy jest `source`; no: pokazujemy jako niepotwierdzone.",
    "source": "Nazwa źródła z `data/sources.yaml`.",
    "eli": "Adres aktu w ELI.",
}
SERVICE: Words = {
    "service": "Nazwa usługi: ta sama co nazwa folderu.",
    "version": "Wersja wydania, na przykład 1.0.0.",
    "name": "Nazwa urzędowa.",
    "plain_name": "Nazwa, której użyłby mieszkaniec.",
    "summary": "Dla kogo jest usługa i co daje, w dwóch zdaniach.",
    "keywords": "Słowa, którymi ludzie szukają tej sprawy.",
    "who": "Kto może złożyć: osoba_fizyczna, przedsiebiorca, organizacja; jeden albo lista.",
    "aliases": "Inne nazwy z data/service_names.csv, pod którymi to ta sama usługa.",
    "tier": "Szczebel: gmina, powiat albo wojewodztwo; jeden albo lista.",
    "organ": "Organ, który rozstrzyga, na przykład wojt, starosta, kierownik_usc; albo szczebel: organ.",
    "channel": "own: u nas; central: system państwowy; central_or_own: oba; visit: tylko w urzędzie.",
    "valid_from": "Od kiedy wydanie obowiązuje.",
    "law": "Podstawa prawna: tekst albo {text, confirmed, source, eli}; może być lista.",
    "competence": "Kto jest właściwy: tabela, której kolumna `organ` nazywa organ.",
    "fee": "Opłata: skąd kwota, za co, dla kogo.",
    "attachments": "Załączniki, każdy pod swoją nazwą.",
    "applicants": "Kilka osób może złożyć pismo razem: jak się nazywają i kiedy. Bez tego słowa składa jedna.",
    "deadlines": "Terminy, każdy pod swoją nazwą.",
    "outcomes": "Wyniki, którymi sprawa może się skończyć.",
    "letters": "Pisma, które wysyła urząd.",
    "tasks": "Co urzędnik robi w kroku procesu, a co system (pismo kroku usługowego albo wysyłającego); nazwa to id "
    "kroku w process.bpmn.",
    "messages": "Co mieszkaniec może przysłać do trwającej sprawy; nazwa to nazwa wiadomości w process.bpmn.",
    "ends": "Który koniec procesu albo krok, w którym sprawa jest już załatwiona, jest którym wynikiem.",
    "local": "Punkty otwarte: co urząd ustawia u siebie. Reszta jest zamknięta prawem.",
    "archive": "Kategoria archiwalna, na przykład B5.",
    "appeal": "Do kogo wnosi się odwołanie.",
    "after": "Co będzie dalej, po kolei; pokazujemy na stronie usługi.",
    "procedure": "Nazwa postępowania: jego czynności stoją w services/shared/acts/, na przykład kpa.",
    "process": "Nazwa procesu wzorcowego z folderu processes/, gdy usługa nie ma własnego process.bpmn.",
}
COMPETENCE: Words = {"table": "Tabela; ostatnia kolumna to podstawa.", "law": "Podstawa prawna."}
FEE: Words = {
    "rule": "Reguła z rules.yaml, która daje kwotę.",
    "what": "Za co się płaci.",
    "payee": "Na czyj rachunek: gmina, powiat, województwo albo Skarb Państwa.",
    "account": "Punkt otwarty z numerem tego rachunku; potrzebne, gdy jest ich kilka.",
    "law": "Podstawa prawna.",
    "consequence": "Co się stanie, gdy opłaty nie będzie. Złożenie nigdy na nią nie czeka.",
}
ATTACHMENT: Words = {
    "label": "Nazwa załącznika dla mieszkańca.",
    "needed": "Kiedy jest wymagany (FEEL). Bez tego słowa można go dodać, ale nie trzeba.",
    "hint": "Jak go przygotować.",
    "why": "Po co jest urzędowi.",
    "later": "Co się stanie, gdy wymaganego załącznika nie ma: z tym słowem wysłanie na niego nie czeka.",
    "at_most": "Ile plików najwyżej.",
    "law": "Podstawa prawna.",
}
APPLICANTS: Words = {
    "label": "Jak nazywamy osoby, które składają pismo razem z wypełniającym.",
    "text": "Po co są potrzebne: jedno zdanie dla mieszkańca.",
    "when": "Kiedy składa się razem (FEEL). Bez tego słowa zawsze wolno kogoś zaprosić.",
    "at_least": "Ile osób najmniej, poza wypełniającym; bez tego słowa 0.",
    "law": "Podstawa prawna.",
}
DEADLINE: Words = {
    "label": "Nazwa terminu dla ludzi.",
    "whose": "Czyj to termin: urzad, mieszkaniec albo inny.",
    "within": "Jak długi: 14 days, 7 working days, 6 months.",
    "from": "Od czego biegnie: zlozenie, id kroku, wydanie <pismo>, doreczenie <pismo>, wplyw <wiadomość>; "
    "może być lista.",
    "law": "Podstawa prawna.",
    "silence": "Wynik, który następuje sam, gdy termin minie.",
    "shift": "Czy koniec w dzień wolny przechodzi na roboczy: yes, no albo disputed (sporne).",
    "kept_by": "Co zachowuje termin: act (czynność), dispatch (nadanie), receipt (wpływ).",
    "pauses": "Okresy, które się nie liczą.",
    "restarts": "Zdarzenia, od których biegnie na nowo.",
    "met_by": "Zdarzenia, które go dotrzymują.",
}
PAUSE: Words = {
    "from": "Zdarzenie, od którego dni się nie liczą.",
    "to": "Zdarzenie, które kończy przerwę; może być lista.",
    "law": "Podstawa prawna.",
}
OUTCOME: Words = {
    "text": "Co przeczyta mieszkaniec.",
    "kind": "positive, negative albo neutral.",
    "explains": "Jeszcze jedno zdanie: co teraz wolno.",
    "until": "Termin, po którym wynik przestaje obowiązywać.",
    "expired": "Co przeczyta mieszkaniec po tym terminie.",
}
LETTER: Words = {
    "label": "Nazwa pisma dla ludzi.",
    "template": "Plik pisma, na przykład letters/wezwanie.typ.",
    "effect": "decision, order, certificate, notice albo receipt. Dwa pierwsze podpisuje upoważniony.",
    "law": "Podstawa prawna: jedna albo lista.",
    "remedy": "Co służy od pisma: appeal (odwołanie), complaint (zażalenie) albo none. Decyzja ma appeal.",
    "asks": "Co urzędnik wybiera, pisząc: powody, braki.",
    "automatic": "yes: wystawia je system pod pieczęcią, bez urzędnika.",
    "answer": "Wiadomość, którą mieszkaniec odpowiada na to pismo.",
}
TASK: Words = {
    "label": "Nazwa kroku dla urzędnika.",
    "ask": "O co pytamy urzędnika.",
    "letter": "Pismo, które powstaje w tym kroku.",
    "letter_by": "Zamiast letter: pytanie z wyborem, od którego zależy, jakie pismo powstaje.",
    "letters": "Odpowiedź na to pytanie: pismo.",
    "day": "Pytanie o datę, która jest dniem zdarzenia.",
    "event": "Co się stało, w dopełniaczu, do zdań „14 dni od …”: oględzin.",
    "text": "Wyjaśnienie dla urzędnika.",
    "law": "Podstawa prawna.",
}
ACT: Words = {
    "act": "Nazwa czynności: kpa_…, bez powtórzeń z krokami procesu.",
    "label": "Nazwa czynności dla urzędnika.",
    "text": "Wyjaśnienie dla urzędnika.",
    "law": "Podstawa prawna czynności i jej pisma.",
    "ask": "O co pytamy urzędnika.",
    "letter": "Pismo, które z niej powstaje; te same słowa co w pismach usługi, bez law.",
    "clock": "Co z terminami urzędu: none, freeze (stają), thaw (ruszają), extend (nowy dzień), end (koniec sprawy), "
    "restore (spóźnione pismo jest w terminie), halt (stają wszystkie terminy, także stron).",
    "resumes": "Czynność, po której terminy stały, a ta je wznawia.",
    "until": "Pytanie o datę, która jest nowym ostatnim dniem terminu.",
    "outcome": "Wynik, którym sprawa się kończy: {text, kind, explains}.",
    "after": "Kiedy wolno: open (sprawa trwa), settled (po rozstrzygnięciu), any albo called (gdy wymaga jej pismo).",
    "follows": "Czynność, po której ta może być wykonana, raz.",
}
PLEA: Words = {
    "message": "Nazwa pisma strony, które może wpłynąć w każdej sprawie tego postępowania.",
    "label": "Nazwa dla mieszkańca.",
    "text": "Wyjaśnienie dla mieszkańca.",
    "ask": "O co pytamy mieszkańca.",
    "late": "Czynność, której pismo wymaga od urzędu, gdy może wpłynąć dopiero po terminie.",
    "within": "Ile jest czasu na to pismo.",
    "since": "Pytanie o dzień, od którego ten czas biegnie.",
    "calls": "Zamiast late: czynność, której wymaga pismo, które może wpłynąć zawsze, dopóki sprawa trwa.",
    "law": "Podstawa prawna.",
}
DUTY: Words = {
    "deadline": "Nazwa terminu: kpa_…, bez powtórzeń z terminami usługi. Nie staje i nie da się go przedłużyć.",
    "label": "Nazwa terminu dla ludzi.",
    "whose": "Czyj to termin: urzad, mieszkaniec albo inny.",
    "within": "Jak długi: 7 days.",
    "from": "Od czego biegnie: wplyw <pismo strony> albo nazwa czynności; może być lista.",
    "met_by": "Czynności, które go dotrzymują.",
    "law": "Podstawa prawna.",
}
MESSAGE: Words = {
    "label": "Nazwa wiadomości dla mieszkańca.",
    "ask": "O co pytamy mieszkańca.",
    "attachments": "Czy można dołączyć pliki.",
    "text": "Wyjaśnienie dla mieszkańca.",
    "late": "Czynność postępowania, której wymaga, gdy wpłynie po terminie. Bez tego słowa spóźnionej nie przyjmujemy.",
}
OPEN_POINT: Words = {
    "text": "Co urząd ustawia.",
    "type": "text, money, number, account, choice, file-class albo question (jedno własne pytanie urzędu).",
    "default": "Wartość, gdy urząd nic nie ustawi.",
    "required": "no: może zostać puste.",
    "minimum": "Najmniej.",
    "maximum": "Najwięcej.",
    "options": "Wartości do wyboru.",
    "who": "Kto może ustawić: urzad albo centrum.",
    "law": "Podstawa prawna.",
    "when": "Kiedy urząd to ustawia (FEEL nad pozostałymi punktami otwartymi); inaczej wartości nie ma.",
    "page": "Przy type: question: strona formularza, na której urząd może dodać swoje pytanie. Reguły go nie widzą.",
    "resolution": "yes: wartość pochodzi z uchwały rady, urząd podaje jej numer i dzień.",
}
FORM: Words = {"pages": "Strony formularza, w tej kolejności. Jedna strona to jedna sprawa."}
PAGE: Words = {
    "page": "Nazwa strony.",
    "title": "Tytuł, najlepiej pytanie.",
    "intro": "Zdanie przed pytaniami.",
    "ask": "Pytania albo słowo attachments (strona załączników).",
    "many": "Nazwa listy, gdy strona pyta o kilka takich samych rzeczy.",
    "one": "Jak nazywa się jedna rzecz z listy.",
    "at_least": "Ile rzeczy najmniej.",
    "at_most": "Ile rzeczy najwyżej.",
    "when": "Kiedy strona jest pokazywana (FEEL).",
    "stop": "Kiedy usługa kończy się bez złożenia: {when, text, go, law}; może być lista.",
    "warn": "Ostrzeżenie, które niczego nie zatrzymuje: {when, text, law}; może być lista.",
}
QUESTION: Words = {
    "id": "Nazwa pytania; tej nazwy używają reguły.",
    "shared": "Zamiast id: pytanie z services/shared/questions.yaml.",
    "text": "Pytanie.",
    "type": f"Typ odpowiedzi: {', '.join(KINDS)}. Co znaczą, mówi tabela niżej.",
    "hint": "Podpowiedź pod pytaniem.",
    "missing": "Zdanie, gdy nie ma odpowiedzi albo nie da się jej odczytać.",
    "options": "Odpowiedzi do wyboru: lista albo wartość: etykieta.",
    "unit": "Jednostka liczby, na przykład cm.",
    "when": "Kiedy pytamy (FEEL).",
    "check": "Warunek, który odpowiedź musi spełnić: {rule, text}; może być lista.",
    "optional": "yes: można nie odpowiadać.",
    "several": "yes: można wybrać kilka odpowiedzi.",
    "minimum": "Najmniejsza liczba.",
    "maximum": "Największa liczba.",
    "decimals": "Ile miejsc po przecinku.",
    "max_length": "Ile znaków najwyżej.",
    "columns": "Kolumny tabeli: pytania prostych typów, każde z id, text i type.",
    "at_least": "Ile wierszy tabeli najmniej.",
    "at_most": "Ile wierszy tabeli (bez tego słowa 10) albo plików (bez tego słowa 1) najwyżej.",
    "statement": "Treść oświadczenia, które się potwierdza.",
    "law": "Podstawa prawna pytania.",
    "registers": "Rejestr, w którym urząd sam to sprawdzi (tylko w pytaniach wspólnych): takiego pytania "
    "zadać nie wolno (art. 220 KPA).",
}
CHECK: Words = {"rule": "Warunek (FEEL).", "text": "Zdanie, gdy warunek nie jest spełniony."}
STOP: Words = {
    "when": "Warunek (FEEL).",
    "text": "Dlaczego to nie ta usługa i co zrobić.",
    "go": "Usługa, do której kierujemy.",
    "law": "Podstawa prawna.",
}
WARN: Words = {"when": "Warunek (FEEL).", "text": "Ostrzeżenie.", "law": "Podstawa prawna."}
RULES: Words = {"decisions": "Reguły: każda rozstrzyga jedną nazwę."}
RULE: Words = {
    "decide": "Nazwa, którą reguła rozstrzyga. Gdy pyta o nią krok procesu (businessRuleTask), reguła czyta też "
    "odpowiedzi urzędnika, a formularz jej nie czyta.",
    "text": "Co rozstrzyga, zwykłymi słowami.",
    "each": "Lista, dla której każdej rzeczy reguła działa osobno.",
    "law": "Podstawa prawna.",
    "table": "Tabela: kolumny warunków, kolumna wyniku, na końcu podstawa.",
    "formula": "Zamiast tabeli: wyrażenie FEEL w jednym wierszu.",
    "hit": "Który wiersz wygrywa: FIRST (domyślnie), UNIQUE, ANY.",
    "dated": "Dane prawa z datą, które reguła czyta.",
    "show": "Pod jaką nazwą wynik widzi mieszkaniec i urzędnik. Bez tego słowa wynik nie jest pokazywany.",
    "unit": "Jednostka pokazanego wyniku, na przykład zł albo zł miesięcznie.",
}
STORY: Words = {
    "story": "Tytuł: co się dzieje.",
    "day": "Dzień, w którym mieszkaniec wypełnia formularz.",
    "at": "Zamiast dnia: dzień i godzina.",
    "given": "Odpowiedzi; złożona z części jako {część: wartość}, tabela jako lista wierszy, plik jako lista nazw.",
    "office": "Fakty o urzędzie i wartości punktów otwartych.",
    "expect": "Co ma się okazać prawdą.",
    "then": "Co dzieje się potem, krok po kroku.",
}
STEP: Words = {
    "day": "Dzień kroku.",
    "at": "Dzień i godzina kroku.",
    "did": "Krok procesu, który urzędnik skończył.",
    "act": "Czynność postępowania, którą urzędnik wykonał, na przykład kpa_zawies.",
    "answers": "Jego odpowiedzi.",
    "sent": "Wiadomość, którą przysłał mieszkaniec.",
    "posted": "Przy sent: dzień nadania pisma na poczcie, gdy wysłano je na papierze.",
    "collected": "Pismo, które mieszkaniec odebrał.",
    "withdrew": "true: mieszkaniec wycofał sprawę.",
    "expect": "Co ma się okazać prawdą po kroku.",
}
EXPECT: Words = {
    "pages": "Strony, które widać.",
    "stopped": "Strona, na której usługa się kończy, albo false.",
    "sent_to": "Usługa, do której kierujemy.",
    "incomplete": "Pierwsza strona, na której brakuje odpowiedzi, albo false gdy można złożyć.",
    "fee": "Kwota opłaty.",
    "why": "Słowa, które muszą być w wyjaśnieniu opłaty.",
    "attachments": "Załączniki wymagane.",
    "applicants": "true, gdy pismo składa się razem z innymi; false, gdy nie.",
    "warnings": "Strony, na których pokazano ostrzeżenie.",
    "competent": "Organ właściwy.",
    "problems": "Pytania, których odpowiedź nie przechodzi sprawdzenia.",
    "decisions": "Wartości reguł.",
    "shown": "Reguły, które widzi mieszkaniec: słowa z wyniku albo powodu; false, gdy reguły nie widać.",
    "deadlines": "Terminy i ich dni; przy spornych lista dwóch dni.",
    "tasks": "Otwarte kroki urzędnika.",
    "acts": "Czynności postępowania, które wolno teraz wykonać.",
    "turn": "Czyja kolej: urzad, mieszkaniec albo nikt.",
    "letters": "Pisma wydane w tym kroku.",
    "outcome": "Wynik, albo false gdy sprawa trwa.",
    "refused": "true: ten krok nie jest możliwy.",
}

TEXTS: Words = {
    "service": "name, plain_name, summary, appeal, keywords (po przecinku), after (lista).",
    "fee": "what, payee, consequence.",
    "pages": "Nazwa strony: title, intro, one, stop (lista), warn (lista).",
    "questions": "Id pytania: text, hint, missing, options (wartość: tekst), check (lista).",
    "rules": "Nazwa reguły, którą widzi mieszkaniec: show, rows (polska podstawa: tłumaczenie).",
    "attachments": "Nazwa załącznika: label, hint, why, later.",
    "applicants": "label, text.",
    "deadlines": "Nazwa terminu: label.",
    "outcomes": "Nazwa wyniku: text, explains, expired.",
    "letters": "Nazwa pisma: label. Samo pismo jest zawsze po polsku.",
    "tasks": "Id kroku: label, tak jak ma go zobaczyć mieszkaniec.",
    "messages": "Nazwa wiadomości: label, text.",
    "local": "Nazwa punktu otwartego, który widzi mieszkaniec: text, options.",
}
SECTIONS: Mapping[str, tuple[str, Words]] = {
    "service": ("service.yaml: co obiecujemy", SERVICE),
    "law": ("Podstawa prawna", LAW),
    "competence": ("Właściwość", COMPETENCE),
    "fee": ("Opłata", FEE),
    "attachment": ("Załącznik", ATTACHMENT),
    "applicants": ("Kilku składających", APPLICANTS),
    "deadline": ("Termin", DEADLINE),
    "pause": ("Przerwa w terminie", PAUSE),
    "outcome": ("Wynik", OUTCOME),
    "letter": ("Pismo", LETTER),
    "task": ("Krok urzędnika", TASK),
    "act": ("services/shared/acts/*.yaml: czynność postępowania", ACT),
    "plea": ("services/shared/acts/*.yaml: pismo strony", PLEA),
    "duty": ("services/shared/acts/*.yaml: termin czynności", DUTY),
    "message": ("Wiadomość mieszkańca", MESSAGE),
    "open-point": ("Punkt otwarty", OPEN_POINT),
    "form": ("form.yaml: o co pytamy", FORM),
    "page": ("Strona", PAGE),
    "question": ("Pytanie", QUESTION),
    "check": ("Sprawdzenie odpowiedzi", CHECK),
    "stop": ("Koniec bez złożenia", STOP),
    "warn": ("Ostrzeżenie", WARN),
    "rules": ("rules.yaml: jak rozstrzyga prawo", RULES),
    "rule": ("Reguła", RULE),
    "texts": ("texts/en.yaml: tłumaczenia; czego nie ma, widać po polsku", TEXTS),
    "story": ("stories/*.yaml: historia", STORY),
    "step": ("Krok historii", STEP),
    "expect": ("Oczekiwania", EXPECT),
}
