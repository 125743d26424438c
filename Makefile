# The only entry: people and CI call the same targets. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test fast lint types imports bench mutants docs lock clean install-demo install-dev install-peers

BIN := .venv/bin
SERVE ?= 1
WORKERS ?= 2
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist loadfile
ON_POSTGRES := $(BIN)/python -m tests.databases.private_postgres
BOTH := tests/databases tests/figures tests/records tests/rulebook tests/operations tests/oversight tests/worlds tests/faults
# Every branch of these is run by the tests of their own folders; the ledger's on both databases together.
MONEY := values rules ledger
COVERED := $(BIN)/coverage run --source=ecot.values,ecot.rules,ecot.ledger -m pytest --budget

help: ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: install-demo ## play three years of a caisse, then serve it (SERVE=0: stop before serving)
	@$(BIN)/ecot demo $(if $(filter 0,$(SERVE)),--no-serve)

test: lint types imports ## everything: lint, types, contracts, tests on SQLite and on PostgreSQL
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/coverage erase
	@echo "Tests on SQLite"
	@$(COVERED) $(MONEY:%=tests/%)
	@$(PYTEST) --budget $(MONEY:%=--ignore=tests/%)
	@echo "Tests on PostgreSQL"
	@$(ON_POSTGRES) $(COVERED) tests/ledger
	@$(ON_POSTGRES) $(PYTEST) --budget $(wildcard $(BOTH))
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

fast: install-dev ## the tests on SQLite only
	@$(PYTEST)

lint: install-dev ## faults of style and layout
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: install-dev ## mypy, strict, with Django's types
	@$(BIN)/mypy

imports: install-dev ## imports only go down, private tables stay private
	@$(BIN)/lint-imports --no-logo

bench: install-dev ## measure the same work done in several ways (ONLY="tills month", ROUNDS=5)
	@$(MAKE) -s install-peers || echo "Without the two libraries, the part peers is left out."
	@$(BIN)/python -m bench.run $(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS))

mutants: install-dev ## faults planted in the code of money: do the tests notice? (long)
	@env -u DRILL CASES=mutants $(BIN)/mutmut run --max-children $(WORKERS)
	@$(BIN)/python -m tests.house.mutants

docs: install-dev ## check the documentation: links, commands, settings
	@$(BIN)/pytest tests/house/test_documented.py tests/house/test_links.py

lock: install-dev ## choose the versions of the packages again (for maintainers)
	@requirements/lock

clean: ## forget what was installed and measured; the data in var/ stay
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage* htmlcov

install-demo:
	@requirements/install demo

install-dev:
	@requirements/install dev

install-peers:
	@[ .venv-peers/.done -nt requirements/peers.txt ] || { \
	  $(BIN)/python -m venv .venv-peers && \
	  .venv-peers/bin/pip install -q --require-hashes -r requirements/peers.txt && \
	  touch .venv-peers/.done; }
