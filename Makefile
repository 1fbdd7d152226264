# Everything starts from a clone with Python 3.11 or newer, its venv module and make.

PYTHON ?=
CANDIDATES := $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 /usr/bin/python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready.stamp
RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp
TYPES := $(BIN)/mypy && $(BIN)/lint-imports
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
MEMORY := /dev/shm
WINDOW_EXISTS := $(BIN)/python -c 'import importlib.util as i, sys; sys.exit(not i.find_spec("ui.app"))'

# Without what Python keeps of its compiling, every worker and every command compiles all anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test check static style types libraries bench torture shots system clean

help:
	@echo 'make run      open On Record; without a display, write the sample and its report'
	@echo 'make test     every check and every test but the torture'
	@echo 'make check    the quick part of it'
	@echo 'make torture  try to break each promise: minutes to hours'
	@echo 'make bench    print what the work costs'
	@echo 'make shots    pictures of what a person sees, in build/shots'
	@echo 'make system   install the system libraries that Qt needs (Debian, Ubuntu)'
	@echo 'make clean    remove .venv, build and the caches'

run: $(RUNTIME)
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ] && [ "$$(uname)" != Darwin ]; then \
	  echo 'There is no display here, so the sample project and its report are written instead.'; \
	  $(BIN)/onrecord sample build/sample; \
	elif $(WINDOW_EXISTS); then \
	  $(BIN)/python tests/libraries.py window && $(BIN)/onrecord; \
	else \
	  echo 'This version has no window yet, so the sample project and its report are written instead.'; \
	  $(BIN)/onrecord sample build/sample; \
	fi

test: static libraries
	$(BIN)/pytest -n auto -m 'not torture'

# Types are checked beside the tests, and told after them. What the tests write stands in memory
# where there is plenty of it, so that nothing waits for a disk; `make test` writes to the disk.
check: style libraries
	@mkdir -p build; { $(TYPES); } >build/types.log 2>&1 & \
	free=$$(df -Pk $(MEMORY) 2>/dev/null | awk 'END { print int($$4 / 1024) }'); \
	if [ "$${free:-0}" -gt 4096 ] && made=$$(mktemp -d $(MEMORY)/onrecord.XXXXXX); then \
	  trap 'rm -rf "$$made"' EXIT; set -- "--basetemp=$$made/work"; \
	fi; \
	$(BIN)/pytest -n auto -m 'not slow and not torture' --hypothesis-profile quick "$$@"; tests=$$?; \
	wait $$!; types=$$?; cat build/types.log; exit $$((tests || types))

static: style types

style: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV)
	$(TYPES)

libraries: $(DEV)
	@$(BIN)/python tests/libraries.py check

torture: $(DEV) libraries
	$(BIN)/pytest -n auto -m torture --hypothesis-profile torture

bench: $(DEV) libraries
	@$(BIN)/python -m tests.benchmarks

shots: $(DEV)
	@$(BIN)/python tests/shots.py build/shots

system: $(READY)
	@$(BIN)/python tests/libraries.py install

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find annotator ui resources tests -name __pycache__ -prune -exec rm -rf {} +

# Some names on the path are shims that do not run, so each candidate is tried.
$(READY):
	@for python in $(CANDIDATES); do \
	  "$$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' \
	    >/dev/null 2>&1 || continue; \
	  echo "Setting up $(VENV) with $$python, once."; \
	  "$$python" -m venv --clear $(VENV) && touch $@; exit; \
	done; \
	echo 'On Record needs Python 3.11 or newer with its venv module, which on Debian and Ubuntu is' \
	  'the package python3-venv (sudo apt-get install python3-venv).' >&2; exit 1

$(RUNTIME): $(READY) pyproject.toml
	@echo 'Installing what On Record needs.'
	@$(PIP) -e .
	@touch $@

$(DEV): $(READY) pyproject.toml
	@echo 'Installing what On Record and its tests need.'
	@$(PIP) -e '.[dev]'
	@touch $(RUNTIME) $@
