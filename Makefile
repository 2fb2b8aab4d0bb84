# One word for each thing that a first user or a developer does here.
# `make test ARGS="tests/vault -k slot"` passes words on to pytest.

PYTHON_HERE := .venv/bin/python
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON_HERE) -m pytest
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help demo test check lint format bench faults pictures app prove lock

help: ## deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## demokluis en evaluatie 2019 maken, en het venster openen als er een scherm is
	@.ci/prepare demo
	@$(PYTHON_HERE) -m app demo $(ARGS)

test: ## alle tests, zonder scherm, met dekking
	@.ci/prepare test
	$(PYTEST) -n 2 --benchmark-disable $(or $(ARGS),--cov)

check: lint test ## alles wat CI doet: lint en test

lint: ## ruff, mypy en import-linter
	@.ci/prepare test
	$(PYTHON_HERE) -m ruff check
	$(PYTHON_HERE) -m ruff format --check
	$(PYTHON_HERE) -m mypy
	.venv/bin/lint-imports

format: ## de code in vorm zetten
	@.ci/prepare test
	$(PYTHON_HERE) -m ruff check --fix
	$(PYTHON_HERE) -m ruff format

bench: ## metingen als verhoudingen
	@.ci/prepare test
	$(PYTEST) tests/benchmarks -m benchmark_suite -s --results tests/benchmarks/RESULTS.md $(ARGS)

faults: ## de lange versie van de storingstests
	@.ci/prepare test
	$(PYTEST) -m fault $(ARGS)

pictures: ## afbeeldingen van elke pagina voor de README
	@.ci/prepare test
	xvfb-run -a -s "-screen 0 1440x900x24" $(PYTHON_HERE) -m tests.ui.pictures $(ARGS)

app: ## het programma voor werkplekken zonder Python, in dist/bolwerk
	@.ci/prepare app
	$(PYTHON_HERE) -m PyInstaller --noconfirm --log-level WARN build.spec
	@du -sm --apparent-size dist/bolwerk | awk '{ print "dist/bolwerk: " $$1 " MiB"; exit $$1 > 200 }'

prove: ## de zelftest van dist/bolwerk in een kale omgeving
	.ci/bare dist/bolwerk

lock: ## requirements.lock vernieuwen uit pyproject.toml (vraagt uv)
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --upgrade --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --no-strip-extras pyproject.toml --output-file requirements.lock
