# Okienko. Samo `make` pokazuje, co umie. Potrzebne są tylko Python (3.11 lub nowszy) i make.
PY := .venv/bin/python
ARGS ?=
DMN_TCK ?=
export PG PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-fresh test check stories bench conformance oracle fuzz shots lock clean

help: ## ta lista
	@echo "Okienko: sprawy w urzędzie przez internet. Zacznij od:  make demo"
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo
	@echo "Opcje: make demo ARGS='--port 8001', make test PG=system, DATABASE_URL=postgresql://… make demo"

setup: .venv/.run ## przygotuj .venv (robi się samo, gdy potrzeba)

demo: .venv/.run ## uruchom Okienko z danymi pokazowymi i wypisz adres; Ctrl-C kończy
	@exec .venv/bin/okienko demo $(ARGS)

demo-fresh: .venv/.run ## to samo od pustej bazy: usuwa dane pokazowe
	@exec .venv/bin/okienko demo --fresh $(ARGS)

test: .venv/.dev ## wszystkie sprawdzenia i testy, także w przeglądarce
	@$(PY) tools/checks.py test

check: .venv/.dev ## szybkie sprawdzenia przed każdym zapisem (do 2 minut)
	@$(PY) tools/checks.py check

stories: .venv/.run ## rozegraj historie usług i sprawdź, czy pilnują każdej liczby
	@.venv/bin/okienko services test --mutate

bench: .venv/.dev ## zmierz szybkość; wynik także w var/bench.json
	@$(PY) tools/bench/run.py $(ARGS)

conformance: .venv/.run ## zgodność z publicznymi zestawami przypadków; podaj DMN_TCK=folder albo BPMN_MIWG=folder
	@$(PY) tools/conformance.py --dmn-tck "$(DMN_TCK)" --bpmn-miwg "$(BPMN_MIWG)" $(ARGS)

oracle: .venv/.dev ## losowe procesy u nas, według znaczenia bloków i w SpiffWorkflow (ARGS='--models 5000')
	@$(PY) tools/oracle_bpmn.py $(ARGS)

fuzz: .venv/.dev ## psuj pliki usług i modeli: mają się wczytać albo zostać odrzucone z plikiem i wierszem
	@$(PY) -m tools.fuzz.run $(ARGS)

shots: .venv/.dev ## zrób obrazy stron do docs/img/
	@sh tools/chromium.sh
	@$(PY) tools/shots.py $(ARGS)

lock: .venv/.dev ## zapisz na nowo wersje i sumy pakietów (po zmianie requirements/*.in)
	@sh tools/lock.sh $(ARGS)

clean: ## zatrzymaj naszą bazę i usuń wszystko, co powstało w czasie pracy
	@if [ -x .venv/bin/okienko ]; then .venv/bin/okienko clean; else rm -rf var; fi
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

.venv/.run: requirements/run.txt tools/setup.sh
	@sh tools/setup.sh run

.venv/.dev: requirements/run.txt requirements/dev.txt tools/setup.sh .venv/.run
	@sh tools/setup.sh dev
