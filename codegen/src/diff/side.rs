//! One version of the schemas: read, resolved, and the Rust API that is generated from it.
//!
//! Input: a configuration and a file system. Output: a [`Side`], or what is wrong with the schemas.
//! Both sides go through the same passes, each with its own configuration, so that whatever differs
//! comes from the schemas or from what is configured.

use proc_macro2::TokenStream;
use serde_json::{Map, Value};

use super::api::{Api, heads};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Sink};
use crate::files::Files;
use crate::resolve::{self, ResolveOptions, Schemas};
use crate::source::{self, Input, Sources};
use crate::weave::{self, Part};
use crate::{lower, pipeline, types, views};

/// One version of the schemas.
#[derive(Debug, Default)]
pub struct Side {
    /// The files.
    pub sources: Sources,
    /// Their schemas in one language.
    pub schemas: Schemas,
    pub(super) api: Api,
    /// The configuration that it was read with, by key.
    pub(super) settings: Map<String, Value>,
}

/// What is wrong with a side.
#[derive(Debug)]
pub struct Failed {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that they are about.
    pub sources: Sources,
}

impl Side {
    /// The side before there were any schemas, configured as this one.
    #[must_use]
    pub fn before(first: &Self) -> Self {
        Self { settings: first.settings.clone(), ..Self::default() }
    }

    /// Reads the inputs of a configuration; those that do not exist are left out if `lenient`.
    ///
    /// # Errors
    ///
    /// The findings, if one of them is an error.
    pub fn read(config: &Config, files: &dyn Files, lenient: bool) -> Result<Self, Failed> {
        let mut sink = Sink::new();
        let is_read = |it: &Input| !lenient || source::is_there(files, &it.path);
        let inputs: Vec<_> = pipeline::inputs(config).into_iter().filter(is_read).collect();
        if inputs.is_empty() && lenient {
            return Ok(Self::default());
        }
        let mut sources = source::run(files, &inputs, &mut sink);
        sources.configuration = config.file();
        if sink.has_errors() {
            return Err(Failed { diagnostics: sink.into_sorted(), sources });
        }
        let stopped = || {
            let message = "reading the schemas stopped unexpectedly";
            vec![Diagnostic::new(crate::diagnostic::Code::Internal, message)]
        };
        let made = super::deep(|| make(config, &sources, sink)).unwrap_or_else(|| Err(stopped()));
        match made {
            Ok((schemas, api)) => {
                let settings = serde_json::from_str(&config.fingerprint()).unwrap_or_default();
                Ok(Self { sources, schemas, api, settings })
            }
            Err(diagnostics) => Err(Failed { diagnostics, sources }),
        }
    }
}

/// The passes between reading and writing.
fn make(
    config: &Config,
    sources: &Sources,
    mut sink: Sink,
) -> Result<(Schemas, Api), Vec<Diagnostic>> {
    let options = ResolveOptions::of(config);
    let mut schemas = resolve::run(&options, sources, &mut sink);
    if !sink.has_errors() {
        schemas = views::run(config, sources, schemas, &mut sink);
    }
    let api =
        if sink.has_errors() { Api::default() } else { api(config, sources, &schemas, &mut sink) };
    if sink.has_errors() { Err(sink.into_sorted()) } else { Ok((schemas, api)) }
}

fn api(config: &Config, sources: &Sources, schemas: &Schemas, sink: &mut Sink) -> Api {
    let lowered = lower::run(config, sources, schemas, sink);
    if sink.has_errors() {
        return Api::default();
    }
    let typed = types::run(&lowered, sink);
    let source_of = |id| weave::shorten(schemas.place(sources, id));
    let options = weave::Options { config, source_of: &source_of };
    let text = |part, items: TokenStream| match part {
        Part::Types | Part::Methods => items.to_string(),
        Part::Impls => heads(items),
        Part::Check => String::new(),
    };
    let woven = weave::run(&options, schemas, &lowered, &typed, &text);
    Api::of(&lowered, &woven)
}
