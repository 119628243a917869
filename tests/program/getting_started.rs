//! What `docs/getting-started.md` tells people to do works, and prints what the page says.

use std::path::Path;

use crate::folder::{codegen, commit, read, write};
use crate::guide::{Block, blocks, compare, page};
use crate::workspace::Workspace;

const PAGE: &str = "docs/getting-started.md";

/// The text of the block of a kind that contains another text.
#[track_caller]
fn block<'a>(blocks: &'a [Block], info: &str, part: &str) -> &'a Block {
    let found = blocks.iter().find(|it| it.info == info && it.text.contains(part));
    found.unwrap_or_else(|| panic!("no {info} with {part}"))
}

/// What the commands of a block print.
fn transcript(folder: &Path, block: &Block) -> String {
    let commands = block.text.lines().filter_map(|line| line.strip_prefix("$ codegen "));
    let printed = commands.map(|line| {
        let ran = codegen(folder, line);
        assert_eq!(ran.status, 0, "{line}: {}{}", ran.out, ran.err);
        format!("$ codegen {line}\n{}{}", ran.out, ran.err)
    });
    printed.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_steps_work_from_the_command_line_and_from_a_build_script() {
    let text = page(PAGE);
    let blocks = blocks(&text);
    let folder = tempfile::tempdir().unwrap();
    let it = folder.path();
    let file = |path: &str, block: &Block| (path.to_owned(), block.text.clone().into_bytes());
    let schema = block(&blocks, "yaml", "title: Order");
    let toml = block(&blocks, "toml", "out =");
    write(it, &[file("schemas/order.yaml", schema), file("codegen.toml", toml)].into());

    let consoles: Vec<_> = blocks.iter().filter(|it| it.info == "console").collect();
    let [check, inspect, update] = consoles.as_slice() else { panic!("other transcripts") };
    assert_eq!(codegen(it, &block(&blocks, "sh", "").text.replace("codegen ", "")).status, 0);
    let mut found = vec![
        (check.place.clone(), transcript(it, check)),
        (inspect.place.clone(), transcript(it, inspect)),
    ];

    let main = block(&blocks, "rust", "fn main() -> Result<(), Box<");
    let output = block(&blocks, "text", "");
    let workspace = Workspace::new();
    workspace.add_package("orders", &block(&blocks, "toml", "[dependencies]").text);
    write(&workspace.folder.join("orders/src/api"), &read(&it.join("src/api")));
    let main = format!("#![deny(warnings)]\n{}", main.text);
    workspace.write("orders/src/main.rs", &main);
    let printed = workspace.run_package("orders");
    found.push((output.place.clone(), printed.clone()));

    let dependencies = block(&blocks, "toml", "[build-dependencies]").text.clone();
    let dependencies = dependencies.replace("../stytch-types/", "../");
    let dependencies = block(&blocks, "toml", "[dependencies]").text.clone() + &dependencies;
    workspace.add_package("built", &dependencies);
    workspace.write("built/build.rs", &block(&blocks, "rust", "build_script::run").text);
    workspace.write("built/codegen.toml", &toml.text);
    workspace.write("built/schemas/order.yaml", &schema.text);
    workspace.write("built/src/main.rs", &main);
    assert_eq!(workspace.run_package("built"), printed);
    drop(workspace);

    commit(it);
    let changed = schema.text.replace("sent]", "sent, lost]");
    assert_ne!(changed, schema.text);
    write(it, &[("schemas/order.yaml".to_owned(), changed.into_bytes())].into());
    found.push((update.place.clone(), transcript(it, update)));
    found.sort_by_key(|(place, _)| place.start);
    compare(PAGE, &found);
}
