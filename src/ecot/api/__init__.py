"""The interface of tills: a cash register pays with its own token. Described in `openapi.json`."""
