# Two commands do all the set-up: `make demo` and `make test`. They need Python 3.11 or later, git and make.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test check messages days benchmarks clean

demo: $(VENV)/.installed ## the main job on the shipped documents
	$(BIN)/calendar-tool demo

test: $(VENV)/.installed-dev ## all tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.installed-dev ## style, types, the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_imports.py

messages: $(VENV)/.installed-dev ## the Swedish texts: brings new ones into the .po file, compiles it
	$(BIN)/python -m calendar_tool.locale.update

days: $(VENV)/.installed-dev ## the snapshot of the law's days, from the library `holidays`
	$(BIN)/python -m calendar_tool.days.snapshot

benchmarks: $(VENV)/.installed-dev ## ratios measured in one run
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/audit.py
	$(BIN)/python benchmarks/planning.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/speed.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q calendar_tool
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q calendar_tool
	touch $@ $(VENV)/.installed
