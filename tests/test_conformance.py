"""The runner of public suites: it counts only results that expect a value, and compares values, not texts."""

import subprocess
import sys
from pathlib import Path

from okienko.language.tests.decisions import decision, given, text, xml

ROOT = Path(__file__).resolve().parents[1]
CASES = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<modelName>m.dmn</modelName>
<testCase id="1"><inputNode name="x"><value xsi:type="xsd:decimal">2</value></inputNode>
 <resultNode name="dobra"><expected><list><item><value xsi:type="xsd:decimal">2.0</value></item></list></expected>
 </resultNode>
 <resultNode name="zła"><expected><value xsi:type="xsd:date">2026-01-01</value></expected></resultNode>
 <resultNode name="nikt" errorResult="true"><expected><value xsi:nil="true"/></expected></resultNode></testCase>
<testCase id="2" type="decisionService" invocableName="usługa">
 <resultNode name="zła"><expected><value xsi:type="xsd:string">2026-01-01</value></expected></resultNode></testCase>
<testCase id="3"><resultNode name="zła"><expected><value xsi:type="xsd:date">12026-01-01</value></expected>
 </resultNode></testCase></testCases>"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "tools/conformance.py", *words]
    return subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)


def test_suite_is_counted_and_what_fails_is_listed(tmp_path: Path) -> None:
    folder = tmp_path / "compliance-level-3" / "0001-proba"
    folder.mkdir(parents=True)
    (folder / "0001-test-01.xml").write_text(CASES, "utf-8")
    service = (
        '<decisionService name="usługa"><outputDecision href="#zła"/><outputDecision href="#dobra"/></decisionService>'
    )
    body = given("x") + decision("dobra", text("[x]"), needs="x") + decision("zła", text('"2026-01-01"')) + service
    (folder / "m.dmn").write_text(xml(body), "utf-8")

    said = run("--dmn-tck", str(tmp_path))

    assert said.returncode == 1
    assert "poziom 3: 2 z 4 wyników, które mają wartość (50.0 %); wszystkich 3 z 5" in said.stdout
    assert '0001-proba: 1 zła: oczekiwano 2026-01-01, jest "2026-01-01"' in said.stdout
    assert "0001-proba: 3 zła: nie ma u nas wartości 12026-01-01" in said.stdout
    assert run("--dmn-tck", str(tmp_path), "--need-3", "0.5").returncode == 0


def test_without_the_suite_it_says_what_it_needs() -> None:
    said = run()
    assert (said.returncode, "DMN_TCK=" in said.stderr) == (2, True)
