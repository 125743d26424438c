"""Dated, sourced facts that ship with the product, and their strict loader. No rule, no Django."""
