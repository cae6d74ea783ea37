"""Paying a fee: to the gateway and back, the fake gateway's own page, and the notice it sends."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from secrets import token_hex
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from okienko.language.errors import Refusal
from okienko.payments import actions
from okienko.payments.errors import CallbackRefused
from okienko.payments.gateway import Order
from okienko.payments.queries import gateway, payment_about
from okienko.portal.pages import SeeOther, Visit, office_page, portal_page, safe_path, show
from okienko.submissions.queries import submission_for
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

GATEWAY = System("bramka-platnosci")
FIELDS = ("office", "payment", "amount", "title", "return", "sign")


@require_POST
@office_page
def pay(visit: Visit, submission: UUID) -> HttpResponse:
    """The payer sets out for the gateway; a fee that is paid leads back to the matter."""
    back = visit.url("sprawa", submission)
    resident = visit.required(back)
    found = submission_for(resident, submission)
    payment = payment_about(found.urn) if found is not None else None
    if payment is None:
        raise Http404
    if payment.paid_at is not None:
        return SeeOther(back)
    actions.start(payment, by=resident)
    return SeeOther(gateway().pay_url(Order(visit.here.id, str(payment.pk), payment.amount, payment.title, back)))


@portal_page
def fake_gateway(visit: Visit) -> HttpResponse:
    """The fake gateway's own page: pay or give up. Paying makes a signed notice, as a real one would."""
    if not settings.DEMO:
        raise Http404
    given = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    order = {name: given.get(name, "") for name in FIELDS}
    if not order["sign"].isascii() or not gateway().ordered(order):
        raise CallbackRefused(
            "To zlecenie płatności jest zmienione albo niepełne. Wróć do sprawy i spróbuj jeszcze raz."
        )
    back = safe_path(order["return"])
    if not visit.posted:
        return show(visit, "fake_gateway.html", order=order, amount=Decimal(order["amount"]), cancel=back)
    settle(_notice_of(order))
    return SeeOther(f"{back}?zaplacono=1")


def _notice_of(order: Mapping[str, str]) -> dict[str, str]:
    fields = {name: order[name] for name in ("office", "payment", "amount")} | {"reference": token_hex(8).upper()}
    return fields | {"sign": gateway().sign(fields)}


def settle(fields: Mapping[str, str]) -> bool:
    """A signed notice is taken: the fee is paid. Twice or late changes nothing; returns whether this one did."""
    if not fields.get("sign", "").isascii():
        raise CallbackRefused("Podpis powiadomienia o płatności się nie zgadza.")
    notice = gateway().notice(fields)
    with acting_for(notice.office_id):
        return actions.settle(notice, by=GATEWAY)


@csrf_exempt
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """The gateway's server-side notice; a forged one is a 403."""
    try:
        fresh = settle(request.POST.dict())
    except Refusal as refusal:
        problem = {"type": "about:blank", "status": 403, "title": refusal.text, "code": refusal.code}
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    return JsonResponse({"przyjeto": fresh})
