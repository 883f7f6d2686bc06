# Each target says in one sentence what it does; `make help` prints them.

PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-emit-index-url --no-emit-find-links

.PHONY: help install demo serve test check format lint types bench month-end mutants referee crashes races isolation fuzz tamper papers pages lock words clean system system-for-tests
.DELETE_ON_ERROR:

help: ## Print these sentences.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: system .venv/.run ## Make .venv with .venv/bin/sla, from locked and hashed packages.

demo: install ## Run real contracts from vendors' files to sealed statements, then serve the pages (DEMO_SERVE=0: do not).
	$(BIN)/sla demo

serve: install ## Serve the pages on loopback.
	$(BIN)/sla serve

test: system-for-tests .venv/.test lint types ## Check form, types and import rules, and run every test on both databases.
	$(BIN)/pytest -n auto --dist worksteal

check: test ## The same as test, under the name other projects give it.

format: .venv/.test ## Lay the code out, and mend what can be mended without thinking.
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lint: .venv/.test ## Check the layout, the rules of ruff and who imports whom.
	$(BIN)/ruff format --check || { echo 'make format lays it out.'; exit 1; }
	$(BIN)/ruff check
	$(BIN)/lint-imports --no-logo

types: .venv/.test ## Check the types, those of the tests too.
	$(BIN)/mypy

bench: system .venv/.bench ## Measure against yardsticks in the same run; only the ratios count.
	for script in bench/[a-z]*.py; do $(BIN)/python -m bench.$$(basename $$script .py) || exit; done

month-end: system-for-tests .venv/.test ## Close a month of 1,000 contracts by one worker and by two, killed on the way (CONTRACTS=30: fewer).
	$(BIN)/python -m bench.month_end $(or $(CONTRACTS),1000) $(KILLS)

mutants: .venv/.test ## Change each parameter of each contract in turn: 95 in 100 must be seen by its own examples.
	$(BIN)/python -m tests.acceptance.survivors

referee: .venv/.test ## Settle 100,000 random contracts by the engine and by the referee (CASES=2000: fewer).
	$(BIN)/python -m tests.referee $(CASES)

crashes: system-for-tests .venv/.test ## Cut a month's work off at every statement, commit and file operation, on both databases.
	$(BIN)/python -m tests.proof.crashes

races: system-for-tests .venv/.test ## Hold 1,000 random sequences against a rulebook, then let 64 clients race for 200 rounds, on both databases.
	$(BIN)/python -m tests.proof.races $(SEQUENCES) $(ROUNDS)

isolation: system-for-tests .venv/.test ## Ask for every page as everybody, and look for what they must not see, on both databases.
	$(BIN)/python -m tests.proof.isolation

fuzz: system-for-tests .venv/.test ## Ask the machines' door what nobody would ask, and look that nothing breaks and all is as described.
	$(BIN)/python -m tests.proof.api_fuzz $(EXAMPLES)

tamper: system-for-tests .venv/.test ## Tamper 10,500 times with rows, log, files and history, on both databases: each is named.
	$(BIN)/python -m tests.proof.tamper

papers: system-for-tests .venv/.test ## Print 500 statements again elsewhere, attack sealed ones in 13,000 ways, ask three other verifiers.
	$(BIN)/python -m tests.proof.papers
	$(BIN)/python -m tests.proof.papers_seal

pages: system-for-tests .venv/.test ## Look at every page in Chromium for every role (light, dark, small, keyboard), walk the three flows, try files of every kind, and cut people off.
	$(BIN)/python -m tests.proof.pages
	$(BIN)/python -m tests.proof.layouts
	$(BIN)/python -m tests.proof.defects
	$(BIN)/python -m tests.proof.lost
	$(BIN)/python -m tests.proof.pages_lighthouse

lock: .venv/.installer ## Write the locks anew from requirements/*.in (UPGRADE=--upgrade: newest versions).
	$(COMPILE) $(UPGRADE) requirements/installer.in -o requirements/installer.txt
	$(COMPILE) $(UPGRADE) requirements/test.in -o requirements/test.txt
	$(COMPILE) requirements/run.in -c requirements/test.txt -o requirements/run.txt
	$(COMPILE) $(UPGRADE) requirements/bench.in -c requirements/test.txt -o requirements/bench.txt

words: .venv/.run ## Gather the words of the pages for those who translate them: what is new has no translation yet.
	mkdir -p build
	$(BIN)/pybabel -q extract -F pyproject.toml -k lazy --no-location --sort-output -o build/words.pot .
	$(BIN)/pybabel -q update -D de -i build/words.pot -o sla/web/languages/de.po -l de --no-fuzzy-matching --ignore-obsolete \
		--ignore-pot-creation-date --width 110
	sed -i -E '/^"(Project|Report|POT|PO-Rev|Last|Language-T|MIME|Content-Tr|Gener)/d' sla/web/languages/de.po

clean: ## Remove what tools leave behind; .venv and the demo's instance stay.
	rm -rf build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache *.egg-info
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

system:
	@PYTHON=$(PYTHON) .ci/system-packages run

system-for-tests:
	@PYTHON=$(PYTHON) .ci/system-packages test

# What is installed is remembered in .venv, and installed again when its lock changes.
# pip puts uv in place; uv is ten times as fast, and where it fails pip goes on.

PIP := $(BIN)/python -m pip -qq
define install
@echo "Installing $(1)"
@$(BIN)/uv pip install -q --python $(BIN)/python $(2) || $(PIP) install $(2)
@touch $@
endef

.venv/.installer: requirements/installer.txt | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "This needs Python 3.11: make PYTHON=python3.11")'
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements/installer.txt
	@touch $@

.venv/.run: requirements/run.txt pyproject.toml .venv/.installer
	$(call install,what the application needs,--require-hashes -r requirements/run.txt)
	$(call install,the application,--no-deps --no-build-isolation -e .)

.venv/.test: requirements/test.txt .venv/.run
	$(call install,what the tests need,--require-hashes -r requirements/test.txt)

.venv/.bench: requirements/bench.txt .venv/.test
	$(call install,what is measured against,--require-hashes -r requirements/bench.txt)
