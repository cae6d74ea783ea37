"""A step of a process as a sentence for people."""

from __future__ import annotations

from okienko.language.feel import Expression
from okienko.language.processes._model import Flow, Node, Process

_SENT = {
    "message": "Wychodzi wiadomość",
    "signal": "Wychodzi sygnał",
    "escalation": "Sprawa idzie wyżej",
    "error": "Błąd",
}


def sentence(process: Process, node: Node) -> str:
    """What happens at the step, and where it leads if that is not plain."""
    flows = process.outgoing[node.id]
    if node.role == "start":
        return f"Początek: {node.label}."
    if node.role == "end":
        sent = f" {_SENT[node.event]}: {node.awaits or node.label}." if node.event in _SENT else ""
        return f"Koniec: {node.label}.{sent}"
    if node.kind == "boundaryEvent":
        return _beside(process, node, flows)
    if node.event == "link":
        return f"Dalej: {_targets(process, flows)}."
    if node.role in ("exclusive", "parallel", "inclusive", "events"):
        return _gateway(process, node, flows)
    return f"{_lead(process, node)}{_closed(node.label)}{_repeated(node)}"


def _beside(process: Process, node: Node, flows: tuple[Flow, ...]) -> str:
    host = process.nodes.get(node.attached_to or "")
    during = f"W czasie kroku „{host.label}” może" if host else "Może"
    stays = "" if node.interrupting else " Krok trwa dalej."
    return f"{during} zdarzyć się: {node.label}. Wtedy: {_targets(process, flows)}.{stays}"


def _gateway(process: Process, node: Node, flows: tuple[Flow, ...]) -> str:
    if len(flows) < 2:
        return f"Dalej: {_targets(process, flows)}."
    if node.role == "parallel":
        return f"Naraz: {_targets(process, flows)}."
    if node.role == "events":
        return f"Zależnie od tego, co nastąpi pierwsze: {_targets(process, flows)}."
    several = "Każda pasująca droga. " if node.role == "inclusive" else ""
    return several + " ".join([_asked(node), *(_branch(process, node, flow) for flow in flows)])


def _lead(process: Process, node: Node) -> str:
    if node.by_event:
        start = process.inner[node.id].starts[:1]
        when = f"Gdy nastąpi: {start[0].label}" if start else "W razie zdarzenia"
        rest = "przerywa to wszystko inne" if start and start[0].interrupting else "dzieje się to obok"
        return f"{when}, {rest}: "
    if node.role in ("receive", "catch"):
        return "Czekamy: "
    if node.role == "throw":
        return f"{_SENT.get(node.event, 'Wychodzi')}: "
    if node.role == "script":
        return f"System ustala ({', '.join(name for name, _ in node.assigns)}): "
    if node.role == "rule":
        return "System pyta regułę: "
    return "Kilka kroków: " if node.role in ("sub", "call") else ""


def _repeated(node: Node) -> str:
    repeat = node.repeat
    if repeat is None:
        return ""
    if repeat.kind == "while":
        return f" Powtarzane, dopóki {_words(repeat.test)}." if repeat.test else f" Powtarzane {repeat.most} razy."
    order = "naraz" if repeat.kind == "parallel" else "po kolei"
    many = f"dla każdego z „{_words(repeat.over)}”" if repeat.over else f"tyle razy: {_words(repeat.count)}"
    early = f" Koniec wcześniej, gdy {_words(repeat.test)}." if repeat.test else ""
    return f" Powtarzane {many}, {order}.{early}"


def _words(expression: Expression | None) -> str:
    return expression.text if expression else "?"


def _closed(label: str) -> str:
    return f"{label}{'' if label.endswith(('?', '.')) else '.'}"


def _asked(node: Node) -> str:
    return node.label if node.label.endswith("?") else f"{node.label}:"


def _targets(process: Process, flows: tuple[Flow, ...]) -> str:
    return ", ".join(process.nodes[flow.target].label for flow in flows)


def _branch(process: Process, node: Node, flow: Flow) -> str:
    target = process.nodes[flow.target].label
    if flow.name:
        return f"Jeśli „{flow.name}”: {target}."
    if flow.id == node.default:
        return f"W pozostałych przypadkach: {target}."
    return f"Jeśli {flow.condition.text}: {target}." if flow.condition else f"Zawsze: {target}."
