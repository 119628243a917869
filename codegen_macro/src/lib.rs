//! Types of JSON Schemas by a macro, without a build script and without files: for a first try, a test
//! or an example. A build script is better for more, since the code can then be read, and the compiler
//! is given it once.
//!
//! ```ignore
//! codegen_macro::include_schemas!("schemas"); // mod schemas { … }
//! ```

use std::path::{Path, PathBuf};

use codegen::Config;
use codegen::internal::diagnostic::{Format, Severity, render};
use codegen::internal::files::Disk;
use codegen::internal::pipeline::{self, Outcome};
use proc_macro::TokenStream;
use quote::quote;
use syn::LitStr;

/// Declares a public module with the types of the schemas at a path: a schema file, a folder of them,
/// or a configuration file (`codegen.toml`, of which `out` does not count).
///
/// The path is relative to the folder of the package. The module has the name of the file or folder,
/// or with a configuration file that of the folder `out`. The crate depends on what the types do: on
/// serde and serde_json, and perhaps on what `codegen inspect` lists.
///
/// The compiler sees to it that the types follow each file that was read. It does not see that a file
/// was added to the folder.
#[proc_macro]
pub fn include_schemas(input: TokenStream) -> TokenStream {
    let path = syn::parse_macro_input!(input as LitStr);
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let place = package.join(path.value());
    // The generator has threads of its own, and the compiler's tokens are for one thread alone.
    proc_macro2::fallback::force();
    let expanded = expand(&place).map(|tokens| tokens.to_string());
    proc_macro2::fallback::unforce();
    match expanded
        .and_then(|text| text.parse().map_err(|error: proc_macro::LexError| error.to_string()))
    {
        Ok(tokens) => tokens,
        Err(message) => syn::Error::new(path.span(), message).to_compile_error().into(),
    }
}

fn expand(path: &Path) -> Result<proc_macro2::TokenStream, String> {
    let (config, name) = if path.extension().is_some_and(|it| it == "toml") {
        let config = Config::from_file(&Disk, path).map_err(|error| error.to_string())?;
        let name = name_of(&config.out);
        (config, name)
    } else {
        (Config::new().schemas(path), name_of(path))
    };
    let Outcome { sources, diagnostics, generated } = pipeline::run(&config, &Disk);
    let errors: Vec<_> =
        diagnostics.into_iter().filter(|it| it.severity == Severity::Error).collect();
    let (Some(generated), true) = (generated, errors.is_empty()) else {
        return Err(render(&errors, &sources, Format::Full, false));
    };
    let module = codegen::internal::layout::inline(&generated.tree, &name)?;
    let is_read = path.is_file().then_some(path);
    let files = sources.files.iter().map(|it| it.disk_path.as_path()).chain(is_read);
    let files = files.filter_map(Path::to_str);
    Ok(quote!(#module #(const _: &[u8] = include_bytes!(#files);)*))
}

/// The name of the module: that of a file or folder, in what identifiers are made of.
fn name_of(path: &Path) -> String {
    let name = path.file_stem().and_then(|it| it.to_str()).unwrap_or_default().to_lowercase();
    name.chars().map(|it| if it.is_alphanumeric() { it } else { '_' }).collect()
}
