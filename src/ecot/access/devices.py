"""Tokens of tills: a cash register acts for one point of sale, without a person and without a session.

The token is shown once, when it is given; only its digest is kept. It has 256 bits of chance, so
one fast digest is enough and nobody can try them all. Called by the `api` face, the office and the
commands. No money moves here.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ecot.access import audit, refusals
from ecot.access.models import Device
from ecot.access.queries import KnownDevice, device_question
from ecot.records.asking import ask
from ecot.records.audit import record
from ecot.records.deed import deed
from ecot.values.act import Act
from ecot.values.refusal import refuse

PREFIX: Final = "ecot-till-"
"""What every token begins with, so that one left in a file is recognised for what it is."""


@dataclass(frozen=True, slots=True)
class GivenDevice:
    """A device and its token, in clear this once."""

    device_id: int
    token: str


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A device that may pay now."""

    device_id: int
    acts_for: str
    label: str
    since_at: datetime


@deed
def give_device(act: Act, *, acts_for: str, label: str) -> GivenDevice:
    """A cash register gets a token for a point of sale (its opaque reference).

    Refused: a register without a name, since one could not tell later which one to take back.
    """
    name = label.strip()
    if not name:
        raise refuse(refusals.DEVICE_WITHOUT_NAME)
    token = PREFIX + secrets.token_urlsafe(32)
    device = Device.objects.create(
        acts_for=acts_for, label=name, token_digest=_digest(token), since_at=act.at
    )
    record(act, audit.DEVICE_GIVEN, subject=acts_for, label=name)
    return GivenDevice(device.pk, token)


@deed
def end_device(act: Act, *, device_id: int) -> DeviceView:
    """A cash register pays no more, from this moment on. Refused: unknown, or ended already."""
    device = Device.objects.filter(pk=device_id, until_at=None).first()
    if device is None:
        raise refuse(refusals.DEVICE_ENDED)
    device.until_at = act.at
    device.save(update_fields=["until_at"])
    record(act, audit.DEVICE_ENDED, subject=device.acts_for, label=device.label)
    return _view(device)


def device_with(token: str) -> KnownDevice | None:
    """The device that bears this token now; None where there is none, or no longer."""
    return ask(device_question(_digest(token)))


def devices(acts_for: str = "") -> list[DeviceView]:
    """The devices that may pay now: of one point of sale, or all."""
    rows = Device.objects.filter(until_at=None).order_by("id")
    return [_view(row) for row in (rows.filter(acts_for=acts_for) if acts_for else rows)]


def _view(device: Device) -> DeviceView:
    return DeviceView(device.pk, device.acts_for, device.label, device.since_at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
