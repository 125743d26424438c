"""What comes in: contributions by transfer, in cash, by debit; what nobody recognises; the calls."""
