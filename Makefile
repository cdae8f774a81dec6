# Two commands do all the set-up on a machine with nothing but Python 3.11 or newer:
#   make build    the demonstration courses, for every standard, into dist/
#   make test     everything the tests need, a browser too, and the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=

.PHONY: build test soak check bench preview player pictures browser clean

build: $(VENV)/.run
	$(BIN)/scormkit build --all manifests/*.yaml

preview: $(VENV)/.run
	$(BIN)/scormkit preview manifests/intro-course.yaml

test: $(VENV)/.test browser
	$(BIN)/python -m pytest -n 3 --dist worksteal $(PYTEST_ARGS)

# Random learners and wiki pages for as long as it takes; the seeds of learners are the numbers of the runs.
# And every test of the browser, those too that `make test` has no time for.
soak: $(VENV)/.test browser
	SCORMKIT_SOAK=20 $(BIN)/python -m pytest --timeout 7200 tests/player -k property
	SCORMKIT_SOAK=100 $(BIN)/python -m pytest --timeout 7200 tests/readers/xwiki/test_built_texts.py
	SCORMKIT_SOAK=1 $(BIN)/python -m pytest --timeout 7200 -m soak tests/ingest
	SCORMKIT_SOAK=1 $(BIN)/python -m pytest -n 2 --dist worksteal tests/browser

check: $(VENV)/.check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python src/scormkit/player/hatch_build.py check
	$(BIN)/python -m pytest -q tests/test_house.py

bench: $(VENV)/.test browser
	@missed=0; for script in startup xwiki nesting weight paint course rebuild media standards bring \
	  validate; do \
	  $(BIN)/python benchmarks/$$script.py || missed=1; done; exit $$missed

# After a change to the TypeScript sources of the player or the preview.
player: $(VENV)/.test
	$(BIN)/python src/scormkit/player/hatch_build.py

# The guide's pictures, after a change of their pages or of what they show.
pictures: $(VENV)/.test browser
	PYTHONPATH=tests $(BIN)/python docs/pictures/make.py
	PYTHONPATH=tests $(BIN)/python docs/pictures/wiki.py

# A Chromium: one that is there, or Debian's, or the one Playwright brings.
browser: $(VENV)/.test
	@if [ -n "$$SCORMKIT_BROWSER" ] || command -v chromium >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; \
	else $(BIN)/playwright install chromium; fi

$(VENV)/.pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.run: pyproject.toml $(VENV)/.pip
	$(BIN)/python -m pip install -q -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(BIN)/python -m pip install -q --group test
	@touch $@

$(VENV)/.check: $(VENV)/.test
	$(BIN)/python -m pip install -q --group check
	@touch $@

clean:
	rm -rf dist .scormkit $(VENV)
