# A thin front for CMake + Ninja. `make demo` and `make test` install what they need and ask nothing.
BUILD       ?= build
PREFIX      ?= /usr/local
DESTDIR     ?=
WERROR      ?= OFF
FUZZ_SECONDS ?= 600
CMAKE_FLAGS ?=
export DABIR_KIT ?= $(if $(wildcard ../shared/gold),$(abspath ../shared),)

CONF = cmake -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX) -DDABIR_WERROR=$(WERROR) $(CMAKE_FLAGS)

.NOTPARALLEL: # installing comes before building; ninja builds in parallel
.PHONY: all docs demo test check bench eval eval-text train corpus fuzz asan ubsan tsan asan-ubsan install clean need-build need-test need-bench need-fuzz help

all: ## build/dabir and its model, build/fa.dabir
	@$(CONF) -S . -B $(BUILD) > /dev/null
	@ninja -C $(BUILD) --quiet program

demo: need-build all ## install what is missing, build, read the examples, print the record
	@$(BUILD)/dabir read examples/*.txt

test: need-test ## install what the tests need, build, run them all
	@$(CONF) -S . -B $(BUILD) -DDABIR_TESTS=ON > /dev/null
	@ninja -C $(BUILD) --quiet
	@ctest --test-dir $(BUILD) --output-on-failure -j 2

check: test

bench: need-bench ## speed, memory, start-up (needs DABIR_KIT for the news)
	@$(CONF) -S . -B $(BUILD) -DDABIR_BENCH=ON > /dev/null
	@ninja -C $(BUILD) --quiet program bench_normalise bench_text
	@BUILD=$(BUILD) python3 bench/bench.py

eval: need-bench all ## scores against the gold reports (needs DABIR_KIT)
	@BUILD=$(BUILD) bench/eval.sh

eval-text: need-bench all ## scores of the Persian layer on the kit's trees, names and cases (needs DABIR_KIT)
	@BUILD=$(BUILD) bench/eval-text.sh

train: need-build all ## makes data/weights anew from the kit (needs DABIR_KIT)
	@BUILD=$(BUILD) scripts/train.sh

corpus: need-build all asan-ubsan ## every news text of the kit, plain twice and under ASan + UBSan (needs DABIR_KIT)
	@DABIR_MODEL=$(abspath $(BUILD))/fa.dabir python3 bench/corpus.py $(BUILD)/dabir build-asan-ubsan/dabir

fuzz: need-fuzz all ## libFuzzer on dabir_read and dabir_analyse for FUZZ_SECONDS
	@CC=clang $(CONF) -S . -B build-fuzz -DDABIR_FUZZ=ON > /dev/null
	@ninja -C build-fuzz --quiet fuzz_read fuzz_text
	@BUILD=$(BUILD) FUZZ_SECONDS=$(FUZZ_SECONDS) scripts/fuzz.sh build-fuzz/tests/fuzz/fuzz_read build-fuzz/tests/fuzz/fuzz_text

# Whole builds under a sanitizer: build-asan/dabir and so on.
asan: SAN = address
ubsan: SAN = undefined
tsan: SAN = thread
asan-ubsan: SAN = address,undefined
asan ubsan tsan asan-ubsan: need-build ## a build under that sanitizer: build-asan, build-ubsan, build-tsan
	@$(CONF) -S . -B build-$@ -DCMAKE_BUILD_TYPE=RelWithDebInfo -DDABIR_SANITIZE=$(SAN) > /dev/null
	@ninja -C build-$@ --quiet program
	@echo "build-$@/dabir"

install: all ## PREFIX (/usr/local) and DESTDIR are honoured
	@DESTDIR=$(DESTDIR) cmake --install $(BUILD)

docs: all ## writes doc/tour.md and what README.md shows anew
	@python3 scripts/tour.py
	@scripts/excerpt.sh

clean:
	rm -rf build build-asan build-ubsan build-tsan build-fuzz build-clang

need-build need-test need-bench need-fuzz: need-%:
	@scripts/need.sh $*

help:
	@sed -n 's/^\([a-z][a-z ]*\):[^=]*## /\1: /p' Makefile
