# Needs python3 (3.11+), node (20+) and make; everything else is bootstrapped into this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSION := 0.13.9
PAGE := src/quaywatch/static/index.html
PAGE_SOURCES := $(shell find web -path web/node_modules -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help demo demo-alliance serve test lint format bench docs page browser openmp spin types lock wheel clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: $(VENV)/.runtime $(PAGE) openmp ## Simulate six months and a live day for Antwerp, then serve the page
	@$(BIN)/quaywatch demo

demo-alliance: $(VENV)/.runtime $(PAGE) openmp ## Start five allied nodes on simulated data, each with its page
	@$(BIN)/quaywatch demo-alliance

serve: $(VENV)/.runtime $(PAGE) openmp ## Serve a node (NODE=path or postgresql:// URL)
	@$(BIN)/quaywatch serve --node $(or $(NODE),var/node.sqlite)

test: $(VENV)/.dev $(PAGE) browser openmp spin ## Run all tests, on real databases and in a real browser
	cd web && npm run --silent test
	$(BIN)/pytest -q -n 2 --dist worksteal

lint: $(VENV)/.dev web/node_modules/.stamp ## Style, types, floors, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/codespell
	cd web && npm run --silent check

format: $(VENV)/.dev ## Put the code into the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev $(PAGE) browser openmp ## Run every benchmark and write the table into the docs
	$(BIN)/python -m bench.table $(if $(QUICK),--quick)

docs: $(VENV)/.dev ## Build the documentation into docs/_build/html
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html

page: $(PAGE) ## Build the page into the package

browser: ## Have a Chromium for the browser tests
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || $(BIN)/playwright install --with-deps chromium

openmp: | $(UV) ## Have OpenMP for boosted trees, where it can be had; all else works without
	@$(BIN)/python -c "import lightgbm" 2>/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends libgomp1 >/dev/null; } \
	  || echo "No OpenMP (libgomp1): boosted trees are left out."

spin: ## Have Spin for the model of the line, where it can be had; its tests are left out without
	@command -v spin >/dev/null 2>&1 \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends spin >/dev/null; } \
	  || echo "No Spin: the tests of the line's model in it are left out."

lock: $(UV) ## Resolve the dependencies anew, with hashes
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml -o requirements/runtime.lock $(if $(UPGRADE),--upgrade)
	$(UV) pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  pyproject.toml --extra lab --group dev -c requirements/runtime.lock \
	  -o requirements/dev.lock $(if $(UPGRADE),--upgrade)

wheel: $(UV) $(PAGE) ## Build the wheel, page inside
	$(UV) build -q --wheel

clean: ## Remove everything that can be rebuilt (keeps demo data)
	rm -rf $(VENV) web/node_modules src/quaywatch/static docs/_build dist

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.runtime: requirements/runtime.lock pyproject.toml | $(UV)
	@[ -e $(VENV)/.dev ] || $(UV) pip install -q --python $(BIN)/python --require-hashes -r $<
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(UV)
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r $<
	@$(UV) pip install -q --python $(BIN)/python --no-deps -e .
	@touch $@ $(VENV)/.runtime

web/node_modules/.stamp: web/package.json web/package-lock.json
	cd web && npm ci --no-audit --no-fund --silent
	@touch $@

$(PAGE): web/node_modules/.stamp $(PAGE_SOURCES)
	cd web && npm run --silent build
	@touch $@
