#!/usr/bin/env bash
# What do this generator and any rival on the PATH take for the same documents?
#
#     generator/benches/compare.sh DOCUMENT...
#
# Prints a Markdown table: for each document and generator the CPU seconds (user and system) and the
# peak memory of generating, the lines that were written, and the same two figures of `cargo check`
# of the output alone, its dependencies built before. Each is the best of RUNS runs (3 unless set);
# the generators take turns, so that a busy machine is as unfair to one as to another. Needs GNU
# time. BINDERY names this generator's binary; without it, it is built.
set -u

runs=${RUNS:-3}
here=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${BINDERY:-}" ]; then
    cargo build --quiet --release --manifest-path "$here/Cargo.toml" -p bindery --bin bindery || exit 1
    BINDERY=$here/target/release/bindery
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

generators=(bindery)
for rival in cargo-progenitor oas3-gen openapi-to-rust openapi-generator-cli; do
    command -v "$rival" >/dev/null && generators+=("$rival")
done

# generate NAME DOCUMENT FOLDER
generate() {
    case $1 in
        bindery) timed "$BINDERY" generate "$2" --out "$3" ;;
        cargo-progenitor) timed cargo progenitor -i "$2" -o "$3" -n client -v 0.1.0 ;;
        oas3-gen) timed oas3-gen generate client-mod -i "$2" -o "$3" ;;
        openapi-to-rust) timed openapi-to-rust generate --input "$2" --output "$3" ;;
        openapi-generator-cli) timed openapi-generator-cli generate -g rust -i "$2" -o "$3" ;;
    esac
}

# Runs a command; its exit code is kept, and its CPU seconds and kilobytes are in $work/time.
timed() {
    command time -f '%U %S %M' -o "$work/time" "$@" >"$work/out" 2>&1
}

# The best of what is in a file of such lines: "1.23 / 45".
best() {
    awk '{ cpu = $1 + $2; if (NR == 1 || cpu < least) least = cpu; if ($3 > most) most = $3 }
        END { if (NR) printf "%.2f / %d", least, most / 1024; else printf "fails" }' "$1"
}

echo "$(uname -sm), $(nproc) cores ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), $(rustc --version), $(date +%F)"
echo
echo '| document | generator | generating: CPU s / MB | lines | cargo check: CPU s / MB |'
echo '| --- | --- | --- | --- | --- |'
for document in "$@"; do
    rm -f "$work"/*.generate
    for _ in $(seq "$runs"); do
        for name in "${generators[@]}"; do
            rm -rf "${work:?}/$name"
            touch "$work/$name.generate"
            generate "$name" "$document" "$work/$name" && cat "$work/time" >>"$work/$name.generate"
        done
    done
    for name in "${generators[@]}"; do
        lines=$(find "$work/$name" -name '*.rs' -exec cat {} + 2>/dev/null | wc -l)
        : >"$work/check"
        if [ -f "$work/$name/Cargo.toml" ]; then
            export CARGO_TARGET_DIR=$work/target CARGO_INCREMENTAL=0
            (
                cd "$work/$name" || exit
                cargo check --quiet >/dev/null 2>&1 || exit
                for _ in $(seq "$runs"); do
                    touch src/lib.rs
                    timed cargo check --quiet && cat "$work/time" >>"$work/check"
                done
            )
            check=$(best "$work/check")
        else
            check='no crate'
        fi
        echo "| $(basename "$document") | $name | $(best "$work/$name.generate") | $lines | $check |"
    done
done
