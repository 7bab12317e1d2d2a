# make run and make test do all the set-up themselves, also on a bare machine.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
export PYSIDE6_OPTION_PYTHON_ENUM := 0x11
ARGS ?=

.PHONY: help run test check format bench screenshots lock setup setup-development

help:
	@echo "make run          öppna exempelkommunen i fönstret"
	@echo "make test         kör alla prov"
	@echo "make check        granska koden"
	@echo "make format       rätta kodens form"
	@echo "make bench        mät farten"
	@echo "make screenshots  gör om bilderna i handboken"
	@echo "make lock         lås paketens versioner"

setup:
	@tools/setup.sh program

setup-development:
	@tools/setup.sh development

run: setup
	@tools/run.sh

# Nearly every test writes files of its own: in memory, where there is room for them. The folder bears the
# number of the shell that made it, so that what a killed run left is found and removed by the next one, and is
# open to others, since a test of a place without write access runs as somebody else.
test: setup-development
	@for old in /dev/shm/rodatraden-prov.*; do \
		[ ! -d "$$old" ] || kill -0 "$${old##*.}" 2>/dev/null || rm -rf "$$old"; \
	done; \
	room="$$(awk '/^MemAvailable/ {print $$2}' /proc/meminfo 2>/dev/null)"; \
	if [ -w /dev/shm ] && [ "$${room:-0}" -gt 10000000 ]; then \
		export TMPDIR="/dev/shm/rodatraden-prov.$$$$"; mkdir -m 755 "$$TMPDIR"; \
		trap 'rm -rf "$$TMPDIR"' EXIT; trap 'exit 143' TERM INT HUP; \
	fi; \
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: setup-development
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

format: setup-development
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

bench: setup-development
	@QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks $(ARGS)

screenshots: setup-development
	@QT_QPA_PLATFORM=offscreen $(PY) tools/screenshots.py $(ARGS)

lock: setup-development
	@tools/lock.sh $(ARGS)
