# `make demo` runs the product, `make test` passes the tests; both set up what they need.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var/demo
BIN := .venv/bin
# Where this is set, every command compiles all of its modules anew, for a second and more.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test lock bench bench-attempts bench-corpus bench-desk bench-items bench-papers axe html screenshots format migration translations

demo: .venv/demo.stamp
	$(BIN)/helpcourse demo --port $(PORT) --data $(DATA)

test: .venv/test.stamp
	bash .ci/system-packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/test.stamp: requirements-dev.lock pyproject.toml .venv/demo.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

lock:  # needs uv
	uv pip compile -q pyproject.toml --extra checkout --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url -o requirements.lock
	uv pip compile -q pyproject.toml --extra checkout --extra postgres --extra sign --group dev -c requirements.lock --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url -o requirements-dev.lock

migration: .venv/test.stamp  # make migration SAYS="add phones to institutions"
	$(BIN)/python .ci/migration.py $(SAYS)

translations: .venv/test.stamp  # brings the .po files to the words of the code
	$(BIN)/python -m tests.language.merge $(PARTS)

bench: .venv/test.stamp
	$(BIN)/python -m tests.bench

bench-attempts: .venv/test.stamp  # 10,000 open attempts; ON=sqlite or ON=postgresql for one of them
	$(BIN)/python -m tests.bench.attempts $(ON)

bench-corpus: .venv/test.stamp  # a site of 200 courses, or COURSES=20; takes ten minutes and 2 GB of disk
	$(BIN)/python -m tests.bench.scale $(COURSES)

bench-desk: .venv/test.stamp  # every page of a tutor with a cohort of 900; takes a minute
	$(BIN)/python -m tests.bench.desk

bench-items: .venv/test.stamp  # statistics of 100,000 attempts on both databases; takes five minutes
	$(BIN)/python -m tests.bench.items

axe: .venv/test.stamp
	AXE_WHOLE=1 $(BIN)/python -m pytest -n 2 tests/browser/test_axe.py

html: .venv/test.stamp  # the W3C's checker over every page in three languages; the suite has each page once
	HTML_WHOLE=1 $(BIN)/python -m pytest tests/test_html.py

bench-papers: .venv/test.stamp  # issues, draws and seals 1,000 certificates, or PAPERS=100
	$(BIN)/python -m tests.bench.papers $(PAPERS)

screenshots: .venv/test.stamp
	$(BIN)/python -m tests.browser.screenshots $(ONLY)

format: .venv/test.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
