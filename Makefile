# Two commands are enough: "make demo" shows it work, "make test" proves that it does.
# PYTHON=... chooses the Python, VENV=... the folder of the environment (so that several can stand side by side).

VENV ?= .venv
# Three at a time, for two cores: some wait. Each file on one of them, since a file may set up a server or a branch.
# Not quietly (-q): then the closing line would lose its bars, by which other programs know it.
PYTEST ?= $(VENV)/bin/pytest -n 3 --dist loadfile --no-loadscope-reorder
export PYTHON

# The moments that make demo-days plays the demo at, and whether by SMTP.
DAYS ?= Christmas or Monday or Wednesday or smtp or mail_server or notices_leave

# make demo DEMO=--smtp plays it over a mail server, which only the environment for developers has.
DEMO ?=
TO_RUN = $(VENV)/.made-from-requirements
TO_DEVELOP = $(VENV)/.made-from-requirements-dev

# make fuzz FUZZ=600 takes ten minutes.
FUZZ ?= 300

# make plan-proof PLANS=10000 tries that many branches.
PLANS ?= 5000

# make properties COMPOSED=9000 puts that many forms together at random.
COMPOSED ?= 3000

# make sheets-race SEEDS=200 takes a quarter of an hour. RACE="--planted hasty" plants a fault that it has to catch.
SEEDS ?= 20

.PHONY: help demo test long check lint bench crash demo-days properties fuzz plan-proof sheets-replay sheets-race pictures venv lock clean

help:
	@echo "make demo    an invented branch on this computer: letters in, register, notices out"
	@echo "make test    the tests, but for those of more than some seconds each"
	@echo "make long    those tests; ALL_TABS=1: each tab apart in a workbook and in a Google Sheet, not by turns"
	@echo "make check   style, types, then all tests"
	@echo "make crash   stop the service at every step, and see that nothing is lost or sent twice"
	@echo "make demo-days  the demo played at other awkward moments: after Christmas, on a Monday at seven, and by SMTP"
	@echo "make properties  what members put into our own forms reads back: three times as many members as the tests; NEW=1: others each time"
	@echo "make fuzz    break documents and letters at random, and see that each is answered for"
	@echo "make plan-proof   thousands of small branches: is the plan the best of all plans, and within the rules?"
	@echo "make sheets-replay  recorded answers of the real Google Sheets against our emulator of it"
	@echo "make sheets-race    a coordinator who never stops, lost and late answers, and a service that stops, against a Google Sheet"
	@echo "make pictures  the pictures in docs/ of the register's tabs"
	@echo "make bench   how fast it is"
	@echo "make venv    only the environment; make lock: new lock files; make clean: away with what was made"

demo: $(if $(filter --smtp,$(DEMO)),$(TO_DEVELOP),$(TO_RUN))
	@$(VENV)/bin/casework demo $(DEMO)

test: $(TO_DEVELOP)
	@$(PYTEST) -m "not long"

# make long ALL_TABS=1 sets each tab apart in a workbook and in a Google Sheet, and not in one of them by turns.
long: $(TO_DEVELOP)
	@ALL_TABS=$(ALL_TABS) $(PYTEST) -m long

check: lint test

lint: $(TO_DEVELOP)
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy

crash: $(TO_DEVELOP)
	@$(VENV)/bin/python -m tests.crash $(CRASH)

demo-days: $(TO_DEVELOP)
	@CASEWORK_ALL_NOWS=1 $(VENV)/bin/pytest tests/test_demo.py -k "$(DAYS)" -p no:cacheprovider

properties: $(TO_DEVELOP)
	@CASEWORK_NEW_EXAMPLES=$(NEW) CASEWORK_ALL_EXAMPLES=1 $(VENV)/bin/pytest tests/test_blank_returned.py tests/test_blank_page.py -p no:cacheprovider
	@CASEWORK_ALL_EXAMPLES=1 $(VENV)/bin/pytest tests/test_scan.py -k noise -p no:cacheprovider
	@COMPOSED=$(COMPOSED) $(VENV)/bin/pytest tests/test_form_composed.py --timeout 1800 -p no:cacheprovider

fuzz: $(TO_DEVELOP)
	@FUZZ=$(FUZZ) $(VENV)/bin/pytest tests/fuzz -x -p no:cacheprovider

plan-proof: $(TO_DEVELOP)
	@PLANS=$(PLANS) $(VENV)/bin/pytest tests/test_plan_optimum.py -x --timeout 3600 -p no:cacheprovider

sheets-replay: $(TO_DEVELOP)
	@$(VENV)/bin/python -m tests.sheets_replay

sheets-race: $(TO_DEVELOP)
	@$(VENV)/bin/python -m tests.sheets_race --seeds $(SEEDS) $(RACE)

bench: $(TO_DEVELOP)
	@$(VENV)/bin/python -m benchmarks --write

# Needs LibreOffice and poppler.
pictures: $(TO_DEVELOP)
	@PYTHONPATH=. $(VENV)/bin/python scripts/register_pictures

venv: $(TO_DEVELOP)

$(TO_RUN): requirements.lock pyproject.toml
	@.ci/make-venv $(VENV) requirements.lock $@

$(TO_DEVELOP): requirements-dev.lock pyproject.toml
	@.ci/make-venv $(VENV) requirements-dev.lock $@
	@touch $(TO_RUN)

# Newest versions that fit, for every Python from 3.11, with their hashes and without the address they came from.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	@command -v uv >/dev/null || { echo "Making lock files needs uv: pip install uv"; exit 1; }
	$(COMPILE) --upgrade --extra build pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:
	@rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.venv*' -prune -exec rm -rf {} +
	@if [ -e $(VENV)/pyvenv.cfg ]; then rm -rf $(VENV); fi
