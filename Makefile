# On a fresh Debian with Python 3.11, git and make: `make site` and `make test`. `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
JOBS ?= 2
ASSETS := @$(BIN)/python plugins/browser/build.py
REFEREE := $(ASSETS) --modules tests/referee
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: site test serve check reference messages bench referee referee-page look pictures lint pins clean help

site: .venv/.installed ## build this repository's own portal into site/
	$(ASSETS)
	$(BIN)/headland build --out site

test: .venv/.installed-for-tests ## everything that is checked, the browser included
	$(ASSETS)
	$(REFEREE)
	$(MAKE) --no-print-directory lint
	$(BIN)/python plugins/browser/build.py --tests
	$(BIN)/pytest -n $(JOBS)

serve: .venv/.installed ## the portal at a local address, rebuilt on every edit
	$(ASSETS)
	$(BIN)/headland serve

check: .venv/.installed ## findings about the records of this repository
	$(BIN)/headland check

reference: .venv/.installed ## write docs/reference from what the code registers
	$(BIN)/headland reference docs/reference --mistakes tests/messages/mistakes

messages: .venv/.installed-for-tests ## take what is said of the mistakes in tests/messages now; read the difference
	$(BIN)/pytest tests/messages -k agreed_on --snapshot-update
	$(MAKE) --no-print-directory reference

bench: .venv/.installed-for-tests ## how time and memory grow with the number of records
	$(ASSETS)
	$(BIN)/pytest -m bench
	$(BIN)/python tests/bench/figures.py

referee: .venv/.installed-for-tests ## long comparisons with Backstage's own packages
	$(REFEREE)
	$(BIN)/pytest tests/referee -m "not bench" $(PAGE)
	$(BIN)/pytest --ignore tests/referee -m referee_long

referee-page: ## the same, and docs/referee.md from what it counts
	$(MAKE) --no-print-directory referee PAGE="--referee-page docs/referee.md"

look: .venv/.installed-for-tests site ## contact sheets of every page family, in build/look/
	$(BIN)/pytest tests/browser/look.py

pictures: .venv/.installed-for-tests site ## the README's pictures, in docs/images/
	$(BIN)/pytest tests/browser/pictures.py

lint: .venv/.installed-for-tests ## style, types and the floors between rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

pins: .venv/.installed-for-tests ## the versions installed now become the pinned ones
	$(BIN)/python plugins/environment.py --pin

clean: ## what was built; the environment stays
	rm -rf site build dist plugins/headland/static plugins/browser/node_modules

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Each environment is made again when what decides it has changed; the assets know that by themselves.
DECIDING := plugins/constraints.txt plugins/environment.py plugins/browser/hatch_build.py pyproject.toml
.venv/.installed: $(DECIDING)
	$(PYTHON) plugins/environment.py
	@touch $@
.venv/.installed-for-tests: $(DECIDING)
	$(PYTHON) plugins/environment.py --tests
	@touch .venv/.installed $@
