#!/bin/sh
# Builds the readers with libFuzzer and AddressSanitizer, both in Swift's toolchain, and runs them on bytes that they make up.
#
#   Tests/Faults/fuzz.sh [--seconds 600] [--jobs 2] [session] [journal] [table] [configuration]
#   Tests/Faults/fuzz.sh --again FILE session      one input, as it was kept
#
# CLOUT_FUZZ_FOLDER says where the program, its inputs and its finds are; /tmp/clout-fuzz if it isn't set.
set -eu
cd "$(dirname "$0")/../.."
folder=${CLOUT_FUZZ_FOLDER:-${TMPDIR:-/tmp}/clout-fuzz}
seconds=600 jobs=2 again= targets=
while [ $# -gt 0 ]; do
  case $1 in
  --seconds) seconds=$2; shift ;;
  --jobs) jobs=$2; shift ;;
  --again) again=$2; shift ;;
  session | journal | table | configuration) targets="$targets $1" ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
  shift
done
[ -n "$targets" ] || targets="session journal table configuration"
mkdir -p "$folder/build"

# A module and its sources. Overflow and bounds are checked, as in a release.
module() {
  name=$1; shift
  newest=$(find "$@" -newer "$folder/build/$name.o" 2>/dev/null | head -1)
  if [ -f "$folder/build/$name.o" ] && [ -z "$newest" ] && [ -z "$stale" ]; then return; fi
  stale=yes
  echo "building $name"
  swiftc -O -wmo -swift-version 6 -parse-as-library -enable-testing -package-name clout -sanitize=fuzzer,address \
    -module-name "$name" -I "$folder/build" -I "$folder/build/CZlib" -I "$folder/build/CExpat" -emit-module -emit-module-path "$folder/build/$name.swiftmodule" \
    -c -o "$folder/build/$name.o" "$@"
}
stale=
# The sources in a folder, without those of the modules in it.
sources() { find "$1" -name '*.swift' | grep -vE "^$1/(${2:-none})/" | sort; }
# A C target, with the module map that the package manager would make.
library() {
  mkdir -p "$folder/build/$1"
  printf 'module %s { umbrella "%s/Sources/%s/include" export * }\n' "$1" "$PWD" "$1" >"$folder/build/$1/module.modulemap"
  clang -O1 -g -fsanitize=fuzzer-no-link,address -I "Sources/$1/include" -c -o "$folder/build/$1.o" Sources/"$1"/*.c
}
# The files that the package manager embeds.
embed() {
  echo 'struct PackageResources {'
  for file in "$@"; do
    echo "static let $(basename "$file" | tr '.-' '__'): [UInt8] = [$(od -An -v -tu1 "$file" | tr -s ' \n' ',' | sed 's/^,//; s/,$//')]"
  done
  echo '}'
}
library CZlib
library CExpat
embed Sources/SessionStore/Tabular/Profiles/*.json >"$folder/build/PackageResources.swift.new"
cmp -s "$folder/build/PackageResources.swift.new" "$folder/build/PackageResources.swift" ||
  mv "$folder/build/PackageResources.swift.new" "$folder/build/PackageResources.swift"
module LibC $(sources Sources/LibC)
module Marketing $(sources Sources/Marketing Demo)
module Wording $(sources Sources/Wording)
module Demo $(sources Sources/Marketing/Demo)
module JSON $(sources Sources/SessionStore/JSON)
module Packed $(sources Sources/SessionStore/Packed)
module Sheets $(sources Sources/SessionStore/Sheets)
module Profiles $(sources Sources/SessionStore/Tabular/Profiles) "$folder/build/PackageResources.swift"
module Tabular $(sources Sources/SessionStore/Tabular Profiles)
module SessionStore $(sources Sources/SessionStore 'JSON|Tabular|Packed|Sheets')
module Screen $(sources Sources/Screen 'Charts|Widgets')
# The part of the cockpit that reads the configuration.
module Configuration Sources/Cockpit/Shell/State/Config.swift Sources/Cockpit/Shell/Runtime/ConfigFile.swift
module SchemaSamples $(sources Tests/SchemaSamples)
module Fuzz $(sources Tests/Faults/Fuzz) Tests/SessionStoreTests/Session/Random*.swift
if [ -n "$stale" ] || [ ! -x "$folder/fuzz" ]; then
  swiftc -sanitize=fuzzer,address -use-ld=lld -o "$folder/fuzz" "$folder"/build/*.o -l:libz.a -l:libexpat.a
fi

export ASAN_OPTIONS=detect_leaks=0:quarantine_size_mb=16:malloc_context_size=2 SWIFT_BACKTRACE=enable=no
options="-timeout=10 -rss_limit_mb=2048"
if [ -n "$again" ]; then
  for target in $targets; do CLOUT_FUZZ=$target "$folder/fuzz" $options "$again"; done
  exit
fi

seeds=$folder/seeds
rm -rf "$seeds"
CLOUT_SEEDS=$seeds CLOUT_TABLES=$(echo Tests/Fixtures/*.csv) CLOUT_THEMES=$(echo Themes/*.json) "$folder/fuzz"
for target in session journal table configuration; do
  # Words that mean something to the readers: members, headings, values.
  case $target in
  table) cat Tests/Fixtures/*.csv | head -c 200000 | tr ',;\t\r"' '\n' ; printf '%s\n' '#VALUE!' '1.234,5' '48.5M' 'sep=;' 1e9 ;;
  configuration) cat Themes/*.json | grep -oE '"[^"]+"|#[0-9a-f]{6}' ; printf '%s\n' ctrl- alt- shift- pgdn f63 '"keys"' ;;
  *) cat "$seeds/$target"/* | grep -aoE '"[a-z_]+"' ; printf '%s\n' '\u0000' 9223372036854775807 -9223372036854775808 1e400 null '=== ' ;;
  esac | LC_ALL=C grep -aE '^[ -~]{2,40}$' | sort -u | head -1500 | sed 's/[\\"]/\\&/g; s/.*/"&"/' >"$folder/$target.dict"
done

# Rounds of as many as run side by side.
run() {
  mkdir -p "$folder/corpus/$1" "$folder/finds/$1"
  CLOUT_FUZZ=$1 "$folder/fuzz" $options -max_total_time="$seconds" -max_len=8192 -dict="$folder/$1.dict" \
    -artifact_prefix="$folder/finds/$1/" -print_final_stats=1 "$folder/corpus/$1" "$seeds/$1" >"$folder/$1.log" 2>&1
}
report() {
  if wait "$2"; then result="no find"; else result="A FIND, see $folder/$1.log and $folder/finds/$1"; failed=1; fi
  last=$(grep -aE '^#[0-9]+.*cov:' "$folder/$1.log" | tail -1)
  echo "$1: $(sed -n 's/^stat::number_of_executed_units: */executions /p' "$folder/$1.log"), $last: $result"
}
failed=0 running=
set -- $targets
while [ $# -gt 0 ]; do
  running=
  for n in $(seq "$jobs"); do
    [ $# -gt 0 ] || break
    run "$1" &
    running="$running $1:$!"
    shift
  done
  for one in $running; do report "${one%%:*}" "${one##*:}"; done
done
exit $failed
