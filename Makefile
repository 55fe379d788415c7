# make scan    install reach here and scan a sample, or REPO=path
# make test    all checks and tests
# make fast    reach with a compiled evaluator, in build/fast; needs a C compiler
REPO ?= testdata/projects/fastapi_chat
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
  $(if $(shell $(name) -c 'import sys; print("ok" * (sys.version_info >= (3, 11)))' 2>/dev/null),$(name))))
BIN := .venv/bin
# What the compiled modules decide; that both kinds of scan agree is shown without them.
FAST ?= $(filter-out tests/engine/test_demand.py,$(wildcard tests/engine/test_*.py)) tests/projects \
  $(addprefix tests/hostile/test_,fuzz.py growth.py programs.py)
# What pip does for packages that it copies: the first run is as fast as the second.
PREPARE = @$(BIN)/python -m compileall -q reach && \
  $(BIN)/python -c 'from reach.store.rulesets import prepare; prepare()'

.PHONY: scan dev check test fast test-fast fuzz trust audit bench bench-sweep docs screenshots site update-golden \
  clean

scan: .venv/installed
	@$(BIN)/reach scan --fail-on never $(REPO)

dev: .venv/developing

check: .venv/developing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo

test: check
	$(BIN)/pytest -n auto --dist worksteal

fast: build/fast/done
	@echo "build/fast/venv/bin/reach"

# A copy of all files with the compiled modules beside their sources, so that the tests find them.
test-fast: build/fast/done
	rm -rf build/fast/tree && mkdir build/fast/tree
	tar -xf build/fast/*.tar.gz -C build/fast/tree --strip-components 1
	cp build/fast/venv/lib/python3*/site-packages/*__mypyc*.so build/fast/tree
	cd build/fast/venv/lib/python3*/site-packages && cp --parents reach/flow/*.so $(CURDIR)/build/fast/tree
	cd build/fast/tree && PYTHONPATH=$(CURDIR)/build/fast/tree $(CURDIR)/$(BIN)/python -m pytest -n auto --dist worksteal $(FAST)

fuzz: .venv/developing
	$(BIN)/python -m fuzz $(FUZZ)

trust: .venv/developing
	$(BIN)/python -m fuzz.trust $(TRUST)

audit: .venv/audit
	@mkdir -p build
	@$(BIN)/python -m pip freeze --exclude-editable >build/audit.txt
	@$(BIN)/pip-audit --strict --disable-pip --no-deps --progress-spinner off -r build/audit.txt || \
	  { echo "audit: not passed: a vulnerability is listed above, or a package could not be" \
	    "looked up in PyPI's advisories" >&2; exit 1; }

bench: .venv/bench build/bench/venv/done build/fast/done
	$(BIN)/python -m bench $(BENCH)

bench-sweep: .venv/bench
	$(BIN)/python -m bench.sweep --packages $(BENCH)

docs: .venv/developing
	$(BIN)/python docs/build.py

screenshots: .venv/browser
	$(BIN)/python docs/screenshots.py

site: .venv/site docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

update-golden: .venv/developing docs
	$(BIN)/pytest tests/cli/test_commands.py --update-golden

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "reach needs Python 3.11 or newer; set PYTHON=..." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(PREPARE)
	@touch $@

.venv/developing: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(PREPARE)
	@touch $@ .venv/installed

.venv/%: .venv/developing
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[$*]'
	@touch $@

# Built from a source distribution: compiled modules beside the sources would be used when they are stale.
build/fast/done: pyproject.toml $(shell find reach rulesets -name '*.py' -o -name '*.toml') | .venv/developing
	rm -rf build/fast
	$(BIN)/python -m hatchling build -t sdist -d build/fast
	$(BIN)/python -m venv build/fast/venv
	HATCH_BUILD_HOOK_ENABLE_MYPYC=1 build/fast/venv/bin/python -m pip install --quiet --disable-pip-version-check \
	  build/fast/*.tar.gz
	@touch $@

build/bench/venv/done: bench/requirements.txt | .venv/bin/python
	$(BIN)/python -m venv build/bench/venv
	build/bench/venv/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
