# What a newcomer types: `make run`, `make test`. PORT=9000 chooses the port, ARGS="-k rotation" goes to pytest.
PYTHON = .venv/bin/python
EVERYTHING = requirements.txt requirements-embedded.txt requirements-dev.txt
PIN = $(PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

# What Python has compiled is kept: each of the many processes here starts in half the time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint bench chaos pins everything

run: # the product on this machine, with its demo
	@python3 scripts/venv.py requirements.txt requirements-embedded.txt
	@$(PYTHON) manage.py serve --demo

test: everything # all tests, browser included
	@CHROMIUM=$$($(PYTHON) scripts/browser.py) && export CHROMIUM && $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lint: everything # style, types, migrations, deployment settings
	@$(PYTHON) scripts/lint.py

bench: everything # speed, written into docs/; PART=pages or PART=forming measures one of the two
	@$(PYTHON) -m bench $(PART)

chaos: everything # kills, wipes, stops and freezes all there is while mails go out, written into docs/; SHARE=0.1 is a small one
	@$(PYTHON) -m chaos $(SHARE)

pins: everything # new versions within what pyproject.toml allows
	@$(PYTHON) -m pip install --quiet uv
	$(PIN) --upgrade pyproject.toml -o requirements.txt
	$(PIN) --upgrade -c requirements.txt --group embedded -o requirements-embedded.txt
	$(PIN) --upgrade -c requirements.txt -c requirements-embedded.txt --group dev -o requirements-dev.txt

everything:
	@python3 scripts/venv.py $(EVERYTHING)
