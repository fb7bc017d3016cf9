# Outspoken. `make` alone lists what it can do.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := locales narration outreach web
export PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint bench chaos catalogs front clean test-tools bench-tools

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/.run front  ## Install what is missing, build the front end, serve on http://127.0.0.1:8000
	@exec $(BIN)/outspoken serve

test: $(VENV)/.test front test-tools lint  ## Run everything: lint, types, layers, catalogs, unit, browser, wheel
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/.test  ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(addprefix -p ,$(PACKAGES))
	$(BIN)/lint-imports

bench: $(VENV)/.test front bench-tools  ## Print BENCH lines: ratios against baselines of the same run
	$(BIN)/python -m benchmarks

chaos: $(VENV)/.test test-tools  ## Send 5,000 messages through killed senders and a lying carrier
	$(BIN)/python -m tests.chaos

catalogs: $(VENV)/.test  ## Extract the messages and merge them into every language's catalog
	$(BIN)/pybabel -q extract -F locales/babel.cfg --project Outspoken --no-location --sort-output --width 100 -o locales/messages.pot .
	@for po in locales/*/LC_MESSAGES/messages.po; do \
	  locale=$$(basename $$(dirname $$(dirname $$po))); \
	  $(BIN)/pybabel -q update -l $$locale -i locales/messages.pot -o $$po --no-fuzzy-matching --width 100; \
	done

front: $(VENV)/.front
	@$(BIN)/python web/frontend/build.py

clean:  ## Remove what the other commands made, except the data in var/
	rm -rf $(VENV) build dist *.egg-info web/static/built web/frontend/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Outspoken needs Python 3.11 or later; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "The venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.run: setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q -e .
	@touch $@

$(VENV)/.front: setup.cfg | $(VENV)/.run
	$(BIN)/python -m pip install -q -e '.[front]'
	@touch $@

$(VENV)/.test: setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -q -e '.[piper,postgres,front,test]'
	@touch $@ $(VENV)/.run $(VENV)/.front

# Debian's packages, installed where that is possible without asking; $(1) is a command, $(2) its package.
define need
	@command -v $(1) >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq --no-install-recommends $(2) >/dev/null; } || { echo "$(1) is missing. On Debian: apt-get install $(2)"; exit 1; }
endef

test-tools:
	$(call need,chromium,chromium)
	$(call need,pg_ctlcluster,postgresql)

bench-tools:
	$(call need,espeak-ng,espeak-ng)
	$(call need,wrk,wrk)
