#!/usr/bin/env bash
# What do this generator and any rival on the PATH take for the same documents?
#
#     generator/benches/compare.sh DOCUMENT...
#
# Prints a Markdown table: for each document and generator the CPU seconds (user and system), the
# wall seconds and the peak memory of generating; the lines and bytes of Rust that were written; and
# of `cargo check` of the output alone, its dependencies built before, the CPU seconds and the peak
# memory, or the number of errors. Each is the least of RUNS runs (3 unless set), or of CHECKS (1
# unless set); the generators take turns, so that a busy machine is as unfair to one as to another.
# A check may take LIMIT seconds (900 unless set). WITHOUT lists checks that are left out, such as
# "oas3-gen:github.json". BINDERY names this generator's binary; without it, it is built. Crates and
# their dependencies are built in WORK, a folder that is kept if it is given. Needs GNU time.
set -u

runs=${RUNS:-3}
checks=${CHECKS:-1}
limit=${LIMIT:-900}
here=$(cd "$(dirname "$0")/../.." && pwd)
if [ -z "${BINDERY:-}" ]; then
    cargo build --quiet --release --manifest-path "$here/Cargo.toml" -p bindery-cli --bin bindery || exit 1
    BINDERY=$here/target/release/bindery
fi
if [ -n "${WORK:-}" ]; then
    work=$WORK
    mkdir -p "$work"
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
export CARGO_TARGET_DIR=$work/target CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0 CARGO_TERM_COLOR=never

generators=(bindery)
for rival in cargo-progenitor oas3-gen openapi-to-rust openapi-generator-cli; do
    command -v "$rival" >/dev/null && generators+=("$rival")
done

# The line that a generator says of itself.
version() {
    case $1 in
        bindery) "$BINDERY" --version ;;
        cargo-progenitor) echo "cargo-progenitor $(cargo install --list | sed -n 's/^cargo-progenitor v\(.*\):$/\1/p')" ;;
        openapi-generator-cli) echo "openapi-generator $(openapi-generator-cli version)" ;;
        *) "$1" --version ;;
    esac
}

# generate NAME DOCUMENT FOLDER
generate() {
    case $1 in
        bindery) timed "$BINDERY" generate "$2" --out "$3" --crate-name client ;;
        cargo-progenitor) timed cargo progenitor -i "$2" -o "$3" -n client -v 0.1.0 ;;
        oas3-gen) timed oas3-gen generate client-mod --workspace -i "$2" -o "$3" ;;
        openapi-to-rust) timed openapi-to-rust generate "$2" --output-dir "$3/src" ;;
        openapi-generator-cli)
            timed openapi-generator-cli generate -g rust -i "$2" -o "$3" \
                --skip-validate-spec --additional-properties=packageName=client
            ;;
    esac
}

# Makes a crate of what is a module and a list of dependencies.
complete() {
    if [ "$1" = openapi-to-rust ] && [ -f "$2/src/mod.rs" ]; then
        mv "$2/src/mod.rs" "$2/src/lib.rs"
        { printf '[package]\nname = "client"\nversion = "0.1.0"\nedition = "2024"\n\n'; cat "$2/src/REQUIRED_DEPS.toml"; } >"$2/Cargo.toml"
    fi
}

# Runs a command; its exit code is kept, and its seconds and kilobytes are in $work/time.
timed() {
    command time -f '%U %S %e %M' -o "$work/time" timeout "$limit" "$@" >"$work/out" 2>&1
}

# The least of what is in a file of such lines.
generating() {
    awk '{ if (NR == 1 || $1 + $2 < cpu) cpu = $1 + $2; if (NR == 1 || $3 < wall) wall = $3
            if (NR == 1 || $4 < most) most = $4 }
        END { if (NR) printf "%.2f | %.2f | %d", cpu, wall, most / 1024; else printf "fails | |" }' "$1"
}

checking() {
    awk '{ if (NR == 1 || $1 + $2 < cpu) cpu = $1 + $2; if (NR == 1 || $4 < most) most = $4 }
        END { printf "%.1f | %d", cpu, most / 1024 }' "$1"
}

# check NAME DOCUMENT FOLDER: the last two cells of a row.
check() {
    if [ ! -f "$3/Cargo.toml" ]; then
        echo 'no crate | '
        return
    fi
    case " ${WITHOUT:-} " in *" $1:$(basename "$2") "*)
        echo 'left out | '
        return
        ;;
    esac
    (
        cd "$3" || exit
        # The dependencies, for a crate without content.
        mv src full && mkdir src && : >src/lib.rs
        cargo check --quiet >"$work/$1.dependencies" 2>&1
        made=$?
        rm -r src && mv full src
        if [ "$made" -ne 0 ]; then
            echo "manifest or dependencies refused | "
            exit
        fi
        rm -f "$work/check"
        for _ in $(seq "$checks"); do
            touch src/lib.rs
            if ! timed cargo check --quiet; then
                errors=$(sed -n 's/.*due to \([0-9]*\) previous error.*/\1/p' "$work/out" | tail -1)
                if [ -n "$errors" ]; then
                    awk -v errors="$errors" 'NR == 1 || /^[0-9]/ { last = $0 }
                        END { split(last, part); printf "%s errors (%.1f) | %d\n", errors, part[1] + part[2], part[4] / 1024 }' "$work/time"
                else
                    echo "ended without a response | "
                fi
                exit
            fi
            cat "$work/time" >>"$work/check"
        done
        checking "$work/check"
    )
}

echo "$(uname -sm), $(nproc) cores ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)), $(rustc --version), $(date +%F)"
for name in "${generators[@]}"; do
    echo "* $(version "$name" 2>/dev/null | head -1)"
done
echo
echo '| document | generator | generating: CPU s | wall s | MB | lines | kB | cargo check: CPU s | MB |'
echo '| --- | --- | --: | --: | --: | --: | --: | --: | --: |'
# Each run has a folder of its own, which stays: ext4 makes files slowly where some were just deleted.
outputs=$(mktemp -d "$work/outputs.XXXXXX")
for document in "$@"; do
    rm -f "$work"/*.generate
    for run in $(seq "$runs"); do
        folder=$outputs/$(basename "$document").$run
        mkdir "$folder"
        for name in "${generators[@]}"; do
            touch "$work/$name.generate"
            generate "$name" "$document" "$folder/$name" && cat "$work/time" >>"$work/$name.generate"
        done
    done
    for name in "${generators[@]}"; do
        size=$(find "$folder/$name" -name '*.rs' -exec cat {} + 2>/dev/null | wc -lc | awk '{ printf "%d | %d", $1, $2 / 1000 }')
        complete "$name" "$folder/$name"
        echo "| $(basename "$document") | $name | $(generating "$work/$name.generate") | $size | $(check "$name" "$document" "$folder/$name") |"
    done
done
