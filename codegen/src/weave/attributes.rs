//! What the configuration adds to types: derives and attributes, as they are written there.
//!
//! They go to structs and enums; an alias is another name for a type and takes none. A derive that
//! does not hold for what a type holds is for the compiler to refuse.

use proc_macro2::TokenStream;
use quote::quote;

use super::Weaving;
use crate::config::AttributeRule;
use crate::lower::DefId;

/// What every type implements, whether by a derive or by code of its own.
const ALWAYS: [&str; 4] = ["Debug", "PartialEq", "Serialize", "Deserialize"];

impl Weaving<'_> {
    /// The derives of a type, and the attributes that the configuration adds after them.
    pub(super) fn derive(&self, id: DefId, own: &[&str]) -> TokenStream {
        let mut names: Vec<&str> = own.iter().chain(&ALWAYS).copied().collect();
        if !self.shared.facts.has_float(id) {
            names.push("Eq");
        }
        let mut paths: Vec<TokenStream> = own.iter().filter_map(|it| it.parse().ok()).collect();
        let mut attributes: Vec<&str> = Vec::new();
        for rule in self.rules(id) {
            for derive in &rule.derives {
                let name = derive.rsplit("::").next().unwrap_or_default().trim();
                if !names.contains(&name) {
                    names.push(name);
                    paths.extend(derive.parse::<TokenStream>());
                }
            }
            attributes.extend(rule.attributes.iter().map(|it| it.trim()));
        }
        if self.definition_of(id).open {
            attributes.push("#[non_exhaustive]");
        }
        let mut seen = std::collections::BTreeSet::new();
        attributes.retain(|&text| seen.insert(text.replace(' ', "")));
        let attributes = attributes.iter().filter_map(|text| text.parse::<TokenStream>().ok());
        quote!(#[derive(#(#paths),*)] #(#attributes)*)
    }

    pub(super) fn rules(&self, id: DefId) -> impl Iterator<Item = &AttributeRule> {
        let definition = self.definition_of(id);
        let (path, place) =
            (definition.path.to_string(), (self.options.source_of)(definition.origin));
        self.options
            .config
            .attributes
            .iter()
            .filter(move |it| it.path.matches_either(&path, &place))
    }
}
