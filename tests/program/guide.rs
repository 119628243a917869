//! Every example of `docs/schema-to-rust.md` is what is generated, compiles without a warning, and does
//! with the values below it what the page says.
//!
//! An example is a block of JSON, perhaps one of TOML for the configuration and one of Rust for types of
//! the program's own (`rust own`), a block of Rust, perhaps one of statements (`rust run`) and one of values. The items of the Rust block
//! choose what is shown of the generated code; each value is followed by what comes of it, indented. With
//! `UPDATE=1` the page is written instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;

use quote::quote;
use serde_json::{Value, json};
use syn::{Attribute, Ident, Item, parse_quote};

use crate::folder::{Files, codegen, read, root, write};
use crate::rows::spelled_out;
use crate::workspace::Workspace;

const PAGE: &str = "docs/schema-to-rust.md";

/// A block of code on a page.
pub(crate) struct Block {
    /// What stands behind the opening fence.
    pub(crate) info: String,
    pub(crate) text: String,
    /// Where the text is on the page.
    pub(crate) place: Range<usize>,
}

struct Example {
    /// The name of the schema's file without its extension.
    name: String,
    schema: String,
    toml: String,
    own: String,
    rust: Option<Block>,
    /// Statements that must not fail.
    statements: String,
    values: Option<Block>,
}

pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut open, mut offset) = (Vec::new(), None, 0);
    for line in page.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        match (line.strip_prefix("```").map(str::trim), open.take()) {
            (Some(""), Some((info, place))) => {
                let place: Range<usize> = place..start;
                blocks.push(Block { info, text: page[place.clone()].to_owned(), place });
            }
            (Some(info), None) => open = Some((info.to_owned(), offset)),
            (_, before) => open = before,
        }
    }
    blocks
}

fn examples(page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for block in blocks(page) {
        if let Some(file) = block.info.strip_prefix("json ") {
            let name = file.strip_suffix(".json").unwrap().to_owned();
            let [toml, own, statements] = Default::default();
            let (rust, values) = (None, None);
            let schema = block.text;
            examples.push(Example { name, schema, toml, own, rust, statements, values });
            continue;
        }
        let example = examples.last_mut().unwrap();
        match block.info.split(' ').next().unwrap() {
            "toml" => example.toml = block.text,
            "rust" if block.info.ends_with(" own") => example.own = block.text,
            "rust" if block.info.ends_with(" run") => example.statements = block.text,
            "rust" => example.rust = Some(block),
            "text" => example.values = Some(block),
            other => panic!("a block of {other}"),
        }
    }
    assert!(examples.iter().all(|it| it.rust.is_some()));
    examples
}

/// What the program makes of an example.
struct Made {
    tree: Files,
    report: Value,
}

/// The schemas of all examples, by the names of their files.
pub(crate) fn schemas() -> Files {
    let file = |it: Example| (format!("{}.json", it.name), it.schema.into_bytes());
    examples(&page(PAGE)).into_iter().map(file).collect()
}

fn generate(example: &Example) -> Made {
    let folder = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let files = [
        file(&format!("schemas/{}.json", example.name), &example.schema),
        file("codegen.toml", &format!("out = \"api\"\n{}", example.toml)),
    ];
    write(folder.path(), &files.into());
    let ran = codegen(folder.path(), "generate");
    assert_eq!(ran.status, 0, "{}: {}", example.name, ran.err);
    let ran = codegen(folder.path(), "inspect --format json");
    Made { tree: read(&folder.path().join("api")), report: serde_json::from_str(&ran.out).unwrap() }
}

/// The items of the generated code, but for that which is the same in every tree.
fn items(tree: &Files) -> Vec<Item> {
    let is_ours = |path: &str| path.ends_with(".rs") && !path.starts_with("support");
    let texts = tree.iter().filter(|(path, _)| is_ours(path)).map(|(_, text)| text);
    let parse = |text: &Vec<u8>| syn::parse_file(std::str::from_utf8(text).unwrap()).unwrap();
    let items = texts.flat_map(|text| parse(text).items).flat_map(within).map(spelled_out);
    items.fold(Vec::new(), |mut items, item| {
        // What follows each other of one type is one block to a reader.
        match (items.last_mut(), item) {
            (Some(Item::Impl(last)), Item::Impl(it))
                if text(&last.self_ty) == text(&it.self_ty) && it.trait_.is_none() =>
            {
                last.items.extend(it.items);
            }
            (_, item) => items.push(item),
        }
        items
    })
}

fn text(ty: &syn::Type) -> String {
    quote!(#ty).to_string()
}

/// The item, and of a module the items in it.
fn within(item: Item) -> Vec<Item> {
    let inner = if let Item::Mod(it) = &item { it.content.clone() } else { None };
    let inner = inner.into_iter().flat_map(|(_, items)| items).flat_map(within);
    std::iter::once(item).chain(inner).collect()
}

/// The items that a block names, as they are generated.
fn shown(block: &Block, tree: &Files) -> String {
    let generated = items(tree);
    let with_docs = block.info.ends_with(" docs");
    let wanted = syn::parse_file(&block.text.replace("{ … }", "{}")).unwrap().items;
    let texts = wanted.iter().map(|wanted| {
        let found = generated.iter().find_map(|item| pick(wanted, item));
        let found = found.unwrap_or_else(|| {
            let names = generated.iter().filter_map(name).collect::<Vec<_>>();
            panic!("{} of {names:?} is not generated", quote!(#wanted))
        });
        let file = syn::File { items: vec![bare(found, with_docs)], ..parse_quote!() };
        prettyplease::unparse(&file).replace("{}", "{ … }")
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(it) => Some(it.ident.to_string()),
        Item::Enum(it) => Some(it.ident.to_string()),
        Item::Type(it) => Some(it.ident.to_string()),
        Item::Mod(it) => Some(format!("mod {}", it.ident)),
        _ => None,
    }
}

/// The item, if it is the one that is wanted; of an `impl` the functions and constants that are.
fn pick(wanted: &Item, item: &Item) -> Option<Item> {
    match (wanted, item) {
        (Item::Impl(wanted), Item::Impl(item)) if item.trait_.is_none() => {
            pick_functions(wanted, item).map(Item::Impl)
        }
        (Item::Mod(wanted), Item::Mod(item)) if wanted.ident == item.ident => {
            pick_items(wanted, item).map(Item::Mod)
        }
        _ => (name(wanted).is_some() && name(wanted) == name(item)).then(|| item.clone()),
    }
}

/// The module with those of its items that are wanted.
fn pick_items(wanted: &syn::ItemMod, item: &syn::ItemMod) -> Option<syn::ItemMod> {
    let mut item = item.clone();
    let (_, items) = item.content.as_mut()?;
    let found = |wanted| items.iter().find_map(|item| pick(wanted, item));
    let picked: Option<Vec<_>> = wanted.content.as_ref()?.1.iter().map(found).collect();
    *items = picked?;
    Some(item)
}

fn pick_functions(wanted: &syn::ItemImpl, item: &syn::ItemImpl) -> Option<syn::ItemImpl> {
    let name = |it: &syn::ImplItem| -> Option<Ident> {
        match it {
            syn::ImplItem::Fn(it) => Some(it.sig.ident.clone()),
            syn::ImplItem::Const(it) => Some(it.ident.clone()),
            _ => None,
        }
    };
    let names: Vec<_> = wanted.items.iter().filter_map(name).collect();
    let mut item = item.clone();
    item.items.retain(|it| name(it).is_some_and(|it| names.contains(&it)));
    let [wanted, found] = [&wanted.self_ty, &item.self_ty].map(|it| quote!(#it).to_string());
    (wanted == found && item.items.len() == names.len()).then_some(item)
}

/// The item without bodies, without attributes that readers need not know, and perhaps without
/// documentation.
fn bare(mut item: Item, with_docs: bool) -> Item {
    let retain = |attributes: &mut Vec<Attribute>| {
        let is_shown = |it: &Attribute| {
            ["derive", "deprecated", "non_exhaustive"].iter().any(|name| it.path().is_ident(name))
                || with_docs && it.path().is_ident("doc")
        };
        attributes.retain(is_shown);
    };
    match &mut item {
        Item::Struct(item) => {
            retain(&mut item.attrs);
            item.fields.iter_mut().for_each(|field| retain(&mut field.attrs));
        }
        Item::Enum(item) => {
            retain(&mut item.attrs);
            item.variants.iter_mut().for_each(|variant| retain(&mut variant.attrs));
        }
        Item::Type(item) => retain(&mut item.attrs),
        Item::Mod(item) => {
            retain(&mut item.attrs);
            let items = item.content.iter_mut().flat_map(|(_, items)| items);
            items.for_each(|item| *item = bare(item.clone(), with_docs));
        }
        Item::Impl(item) => {
            for part in &mut item.items {
                match part {
                    syn::ImplItem::Fn(function) => {
                        retain(&mut function.attrs);
                        function.block = parse_quote!({});
                    }
                    syn::ImplItem::Const(constant) => retain(&mut constant.attrs),
                    _ => unreachable!(),
                }
            }
        }
        _ => unreachable!(),
    }
    item
}

/// A program that reads all values of the examples, as the files of its package.
fn program(examples: &[Example], made: &[Made]) -> Files {
    let mut files = Files::new();
    let [mut modules, mut functions, mut calls] = <[String; 3]>::default();
    for (example, made) in examples.iter().zip(made) {
        let name = example.name.to_lowercase();
        let tree = made.tree.iter().filter(|(path, _)| path.ends_with(".rs"));
        files.extend(tree.map(|(path, text)| (format!("src/{name}/{path}"), text.clone())));
        writeln!(modules, "/// An example.\npub mod {name};\n{}", example.own).unwrap();
        let root = made.report["schemas"][0]["type"].as_str().unwrap();
        if !example.statements.is_empty() {
            let (module, _) = root.rsplit_once("::").unwrap();
            writeln!(functions, "{}", function(example, &format!("{name}::{module}"))).unwrap();
            writeln!(calls, "    run_{name}().unwrap();").unwrap();
        }
        for value in values(example) {
            writeln!(calls, "    show::<guide::{name}::{root}>({value:?});").unwrap();
        }
    }
    let lib = format!("//! The examples.\n#![deny(warnings)]\n{modules}");
    let main = format!("{MAIN}\n{functions}\nfn main() {{\n{calls}}}\n");
    files.insert("src/lib.rs".to_owned(), lib.into());
    files.insert("src/main.rs".to_owned(), main.into());
    files
}

/// The statements of an example as a function, to which the types of a module are at hand.
fn function(example: &Example, module: &str) -> String {
    format!(
        "fn run_{}() -> Result<(), Box<dyn std::error::Error>> {{\n\
         use guide::{module}::*;\n{}Ok(())\n}}",
        example.name.to_lowercase(),
        example.statements,
    )
}

const MAIN: &str = r#"
fn show<T>(text: &str)
where
    T: serde::Serialize + serde::de::DeserializeOwned + std::fmt::Debug,
{
    let value: T = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return println!("error: {error}"),
    };
    let read: serde_json::Value = serde_json::from_str(text).unwrap();
    let written = serde_json::to_value(&value).unwrap();
    let note = if read == written { String::new() } else { format!(", written as {written}") };
    println!("{value:?}{note}");
}
"#;

/// The values of an example.
fn values(example: &Example) -> Vec<&str> {
    let text = example.values.as_ref().map_or("", |it| &it.text);
    text.lines().filter(|line| !line.starts_with(' ')).collect()
}

/// The packages that the examples need.
fn dependencies(made: &[Made]) -> String {
    let mut lines = BTreeMap::new();
    for dependency in made.iter().flat_map(|it| it.report["dependencies"].as_array().unwrap()) {
        let (name, version) = (dependency["name"].as_str().unwrap(), &dependency["version"]);
        // Types of the program's own derive what they need.
        let features = if name == "serde" { &json!(["derive"]) } else { &dependency["features"] };
        lines.insert(name, format!("{name} = {{ version = {version}, features = {features} }}\n"));
    }
    format!("[dependencies]\n{}", lines.into_values().collect::<String>())
}

/// What a program that is made of the examples prints, a line for each value.
fn run(examples: &[Example], made: &[Made]) -> String {
    let workspace = Workspace::new();
    workspace.add_package("guide", &dependencies(made));
    write(&workspace.folder.join("guide"), &program(examples, made));
    workspace.run_package("guide")
}

#[test]
fn the_examples_of_the_guide_are_what_is_generated() {
    let page = page(PAGE);
    let examples = examples(&page);
    assert!(examples.len() > 20, "{}", examples.len());
    let made: Vec<Made> = examples.iter().map(generate).collect();
    let texts = examples.iter().zip(&made);
    let texts = texts.map(|(it, made)| it.rust.as_ref().map(|rust| shown(rust, &made.tree)));
    let texts: Vec<_> = texts.collect();
    let printed = run(&examples, &made);
    let mut printed = printed.lines();
    let mut found = Vec::new();
    for (example, text) in examples.iter().zip(&texts) {
        if let (Some(rust), Some(text)) = (&example.rust, text) {
            found.push((rust.place.clone(), text.clone()));
        }
        if let Some(block) = &example.values {
            let line = |value| format!("{value}\n  {}\n", printed.next().unwrap());
            found.push((block.place.clone(), values(example).into_iter().map(line).collect()));
        }
    }
    compare(PAGE, &found);
}

/// Compares blocks of a page with what they should be; with `UPDATE=1` writes them.
#[track_caller]
pub(crate) fn compare(path: &str, found: &[(Range<usize>, String)]) {
    let page = page(path);
    let (mut expected, mut end) = (String::new(), 0);
    for (place, text) in found {
        expected.push_str(&page[end..place.start]);
        expected.push_str(text);
        end = place.end;
    }
    expected.push_str(&page[end..]);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join(path), &expected).unwrap();
        return;
    }
    let differs = expected.lines().zip(page.lines()).find(|(expected, page)| expected != page);
    assert!(expected == page, "{path}: {differs:?}");
}

/// The text of a page.
pub(crate) fn page(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap().replace("\r\n", "\n")
}
