# Two commands do everything: `make site` and `make test`. Both work on a fresh Debian with Python 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# MkDocs prints a twenty-line notice about its own future at every build; it is nothing a user of this site can act on.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve test lint format tools clean

site: $(VENV)/site.stamp
	$(BIN)/polyguide extract
	$(BIN)/polyguide translate
	$(BIN)/polyguide check || test $$? -eq 1 # a finding takes its page back to the source, it does not stop the site
	$(BIN)/polyguide build

serve: $(VENV)/site.stamp
	$(BIN)/polyguide serve --port $(PORT)

test: $(VENV)/dev.stamp tools
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

tools:
	sh scripts/install_tools.sh

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/site.stamp
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) site .polyguide
