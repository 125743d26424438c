"""Filters and tags of every template: amounts, days, months. No figure is worked out here."""

from __future__ import annotations

from django import template

register = template.Library()
