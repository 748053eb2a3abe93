#!/usr/bin/env bash
# need.sh build|test|bench|fuzz: sees that what a target needs is installed, and installs what is missing with apt, asking nothing.
# Packages have the same names on Debian 12 and Ubuntu 24.04.
set -euo pipefail

what=${1:?build, test, bench or fuzz}
build=(cmake ninja-build gcc libc6-dev pkg-config libjson-c-dev)
tests=(libcmocka-dev libicu-dev python3)

case $what in
    build) want=("${build[@]}") ;;
    test)  want=("${build[@]}" "${tests[@]}") ;;
    bench) want=("${build[@]}" python3) ;;
    fuzz)  want=("${build[@]}" clang) ;;
    *) echo "need.sh: unknown part '$what'" >&2; exit 2 ;;
esac

installed() { [ "$(dpkg-query -W -f '${Status}' "$1" 2> /dev/null)" = "install ok installed" ]; }

missing() {
    local p
    for p in "$@"; do
        case $p in
            cmake | gcc | clang | python3) command -v "$p" > /dev/null && continue ;;
            ninja-build) command -v ninja > /dev/null && continue ;;
            pkg-config) command -v pkg-config > /dev/null && continue ;;
        esac
        installed "$p" || printf '%s\n' "$p"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo > /dev/null; then sudo "$@"
    else
        echo "dabir: this needs root and there is no sudo; as root run: apt-get install ${lack[*]}" >&2
        exit 1
    fi
}

install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update < /dev/null
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" < /dev/null > /dev/null
}

if ! command -v apt-get > /dev/null; then
    # Not Debian or Ubuntu: say what is wanted, and go on if the tools are there under whatever name they were installed.
    for c in cmake ninja cc; do
        command -v "$c" > /dev/null || {
            echo "dabir: '$c' is missing and this machine has no apt; please install: ${want[*]} (Debian's names)" >&2
            exit 1
        }
    done
    exit 0
fi

mapfile -t lack < <(missing "${want[@]}")
if [ ${#lack[@]} -gt 0 ]; then
    echo "dabir: installing ${lack[*]}"
    install "${lack[@]}"
fi

# libFuzzer lies in a package that is named after clang's version.
if [ "$what" = fuzz ]; then
    major=$(clang -dumpversion | cut -d. -f1)
    if ! installed "libclang-rt-$major-dev" && apt-cache show "libclang-rt-$major-dev" > /dev/null 2>&1; then
        lack=("libclang-rt-$major-dev")
        install "${lack[@]}"
    fi
fi
