"""Residents belong to the installation (local rows); clerks, parties and authorisations to an office."""

from __future__ import annotations

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from okienko.tenancy.ids import uuid7
from okienko.tenancy.models import TenantFK, TenantModel


class Resident(models.Model):
    """A person with an account, the same for all offices. Tenant rows hold its id as a bare UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.CharField(max_length=20)  # fake, login.gov.pl, oidc
    subject = models.CharField(max_length=120)  # who it is at the provider
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    pesel = models.CharField(max_length=11, default="")
    address = models.CharField(max_length=200, default="")
    email = models.CharField(max_length=120, default="")
    epoch = models.IntegerField(default=0)  # raising it ends every session of this person

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "subject"], name="people_resident_once")]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def urn(self) -> str:
        return f"urn:okienko:resident:{self.id}"


class Wanted(models.TextChoices):
    """About what a resident wants an e-mail."""

    ALL = "wszystkie", "O wszystkim, co na mnie czeka"
    LETTERS = "pisma", "Tylko o pismach"
    NONE = "zadne", "Nie chcę zawiadomień"


class Profile(models.Model):
    """How a resident wants to be reached. Apart from `Resident`, which each login writes anew."""

    resident = models.OneToOneField(Resident, models.CASCADE, primary_key=True, related_name="profile")
    email = models.CharField(max_length=254, default="")  # confirmed by the link that was sent to it
    phone = models.CharField(max_length=20, default="")
    address = models.JSONField(default=dict)  # for letters on paper: ulica, nr, kod, miejscowosc
    wanted = models.CharField(max_length=12, choices=Wanted.choices, default=Wanted.ALL)
    asked_email = models.CharField(max_length=254, default="")  # waits to be confirmed
    asked_hash = models.CharField(max_length=64, default="")  # SHA-256 of the token in that link
    asked_at = models.DateTimeField(null=True)


class AccountEvent(models.Model):
    """What happened to an account of the installation: which thing, never its value. Appended only (adr/064)."""

    class What(models.TextChoices):
        CONTACT = "kontakt", "Telefon albo adres zmieniony"
        NOTICES = "zawiadomienia", "Wybór zawiadomień zmieniony"
        EMAIL_ASKED = "email-podany", "Podany nowy adres e-mail, czeka na potwierdzenie"
        EMAIL_CONFIRMED = "email", "Adres e-mail potwierdzony"
        EMAIL_DROPPED = "email-usuniety", "Adres e-mail usunięty"
        SIGNED_OUT = "wylogowanie", "Wylogowanie na wszystkich urządzeniach"
        DATA_TAKEN = "dane", "Dane pobrane"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    resident = models.ForeignKey(Resident, models.CASCADE, related_name="events")
    what = models.CharField(max_length=20, choices=What.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["resident", "-at"], name="people_event_newest")]


class Account(AbstractBaseUser):
    """How a member of staff logs in; a clerk is tied to it by value."""

    login = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField(default=True)
    one_time = models.BooleanField(default=False)  # the password is known to whoever made the account

    objects = BaseUserManager()

    USERNAME_FIELD = "login"


class LoginTry(models.Model):
    """One try to log in that did not succeed; the login is kept as a hash, since people type passwords there."""

    login = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["login", "at"], name="people_try_login"),
            models.Index(fields=["at"], name="people_try_at"),
        ]


class Clerk(TenantModel):
    """A person who works for an office, in one unit."""

    account_id = models.IntegerField()
    unit = TenantFK("offices.Unit", related_name="clerks")
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    position = models.CharField(max_length=120)
    head = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    admin = models.BooleanField(default=False)  # sets up the office: services, units, people, letterhead
    keys = models.BooleanField(default=True)  # keys alone are shortcuts at the desk (WCAG 2.1.4)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "account_id"], name="people_clerk_account")]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Authorisation(TenantModel):
    """Leave to sign for a body (k.p.a. art. 268a), by class of matter and dates; empty class: all."""

    clerk = TenantFK(Clerk, related_name="authorisations")
    body = models.CharField(max_length=40)
    service = models.CharField(max_length=80, default="")
    number = models.CharField(max_length=60)
    given_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        pass

    def covers(self, body: str, service: str, day: date) -> bool:
        """Whether it allows signing for this body in this class of matter on this day."""
        if self.body != body or self.service not in ("", service):
            return False
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Party(TenantModel):
    """A person or a company as an office knows them in one matter: a copy of that day, not a live account."""

    resident_id = models.UUIDField(null=True)
    first_name = models.CharField(max_length=80)  # both names are empty for a company
    last_name = models.CharField(max_length=80)
    company = models.CharField(max_length=200, default="")  # empty for a person
    nip = models.CharField(max_length=10, default="")
    krs = models.CharField(max_length=10, default="")
    pesel = models.CharField(max_length=11, default="")
    address = models.CharField(max_length=200, default="")
    email = models.CharField(max_length=120, default="")

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["office_id", "resident_id"], name="people_party_resident")]

    @property
    def name(self) -> str:
        return self.company or f"{self.first_name} {self.last_name}"


class Mandate(TenantModel):
    """Who acts for whom (k.p.a. art. 32, 33) in one matter, named by its URN."""

    principal = TenantFK(Party, related_name="mandates_given")
    attorney = TenantFK(Party, related_name="mandates_held")
    matter = models.CharField(max_length=200)
    close_family = models.BooleanField(default=False)
    given_on = models.DateField(null=True)

    class Meta(TenantModel.Meta):
        pass


class Away(models.TextChoices):
    """Why somebody is absent: short on purpose, never anything about health."""

    LEAVE = "urlop", "urlop"
    TRAINING = "szkolenie", "szkolenie"
    TRIP = "wyjazd", "wyjazd służbowy"
    OTHER = "inna", "inna nieobecność"


class Absence(TenantModel):
    """A clerk is away, and who works on their cases meanwhile. It gives no leave to sign."""

    clerk = TenantFK(Clerk, related_name="absences")
    substitute = TenantFK(Clerk, null=True, related_name="substitutions")
    first_on = models.DateField()
    last_on = models.DateField()
    reason = models.CharField(max_length=12, choices=Away.choices)
    cancelled = models.BooleanField(default=False)  # taken back before it began

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["office_id", "last_on"], name="people_absence_last")]

    def lasts(self, day: date) -> bool:
        """Whether the clerk is away on that day."""
        return not self.cancelled and self.first_on <= day <= self.last_on
