# Targets for developers. CI runs `make check`; its Windows job has no make and lists the steps itself.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARIES := $(VENV)/.libraries
READY := $(VENV)/.ready
PACKAGING := .venv-package
MESSAGES := $(wildcard src/tipcycle/i18n/locales/*/LC_MESSAGES/tipcycle.po)

# Install a program that tests need, if this user may do it with apt; otherwise print which tests are skipped.
fetch = { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends $(1); } || echo "no $(1) here: $(2)" >&2

.PHONY: browser shells tracer help demo test torture lint types docs windows check bench messages lock newest wheel packages pyz folder onefile clean

help:            ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY)   ## play a year of the loop in a throwaway journal
	@$(BIN)/tipcycle demo

test: $(READY) browser shells  ## run all tests except torture
	$(BIN)/python -m pytest

torture: $(READY) tracer  ## crash, full-disk and hostile-file tests (TORTURE=large: more cases; ARGS=--write: update docs/reliability.md)
	$(BIN)/python -m pytest tests/torture -m torture -o addopts="" -n auto --dist worksteal -q $(ARGS)

lint: $(READY)   ## check style, import layers and messages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check

types: $(READY)  ## check static types
	$(BIN)/mypy

docs: $(READY)   ## update the reference, the command outputs and the pictures in docs/
	$(BIN)/python tools/reference.py update
	$(BIN)/python tools/doc_examples.py update
	$(BIN)/python tools/pictures.py

windows: $(READY) ## run the loop and the tests on Windows' own Python, where wine is installed
	@$(BIN)/python tools/windows.py

check: lint types test torture windows  ## run everything that CI runs

bench: $(READY)  ## time it next to the bare interpreter and three other programs (ROUNDS=20: more runs)
	@command -v hyperfine >/dev/null || $(call fetch,hyperfine,pyperf measures instead)
	@PYTHONPATH=. $(BIN)/python tools/bench.py

messages: $(READY)  ## collect the messages from the code into the catalogue of each language
	$(BIN)/python tools/messages.py update

lock: $(READY)   ## update requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

newest: $(READY) ## test the command line with the newest libraries; may fail without failing the build
	@$(PYTHON) -m venv --clear .venv-newest
	@$(BIN)/python -c 'import re, tomllib; p = tomllib.load(open("pyproject.toml", "rb")); \
	  print(*(re.match(r"[\w-]+", d)[0] for d in p["project"]["dependencies"] + p["dependency-groups"]["dev"]), sep="\n")' \
	  > .venv-newest/names
	@.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade -r .venv-newest/names
	@.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	-.venv-newest/bin/python -m pytest tests/cli

wheel: $(READY)  ## build the wheel and the sdist
	rm -f dist/*.whl dist/*.tar.gz
	$(BIN)/python -m build --no-isolation

packages: wheel $(PACKAGING)/.ready  ## build the wheel and the sdist, and check them for publishing
	$(PACKAGING)/bin/twine check --strict dist/*.whl dist/*.tar.gz
	$(PACKAGING)/bin/check-wheel-contents dist/*.whl

pyz: wheel $(PACKAGING)/.ready  ## build one file for users with Python: dist/tipcycle.pyz
	$(PACKAGING)/bin/shiv --quiet --compressed --console-script tipcycle --output-file dist/tipcycle.pyz dist/*.whl

folder onefile: wheel $(PACKAGING)/.ready  ## build a folder, or one file, for users without Python: dist/tipcycle
	$(PACKAGING)/bin/python -m pip install --quiet --disable-pip-version-check --force-reinstall dist/*.whl
	rm -rf dist/tipcycle
	$(PACKAGING)/bin/pyinstaller --noconfirm --log-level WARN --$(if $(filter folder,$@),onedir,onefile) --name tipcycle \
	  --collect-all tipcycle --distpath dist --workpath build --specpath build packaging/launch.py

$(PACKAGING)/.ready:
	$(PYTHON) -m venv --clear $(PACKAGING)
	$(PACKAGING)/bin/python -m pip install --quiet --disable-pip-version-check \
	  "check-wheel-contents>=0.6" "pyinstaller>=6.22,<7" "shiv>=1.0.8,<2" "twine>=6"
	@touch $@

browser:         # Chromium and khal, for the tests of the HTML page and the calendar; without them these are skipped
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null \
	  || $(call fetch,chromium,the tests of the page in a browser are skipped)
	@command -v khal >/dev/null || $(call fetch,khal,the test of the calendar in another program is skipped)

shells:          # zsh and fish, for the tests of completion in each shell; without them these are skipped
	@for shell in zsh fish; do command -v $$shell >/dev/null || $(call fetch,$$shell,completion is not tried in it); done

tracer:          # strace, for the tests that kill at system calls and watch for network calls; without it these are skipped
	@command -v strace >/dev/null || $(call fetch,strace,the tests that need it are skipped)

clean:           ## remove all generated files
	rm -rf $(VENV) .venv-newest $(PACKAGING) .windows dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f data/tips.index $(MESSAGES:.po=.mo)

$(LIBRARIES): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "tipcycle needs Python 3.11 or later: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(READY): $(LIBRARIES) tools/build_hook.py src/tipcycle/catalogue/loader.py src/tipcycle/core/tips.py data/tips.toml $(MESSAGES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
