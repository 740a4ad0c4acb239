# Kanalboken. Every target sets up what it needs and can be repeated; `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := build/uv/bin/uv
UV_VERSION := 0.13.9
APT = $$(test "$$(id -u)" = 0 || echo sudo -n) env DEBIAN_FRONTEND=noninteractive apt-get

.DEFAULT_GOAL := help
.PHONY: help install handbook serve check test benchmark lint format lock clean

help: ## visa den här listan
	@echo "Kanalboken: riktlinjer och konton som data. Kommandona:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: $(READY) ## sätt upp verktygen i .venv

handbook: $(READY) ## kontrollera innehållet och bygg handboken med PDF:er i site/
	@$(BIN)/kanalboken build

serve: $(READY) ## visa handboken medan du ändrar i den
	@$(BIN)/kanalboken serve

check: $(READY) ## kontrollera riktlinjer, konton och texter
	@$(BIN)/kanalboken check

test: $(READY) ## kör alla tester, även de i webbläsaren
	@$(BIN)/pytest --numprocesses auto --dist loadfile

benchmark: $(READY) ## mät hur fort det går, bredvid andra verktyg (PARTS="checks paper" mäter några delar)
	@$(BIN)/python -m benchmarks.run $(PARTS)

lint: $(READY) ## kör allt som körs före en commit, på alla filer
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/pre-commit run --all-files

format: $(READY) ## rätta formen på Pythonkoden
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

lock: ## lås verktygens versioner på nytt (UPGRADE=--upgrade tar de nyaste)
	@test -x $(UV) || { $(PYTHON) -m venv build/uv && build/uv/bin/pip install --quiet uv==$(UV_VERSION); }
	@$(UV) pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --quiet $(UPGRADE) --output-file requirements.lock

clean: ## ta bort allt som byggts (men inte .venv)
	rm -rf site build dist *.egg-info .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# The environment: made once, brought up to date when the lock file or pyproject.toml changes, and made anew when
# the folder has moved (its scripts hold the old path) or its Python is gone.
ifneq ($(shell $(BIN)/python -c '' 2>/dev/null && cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
FRESH := yes
endif

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "Python saknas: installera Python 3.11 eller nyare (på Debian och Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python är för gammalt: Kanalboken behöver 3.11 eller nyare (ange en annan med: make PYTHON=python3.12)." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { $(APT) update -qq && $(APT) install -qq -y python3-venv; } >/dev/null 2>&1 || { \
	  echo "Pythons modul venv saknas: installera den (på Debian och Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@echo "Installerar verktygen i $(VENV) (tar någon minut första gången) …"
	@test -z "$(FRESH)" || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation \
	  --config-settings editable_mode=compat --editable .
	@echo "$(CURDIR)" >$@
