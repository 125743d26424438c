"""The room `till`: a household pays a shop, by card, number and code or paper slip; refunds and corrections."""
