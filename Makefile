# Everything a newcomer needs: `make serve` runs the bot, `make test` proves it. Both install what is missing first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
ENGINE := bot/local/engine
WIDGET := bot/widget
WIDGET_SOURCES := $(shell find $(WIDGET)/src -type f) $(WIDGET)/build.mjs $(WIDGET)/tsconfig.json

.DEFAULT_GOAL := help

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(INSTALLED) ## Install everything into .venv (needs Python 3.11 or newer, and npm)

$(INSTALLED): requirements/dev.txt requirements/uv.txt requirements/ministack.txt pyproject.toml $(ENGINE)/package-lock.json
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip sync --quiet --require-hashes requirements/dev.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m bot.local.engine.install
	touch $@

widget: ## Build the web chat into bot/widget/dist (needs npm)
	@if command -v npm > /dev/null; then $(MAKE) --no-print-directory $(WIDGET)/dist/serverless-faq.js; \
	else echo "npm is not installed: the web chat is not built, and its pages say so"; fi

$(WIDGET)/dist/serverless-faq.js: $(WIDGET)/node_modules/.package-lock.json $(WIDGET_SOURCES)
	cd $(WIDGET) && npm run --silent build
	touch $@

$(WIDGET)/node_modules/.package-lock.json: $(WIDGET)/package-lock.json
	cd $(WIDGET) && npm ci --ignore-scripts --silent --no-audit --no-fund
	touch $@

browser: setup ## Have Chromium for the browser tests
	$(BIN)/python -m tests.widget.install_browser

serve: setup widget ## Run the whole bot on this machine
	$(BIN)/bot serve

chat: setup ## Talk with the bot in the terminal
	$(BIN)/bot chat

test: setup widget browser ## Run every check and every test
	$(MAKE) lint
	$(BIN)/python -m pytest

lint: setup ## Check style, types, knowledge and definitions
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bot build --check
	$(BIN)/bot lint

bench: setup ## Measure turns, search and start, and print the figures
	$(BIN)/python -m bench

lock: ## Compile the locked requirements anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --group dev --all-extras pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 requirements/uv.in -o requirements/uv.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 requirements/ministack.in -o requirements/ministack.txt

clean: ## Forget the local table, the trained models and reports
	rm -rf .bot build

.PHONY: help setup widget browser serve chat test lint bench lock clean
