# habitd: run, test, install.  `make help` lists the goals.
.DEFAULT_GOAL := help
.PHONY: help run test bench release install install-kit uninstall format lint clean swift

PREFIX ?= /usr/local
DESTDIR ?=
BINDIR := $(PREFIX)/bin
# Where a user manager looks for units: below a home directory that is share/, elsewhere lib/.
UNITDIR ?= $(if $(filter $(HOME)/.local,$(PREFIX)),$(PREFIX)/share/systemd/user,$(PREFIX)/lib/systemd/user)
# journalctl reads /usr/local/lib/systemd/catalog and /usr/lib/systemd/catalog, and no other place.
CATALOGDIR ?= $(PREFIX)/lib/systemd/catalog

# What plugins in Swift are built with; `habitctl plugin new` looks for it here, beside BINDIR.
KITDIR := $(PREFIX)/share/habitd/HabitKit

BUILD_NEEDS := libsystemd-dev libsqlite3-dev pkg-config
TEST_NEEDS := $(BUILD_NEEDS) systemd procps tmux python3 python3-venv libc-bin tzdata util-linux \
	sway swayidle xvfb x11-xserver-utils xss-lock xprintidle chromium fonts-dejavu-core
STRICT := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib
SOURCES := Package.swift Sources Plugins Tests Units

help:
	@echo "make run        build, and run the daemon in this terminal (installs what is missing)"
	@echo "make test       every test (installs what is missing)"
	@echo "make release    optimised, self-contained programs in .build/release"
	@echo "make install    programs, user units, journal catalog and HabitKit under PREFIX ($(PREFIX))"
	@echo "make uninstall  removes them; your history and configuration stay"
	@echo "make bench      the measured figures beside their floors"
	@echo "make format     formats the source;  make lint checks it"

swift:
	@command -v swift >/dev/null || { echo "habitd is built with Swift 6.3 or newer: https://www.swift.org/install" >&2; exit 1; }

run: swift
	@.ci/need $(BUILD_NEEDS)
	@echo "Building habitd and habitctl (the first time takes some minutes)"
	@swift build --product habitd
	@swift build --product habitctl
	@exec .build/debug/habitd --foreground

# The tests of the whole wait for processes, and two such waits hold up both threads of a small machine: the parts go first.
test: swift
	@.ci/need $(TEST_NEEDS)
	swift build --build-tests $(STRICT)
	@venv=$$(.ci/venv $(CURDIR)/.build/test-venv) || exit 1; \
	export HABITD_TEST_VENV="$${venv:-none}"; \
	echo "swift test: the parts, each by itself"; \
	swift test --skip-build --skip EndToEnd && \
	echo "swift test: the whole, as processes" && \
	swift test --skip-build --filter EndToEnd

bench: swift
	@.ci/need $(BUILD_NEEDS) gcc libc6-dev python3 util-linux binutils
	@Tests/Benchmarks/run

release: swift
	@.ci/need $(BUILD_NEEDS)
	swift build $(RELEASE) --product habitd
	swift build $(RELEASE) --product habitctl

# Under sudo there is often no swift: what `make release` built as yourself is then installed as it is.
install:
	@if command -v swift >/dev/null; then $(MAKE) --no-print-directory release; \
	elif [ ! -x .build/release/habitd ] || [ ! -x .build/release/habitctl ]; then \
		echo "Nothing is built yet. Run this first, as yourself:  make release" >&2; exit 1; fi
	@.ci/need binutils
	install -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(UNITDIR) $(DESTDIR)$(CATALOGDIR)
	install -s -m 0755 .build/release/habitd .build/release/habitctl $(DESTDIR)$(BINDIR)
	sed 's|/usr/local/bin/|$(BINDIR)/|' Units/habitd.service > $(DESTDIR)$(UNITDIR)/habitd.service
	chmod 0644 $(DESTDIR)$(UNITDIR)/habitd.service
	install -m 0644 Units/habitd.socket $(DESTDIR)$(UNITDIR)
	install -m 0644 Units/habitd.catalog $(DESTDIR)$(CATALOGDIR)
	@$(MAKE) --no-print-directory install-kit
	@.ci/after-install '$(DESTDIR)' '$(BINDIR)' '$(CATALOGDIR)'

# Alone it needs neither a compiler nor a library.
install-kit:
	rm -rf $(DESTDIR)$(KITDIR)
	install -d $(DESTDIR)$(KITDIR)
	cp -RL Units/HabitKit/Package.swift Units/HabitKit/Sources $(DESTDIR)$(KITDIR)
	chmod -R u=rwX,go=rX $(DESTDIR)$(KITDIR)

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/habitd $(DESTDIR)$(BINDIR)/habitctl
	rm -f $(DESTDIR)$(UNITDIR)/habitd.service $(DESTDIR)$(UNITDIR)/habitd.socket
	rm -f $(DESTDIR)$(CATALOGDIR)/habitd.catalog
	rm -rf $(DESTDIR)$(KITDIR)
	@rmdir $(DESTDIR)$(PREFIX)/share/habitd 2>/dev/null || true
	@echo "Your history (~/.local/share/habitd) and configuration (~/.config/habitd) were left alone."

format: swift
	swift format format --in-place --recursive $(SOURCES)

lint: swift
	swift format lint --strict --recursive $(SOURCES)

clean:
	rm -rf .build
