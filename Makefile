# SPDX-License-Identifier: GPL-3.0-or-later

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup build static install uninstall demo workbench server serve examples times site site-write test test-report test-slurm checked lint \
  fuzz bench counts tables generate figures reference numbers impact calibration

# What the demonstration is called with, for example DEMO_OPTIONS='--replications 20'.
DEMO_OPTIONS ?=
# What the workbench opens: a scenario, its name, or the folder of a finished study.
SCENARIO ?=
# Below which folder Cordon is installed.
PREFIX ?= /usr/local
# What the tests are called with, for example TEST_OPTIONS='--filter ExperimentsTests'.
TEST_OPTIONS ?=
# With WORKBENCH=1 one build makes both programs, in .build. A build with the trait of the workbench shares nothing with
# one without it, so each folder keeps to one of them.
ifdef WORKBENCH
  BUILT := --traits Program,Workbench
  SERVER := .build/release/cordon-serve
  MADE_SERVER := build
else
  BUILT := --product cordon
  SERVER := .build-serve/release/cordon-serve
  MADE_SERVER := server
endif
STRICT := -Xswiftc -warnings-as-errors --explicit-target-dependency-import-check error

help: ## Says what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 13

setup: ## Installs what is missing; says nothing when all is there.
	@scripts/setup.sh

build: setup ## Builds the program in release: .build/release/cordon.
	@swift build --configuration release $(BUILT)

static: ## Builds one program that needs no library where it runs: .build-static/cordon.
	@scripts/build-static.sh

demo: build ## Compares "cooperate" with "clampdown", from pasts that match the record.
	@.build/release/cordon compare scenarios/cooperate.yaml scenarios/clampdown.yaml \
	  --from scenarios/pasts/base.csv --force $(DEMO_OPTIONS)

workbench: $(MADE_SERVER) ## Builds the workbench in release: .build-serve/release/cordon-serve.

server: setup
	@swift build --configuration release --traits Program,Workbench --scratch-path .build-serve --product cordon-serve

serve: workbench ## Builds the workbench and opens it: a page on which policies are changed. SCENARIO=file
	@$(SERVER) --open $(SCENARIO)

examples: setup ## Builds the models in Examples, which use the engine alone, and holds each against theory.
	@swift run --configuration release --package-path Examples Examples
	@Examples/count-lines.py

times: examples ## Times the examples beside their peers in SimPy and Ciw, in one run; some minutes.
	@$$(CORDON_PYTHON=.build-python-site scripts/python.sh simpy==4.1.1 ciw==3.2.7)/python Examples/time-models.py

site: setup ## Makes the site of the engine, its code run: .build-site/pages/index.html.
	@scripts/site.sh

site-write: setup ## Writes what the code in docs/engine prints anew, and its pictures.
	@scripts/site.sh write

test: setup ## Builds everything without a warning and passes all tests.
	@CORDON_OPTIMISED=1 swift test $(STRICT) $(TEST_OPTIONS)

test-slurm: build ## Runs a sweep on a throw-away Slurm, cuts off a node, and compares the tables.
	@scripts/test-slurm.sh

checked: setup ## Passes the engine's tests in release, its invariants checked.
	@swift test --configuration release --scratch-path .build-checked \
	  -Xswiftc -DCHECK_INVARIANTS -Xswiftc -enable-testing --filter 'DiscreteEventsTests|Oracles'

tables: build ## Reads the tables back with frictionless, pandas and R.
	@scripts/test-tables.sh

generate: build ## Writes all that is made from declarations anew: base.yaml, schemas, assumptions.
	@scripts/generate.sh

numbers: build ## Writes the numbers that README and docs print anew; some minutes.
	@scripts/printed-numbers.py write

reference: build ## Writes the reference study in notebooks-out/reference anew.
	@scripts/reference.sh write

impact: build ## Measures anew what each unknown moves; some minutes. Then build and `make generate`.
	@scripts/impact.py

calibration: build ## Finds the pasts in scenarios/pasts anew; some five minutes on two cores.
	@scripts/calibration.sh write

figures: ## Draws docs/figures/*.dot anew with Graphviz.
	@scripts/draw-figures.sh

install: build ## Installs program, manual, completions, scenarios below PREFIX=/usr/local.
	@scripts/install.sh install $(PREFIX)

uninstall: ## Removes what was installed below PREFIX, and nothing else.
	@scripts/install.sh uninstall $(PREFIX)

lint: setup ## Checks format and licence lines.
	@swift format lint --strict --parallel --recursive Sources Tests Examples Package.swift
	@scripts/check-licences.sh

fuzz: setup ## Loads mutated files for a minute, or SECONDS=7200: nothing may crash or hang.
	@scripts/fuzz.sh $(SECONDS)

bench: setup ## Measures the engine against C and SimPy and prints one table.
	@Benchmarks/run

counts: ## Counts instructions of engine and model, and fails if they have grown.
	@scripts/setup.sh valgrind
	@Benchmarks/run counts

test-report: build ## Opens reports in headless Chromium and executes notebooks.
	@scripts/test-report.sh
