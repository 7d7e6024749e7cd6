# One short list for whoever develops. CI calls `make check`; its Windows job, where there is no make, spells out the steps.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARIES := $(VENV)/.libraries
READY := $(VENV)/.ready
MESSAGES := $(wildcard src/tipcycle/i18n/locales/*/LC_MESSAGES/tipcycle.po)

# Installs a program that tests need, where that can be done without a question; else says what is skipped.
fetch = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends $(1); } || echo "no $(1) here: $(2)" >&2

.PHONY: browser tracer help demo test torture lint types docs check bench messages lock wheel clean

help:            ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)   ## play a year of the loop in a throwaway journal
	@$(BIN)/tipcycle demo

test: $(READY) browser  ## all tests
	$(BIN)/python -m pytest

torture: $(READY) tracer  ## crashes, full disks, hostile files: is anything lost? (TORTURE=large: more; ARGS=--write: in the document)
	$(BIN)/python -m pytest tests/torture -m torture -o addopts="" -n auto --dist worksteal -q $(ARGS)

lint: $(READY)   ## style, layers, messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check

types: $(READY)  ## static types
	$(BIN)/mypy

docs: $(READY)   ## renew the reference, the outputs and the pictures in the documents
	$(BIN)/python tools/reference.py update
	$(BIN)/python tools/doc_examples.py update
	$(BIN)/python tools/pictures.py

check: lint types test torture  ## what CI runs

bench: $(READY)  ## how fast it is, next to the bare interpreter and three other programs (ARGS=--write: in the document)
	@$(BIN)/python -m tools.bench $(ARGS)

messages: $(READY)  ## collect the sentences from the code into the catalogue of each language
	$(BIN)/python tools/messages.py update

lock: $(READY)   ## renew requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

wheel: $(READY)  ## build the wheel and the sdist
	$(BIN)/python -m build --no-isolation

browser:         # for the tests of the page and the calendar; they are skipped, and say so, where it cannot be had
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null \
	  || $(call fetch,chromium,the tests of the page in a browser are skipped)
	@command -v khal >/dev/null || $(call fetch,khal,the test of the calendar in another program is skipped)

tracer:          # for the kills from outside and the watch for network calls; they are skipped, and say so, without it
	@command -v strace >/dev/null || $(call fetch,strace,what needs it is skipped)

clean:           ## remove what can be made again
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f data/tips.index $(MESSAGES:.po=.mo)

$(LIBRARIES): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "tipcycle needs Python 3.11 or later: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY): $(LIBRARIES) tools/build_hook.py src/tipcycle/catalogue/loader.py data/tips.toml $(MESSAGES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
