# Everything a developer or CI runs. Needs Python 3.11 and make; the first call makes .venv and installs what requirements.txt pins.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: build test insertions bench wheel lexicon env clean

build: env  ## compile corpus/ into generated/
	$(BIN)/rulec build

test: env  ## what CI runs
	$(BIN)/ruff check compiler tests
	$(BIN)/mypy
	$(BIN)/pytest
	$(BIN)/rulec build --check
	$(BIN)/rulec test

insertions: env  ## 5 000 phrases put into provisions that are understood: none may be passed over
	$(BIN)/python tests/properties/insertions.py 5000

bench: env  ## how fast the compiler and its output are
	$(BIN)/python bench/run.py

lexicon: env  ## after a change of grammars/lexicon: the segmenter's dictionary and the grammars' terminals
	$(BIN)/python -m rulec.build.lexicon_files

wheel: env  ## dist/rulec-*.whl
	$(BIN)/python -m build --wheel --no-isolation

env: $(INSTALLED)

$(INSTALLED): requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:  ## remove the environment and every cache
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
