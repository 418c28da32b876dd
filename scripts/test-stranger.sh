#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A stranger's package asks for the engine alone, by URL and version, with the lines of the README: nothing
# else may be fetched, it builds, and its queue agrees with theory. Clone and package are in a temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."
# A package with unsafe flags cannot be asked for by version.
unset CORDON_OPTIMISED CORDON_FUZZ

folder=$(mktemp --directory)
trap 'rm -rf "$folder"' EXIT

fail() {
  echo "test-stranger: $*" >&2
  exit 1
}

version=$(sed -n 's/^public let cordonVersion = "\(.*\)"$/\1/p' Sources/Experiments/Plan/Version.swift)
git clone --quiet . "$folder/cordon"
# What is not yet committed is tried too.
git diff HEAD --binary | git -C "$folder/cordon" apply --allow-empty --index
git -C "$folder/cordon" -c user.name=test -c user.email=test@localhost -c commit.gpgsign=false \
  commit --quiet --allow-empty --message 'As it is'
git -C "$folder/cordon" tag --force "$version" >/dev/null

# The lines that the README tells strangers to copy: between the heading and the end of the block.
block() {
  awk -v language="$1" '
    /^## The engine alone/ { inside = 1 }
    inside && $0 == "```" { printing = 0 }
    printing { print }
    inside && $0 == "```swift " language { printing = 1 }
  ' README.md
}
mkdir -p "$folder/queue/Sources/Queue"
block Package.swift | sed "s#URL-OF-THIS-REPOSITORY#file://$folder/cordon#" >"$folder/queue/Package.swift"
block Sources/Queue/main.swift >"$folder/queue/Sources/Queue/main.swift"
grep --quiet "file://" "$folder/queue/Package.swift" || fail "README.md has no Package.swift"

cd "$folder/queue"
grep --quiet "from: \"$version\"" Package.swift || fail "README.md asks for another version than $version"
packages=$(swift package --quiet show-dependencies --format json | grep '"identity"' | sort | tr -d ' ,\n')
[ "$packages" = '"identity":"cordon""identity":"queue"' ] || fail "resolved more than Cordon: $packages"
[ "$(ls .build/checkouts)" = cordon ] || fail "fetched more than Cordon: $(ls .build/checkouts)"

swift build --quiet -Xswiftc -warnings-as-errors
.build/debug/Queue

# Events need no library of their own: what uses them alone is not linked with GSL.
mkdir -p Sources/Events
cat >Sources/Events/main.swift <<'END'
import DiscreteEvents

var till = Station(servers: 1)
_ = till.request(1, at: 0)
till.release(at: 4)
print(till.served)
END
sed --in-place 's#^  targets: \[#&\n    .executableTarget(\n      name: "Events", dependencies: [.product(name: "DiscreteEvents", package: "cordon")]),#' \
  Package.swift
swift build --quiet --product Events
[ "$(.build/debug/Events)" = 1 ] || fail 'events alone do not run'
if ldd .build/debug/Events | grep --quiet gsl; then fail 'events are linked with GSL'; fi
echo 'A package of a stranger resolves, builds and runs the engine alone.'
