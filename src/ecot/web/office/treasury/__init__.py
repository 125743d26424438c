"""The treasury: what the bank says beside the book, cash, costs, incomes, grants, moving in."""
