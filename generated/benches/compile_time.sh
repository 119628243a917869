#!/usr/bin/env bash
# How long the types of a folder of schemas take to compile: the tree of this generator beside the
# output of typify, each as a crate of its own, in one run. Times are seconds of the processor.
#
#   generated/benches/compile_time.sh FOLDER [CONFIG]
#
# CONFIG is a `codegen.toml`; without it the one of this repository is used. Its inputs are replaced
# by FOLDER.
set -eu

here=$(cd "$(dirname "$0")/../.." && pwd)
schemas=$(cd "${1:?usage: compile_time.sh FOLDER [CONFIG]}" && pwd)
config=${2:-$here/codegen.toml}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# crate NAME FEATURES
crate() {
    mkdir -p "$work/$1/src"
    cat > "$work/$1/Cargo.toml" <<END
[package]
name = "$1"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
serde = { version = "1", features = [$2] }
serde_json = "1"
regress = "0.12"
chrono = { version = "0.4", features = ["serde"] }
END
}

cd "$here"
cargo build --quiet --release -p codegen --bin codegen --example typify_output
target=${CARGO_TARGET_DIR:-$here/target}
crate generated_types ''
"$target/release/codegen" generate --config "$config" --schemas "$schemas" \
    --out "$work/generated_types/src" --set "ledger=$work/ledger.json"
printf '\n[lib]\npath = "src/mod.rs"\n' >> "$work/generated_types/Cargo.toml"
crate typify_types '"derive"'
"$target/release/examples/typify_output" "$schemas" > "$work/typify_types/src/lib.rs"

export CARGO_TARGET_DIR="$work/target" CARGO_INCREMENTAL=0
for name in generated_types typify_types; do
    lines=$(find "$work/$name/src" -name '*.rs' -exec cat {} + | wc -l)
    echo "$name: $lines lines"
done
for command in check 'build --release'; do
    # Once with what they depend on, then alone, by turns: a machine is not as fast at all times.
    for name in generated_types typify_types; do
        cd "$work/$name"
        cargo $command --quiet 2> /dev/null
    done
    for _ in 1 2 3; do
        for name in generated_types typify_types; do
            cd "$work/$name"
            find src -name '*.rs' -exec touch {} +
            echo "$name: cargo $command"
            (time -p cargo $command --quiet 2> /dev/null) 2>&1 | grep -E 'real|user'
        done
    done
done
