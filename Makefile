# make demo: set up and read the sample reports. make test: set up and run every check.
# All of it stands in .venv at the top of the checkout; PYTHON=/path/to/python3.12 chooses another Python.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := src/isnad/samples/reports.jsonl
DEMO := demo

.PHONY: setup demo test lint types unit gate clean help

setup: $(VENV)/.installed ## the package in .venv

help: ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## /\1\t/'

$(BIN)/python:
	@python=''; \
	for p in $(PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	  if "$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python="$$p"; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'isnad needs Python 3.11 or later with venv, and found none.' >&2; \
	  echo 'Debian, Ubuntu: apt install python3 python3-venv; macOS: brew install python; Windows: use WSL.' >&2; \
	  echo 'Or name one: make PYTHON=/path/to/python3.12' >&2; \
	  exit 1; \
	fi; \
	"$$python" -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[ledger]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

demo: $(VENV)/.installed ## read the sample reports, join them into incidents, draw them
	@mkdir -p $(DEMO)
	@rm -f $(DEMO)/demo.db
	@$(BIN)/isnad read $(SAMPLES) --format table
	@echo
	@$(BIN)/isnad run $(SAMPLES) --ledger sqlite:///$(DEMO)/demo.db
	@$(BIN)/isnad incidents --ledger sqlite:///$(DEMO)/demo.db
	@echo
	@echo 'An incident, why it is one and why these numbers:'
	@$(BIN)/isnad explain --ledger sqlite:///$(DEMO)/demo.db \
	  "$$($(BIN)/isnad incidents --grade contested --ledger sqlite:///$(DEMO)/demo.db 2>/dev/null | grep -o '^inc-[0-9a-f]*' | head -1)"
	@echo
	@echo 'Sums that reports give, beside what the ledger holds:'
	@$(BIN)/isnad tallies --ledger sqlite:///$(DEMO)/demo.db
	@$(BIN)/isnad publish html -o $(DEMO)/site --ledger sqlite:///$(DEMO)/demo.db
	@echo
	@echo 'A report with a map, to open from disk: $(DEMO)/site/index.html'
	@echo 'Why a claim says what it says: isnad read $(SAMPLES) -o claims.jsonl, then isnad explain claims.jsonl smp-03:c1'

test: lint types unit gate ## lint, types, tests, and the floors of quality

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev
	$(BIN)/pytest -n auto

gate: $(VENV)/.dev
	$(BIN)/python bench/gate.py

clean: ## remove .venv and caches
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .hypothesis
