"""The face of the terminal: `ecot …`, one small module per command.

A command parses, calls one deed or query, and shows the answer, for people or as JSON. Exit codes: 0
done, 1 refused or found wrong, 2 misuse. No arithmetic and no rule enters here.
"""
