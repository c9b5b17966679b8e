# Two commands do everything on a fresh machine: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test bench check lock clean

run: $(VENV)/ready
	$(BIN)/extractor run corpus

test: $(VENV)/ready
	$(BIN)/python -m pytest -n auto --dist loadfile

bench: $(VENV)/ready
	$(BIN)/python bench/speed.py

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/extractor rules check

$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock:
	$(BIN)/python -m piptools compile --quiet --extra dev --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --strip-extras --allow-unsafe --no-annotate --no-header -o requirements.txt pyproject.toml

clean:
	rm -rf $(VENV) outputs/run outputs/dataset outputs/report.html
