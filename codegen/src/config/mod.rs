//! What to generate, and how.
//!
//! Input: `codegen.toml`, `--set KEY=VALUE`, or the calls of a builder. Output: a [`Config`], which
//! the passes read. Invariant: every key has a default, so the empty configuration is one. The keys
//! of the file are the fields of [`Config`], and the documentation of a field is that of its key.

mod choices;
mod error;
mod formats;
mod glob;
mod modules;
mod origin;
mod own;
mod read;
#[cfg(feature = "cli")]
mod schema;
mod secrets;
mod sound;
pub(crate) mod suggest;
mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use choices::{
    Accept, Allow, AttributeRule, Dialect, DuplicateMembers, ImpliedType, Newtypes, Numbers,
    Unknown, UnknownMembers, Unresolved,
};
pub use error::Error;
pub use formats::{FormatType, Formats, Library};
pub use glob::{Glob, Globs};
pub use modules::ModuleRule;
pub(crate) use origin::Step;
pub use own::{Crates, KnownCrate, OwnTrait, OwnType, Replace};
#[cfg(feature = "cli")]
#[doc(hidden)]
pub use schema::schema;
pub use secrets::{DEFAULT_SECRETS, Secrets};
pub use support::{Support, SupportPath};

/// The name of the file that is read where no other is named.
pub const FILE_NAME: &str = "codegen.toml";

/// What to generate, and how: the keys of `codegen.toml`, and a builder for build scripts.
///
/// Paths in the file are relative to its folder; here they are relative to the working folder, which
/// in a build script is that of the package.
///
/// ```no_run
/// fn main() -> Result<(), codegen::build_script::Failed> {
///     codegen::Config::new()
///         .schemas("schemas")
///         .out("src/api")
///         .module(r"api_(?<area>\w+)_(?<version>v\d+)_(?<name>[A-Z]\w*)", "$area::$version::$name")
///         .format("date-time", codegen::config::Library::Jiff)
///         .build()
/// }
/// ```
///
/// Patterns for paths of types (`b2b::session::v1::*`) and for places of schemas
/// (`member.json#/properties/*`) know two special characters: `*` stands for any characters, `?` for
/// one.
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Config {
    /// The inputs: schema files (JSON or YAML), folders of them, OpenAPI documents, and patterns for
    /// files (`"api/**/*.json"`); one or a list.
    /// Default: `"schemas"`.
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    #[serde(deserialize_with = "one_or_many", skip_serializing)]
    pub schemas: Vec<PathBuf>,
    /// The folder that the module tree is written to. Default: `"src/generated"`.
    #[serde(skip_serializing)]
    pub out: PathBuf,
    /// The file that the summary of the ledger is written to, for review. Default: none.
    #[serde(skip_serializing)]
    pub ledger: Option<PathBuf>,
    /// Where the support code of the tree is: `"own"`, as much as it needs; `"shared"`, all of it, for other
    /// trees to use; or the path of the `support` of a tree that shares it (`"crate::api::support"`,
    /// `"types::api::support"`). Default: `"own"`.
    #[cfg_attr(feature = "cli", schemars(with = "String"))]
    pub support: Support,
    /// Rules that turn names of schemas into paths of types: `[[modules]]` with a `pattern` (a
    /// regular expression over the whole name of a root, a definition or a component; with a `#` in
    /// it over whole places, `file#/pointer`, as well) and a `path` (`"$area::$version::$name"`). The
    /// first that matches wins; empty segments are dropped. Default: none, so that every type is
    /// named by its schema and stands in the module of its file.
    #[cfg_attr(feature = "cli", schemars(with = "Vec<modules::Written>"))]
    pub modules: Vec<ModuleRule>,
    /// Paths of types by name of schema or by place (`file#/pointer`), which may be that of a
    /// definition, a member or an arm; they win over `modules`. Default: empty.
    #[serde(deserialize_with = "sound::rename")]
    pub rename: BTreeMap<String, String>,
    /// Folders by prefix of a URI, so that references to it resolve offline. Default: empty.
    #[serde(serialize_with = "keys_only")]
    pub uri_map: BTreeMap<String, PathBuf>,
    /// Folders that symbolic links within the inputs may lead to. Other links that lead out of an
    /// input are an error. Default: none.
    #[serde(skip_serializing)]
    pub follow_links_to: Vec<PathBuf>,
    /// The roots and definitions that types are made for, with all that they reach, by type path or
    /// `file#/pointer`. Default: all of them.
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    pub roots: Globs,
    /// What to make of a reference that leads nowhere: `"error"` or `"opaque"` (any JSON value).
    /// Default: `"error"`.
    pub unresolved: Unresolved,
    /// What `properties` without `type` means: `"object"`, or `"exact"`, where values of other types
    /// pass, as the specification says. Default: `"object"`.
    pub implied_type: ImpliedType,
    /// What has a type of its own for the sake of what is checked of it: `"scalars"`, numbers and strings
    /// with bounds, while the arrays and maps of a field are a plain `Vec` or map that the struct checks;
    /// or `"all"`. Default: `"scalars"`.
    pub newtypes: Newtypes,
    /// How numbers are kept: `"native"`, in 64 bits as serde_json holds them, or `"exact"`, digit by
    /// digit, for which the tree needs serde_json's feature `arbitrary_precision`. Default:
    /// `"native"`.
    pub numbers: Numbers,
    /// The integers that may have more than 64 bits and are a `serde_json::Number`, by type path or
    /// `file#/pointer`; with any, numbers are exact. Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    pub big_integers: Globs,
    /// The enumerations that keep strings they do not know, and the unions of objects told apart by a
    /// tag that keep objects with another tag, by type path or `file#/pointer`. Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    pub open_enums: Globs,
    /// The structs that have a builder, whose `build` names the required members that are missing, by
    /// type path or `file#/pointer`. Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    pub builders: Globs,
    /// The schemas whose members go one way where `readOnly` or `writeOnly` says so, by type path or
    /// `file#/pointer`: with all that lead to them, they have a type for requests beside that for
    /// responses. Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    pub views: Globs,
    /// What becomes of members that a schema allows and does not name: `"keep"` or `"ignore"`, or a
    /// table of a `default` and of lists `keep` and `ignore` of type paths or `file#/pointer`s.
    /// Default: `"keep"`.
    #[cfg_attr(feature = "cli", schemars(with = "choices::UnknownMembersWritten"))]
    pub unknown_members: UnknownMembers,
    /// What becomes of an object with two members of one name: it is refused (`"refuse"`), or the
    /// last one counts (`"last"`). Default: `"refuse"`.
    pub duplicate_members: DuplicateMembers,
    /// How many arrays and objects may stand within each other in a document. serde_json has a limit
    /// of its own, 127, unless that is turned off. Default: 128.
    #[serde(deserialize_with = "sound::max_depth")]
    pub max_depth: usize,
    /// The names of members whose values `Debug` does not print, in snake case; `"..."` stands for
    /// the default list. Default: [`DEFAULT_SECRETS`].
    #[cfg_attr(feature = "cli", schemars(with = "schema::OneOrMany"))]
    pub secrets: Secrets,
    /// The library whose type stands for strings of a format, for example `date-time = "jiff"`, or
    /// `"check"`, by which the string stays a string and the format is enforced; `"*"` is every format
    /// that is not named. Default: none; a format is an annotation and its string a `String`.
    #[cfg_attr(feature = "cli", schemars(schema_with = "schema::formats"))]
    pub formats: Formats,
    /// Types of your own that stand for generated ones: `[[replace]]` with `path` (type paths,
    /// `file#/pointer`s or names of definitions) or `format`, `with` (`"crate::Money"`), and `impls`, which
    /// of `Eq` and `Hash` the type has. A `path` wins over a `format`. Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "Vec<own::ReplaceWritten>"))]
    pub replace: Vec<Replace>,
    /// The crates whose types a schema may name by `x-rust-type`, each with its version, `"*"` for any,
    /// or a table of `version`, `name` (what the program calls it) and `impls` (as in `replace`).
    /// Default: none, so that `x-rust-type` has no effect.
    #[cfg_attr(feature = "cli", schemars(with = "BTreeMap<String, own::KnownCrateWritten>"))]
    pub crates: Crates,
    /// What to add to types: `[[attributes]]` with `path` (patterns), `derives` and `attributes`.
    /// Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "Vec<choices::AttributeRuleWritten>"))]
    pub attributes: Vec<AttributeRule>,
    /// Findings that are accepted: `[[allow]]` with `code`, `at` (`file#/pointer`) or both, and a
    /// `reason`. Default: none.
    #[cfg_attr(feature = "cli", schemars(with = "Vec<choices::AllowWritten>"))]
    pub allow: Vec<Allow>,
    /// Changes of schemas that `codegen diff` need not report any more: `[[accept]]` with the
    /// `fingerprint` that it prints and a `reason`. Default: none.
    #[serde(skip_serializing)]
    #[cfg_attr(feature = "cli", schemars(with = "Vec<choices::AcceptWritten>"))]
    pub accept: Vec<Accept>,
    /// The dialect of schemas without `$schema`: `"draft4"`, `"draft6"`, `"draft7"`, `"2019-09"` or
    /// `"2020-12"`. Default: `"2020-12"`.
    pub dialect: Dialect,
    /// Whether the tree goes to the folder of cargo that is meant for what is generated.
    #[serde(skip)]
    is_in_out_dir: bool,
    /// What the calls of the builder got wrong, kept until somebody can be told.
    #[serde(skip)]
    problems: Vec<String>,
    /// Where it was written.
    #[serde(skip)]
    origin: origin::Origin,
    /// Whether the inputs are others than those that it was written for, so that it may name what is
    /// not among them.
    #[serde(skip)]
    has_other_inputs: bool,
}

/// How many arrays and objects may stand within each other where nothing is said.
const DEFAULT_MAX_DEPTH: usize = 128;

impl Default for Config {
    fn default() -> Self {
        Self {
            schemas: vec![PathBuf::from("schemas")],
            out: PathBuf::from("src/generated"),
            ledger: None,
            support: Support::default(),
            modules: Vec::new(),
            rename: BTreeMap::new(),
            uri_map: BTreeMap::new(),
            follow_links_to: Vec::new(),
            roots: Globs::default(),
            unresolved: Unresolved::default(),
            implied_type: ImpliedType::default(),
            newtypes: Newtypes::default(),
            numbers: Numbers::default(),
            big_integers: Globs::default(),
            open_enums: Globs::default(),
            builders: Globs::default(),
            views: Globs::default(),
            unknown_members: UnknownMembers::default(),
            duplicate_members: DuplicateMembers::default(),
            max_depth: DEFAULT_MAX_DEPTH,
            secrets: Secrets::default(),
            formats: Formats::default(),
            replace: Vec::new(),
            crates: Crates::new(),
            attributes: Vec::new(),
            allow: Vec::new(),
            accept: Vec::new(),
            dialect: Dialect::default(),
            is_in_out_dir: false,
            problems: Vec::new(),
            origin: origin::Origin::default(),
            has_other_inputs: false,
        }
    }
}

/// What the passes ask.
impl Config {
    /// The segments of the path that the configuration gives to the schema called `name` that stands
    /// at `place` (`file#/pointer`); none where it leaves the choice to the generator.
    #[must_use]
    pub fn type_path(&self, name: Option<&str>, place: &str) -> Option<Vec<String>> {
        let renamed = self.rename.get(place).or_else(|| self.rename.get(name?));
        if let Some(path) = renamed {
            return Some(path.split("::").map(str::to_owned).collect());
        }
        let by_place = |rule: &ModuleRule| rule.is_by_place().then(|| rule.apply(place)).flatten();
        let by_name = |rule: &ModuleRule| rule.apply(name?);
        self.modules.iter().find_map(|rule| by_name(rule).or_else(|| by_place(rule)))
    }

    /// Whether the tree goes below `OUT_DIR`.
    #[must_use]
    pub(crate) fn is_in_out_dir(&self) -> bool {
        self.is_in_out_dir
    }

    /// Reads from these inputs instead of those that the configuration was written for: what it says
    /// about others is no mistake.
    #[cfg(feature = "cli")]
    pub(crate) fn read_others(&mut self, schemas: Vec<PathBuf>) {
        self.schemas = schemas;
        self.has_other_inputs = true;
    }

    /// Whether something that the configuration names may be missing for the inputs being others.
    pub(crate) fn has_other_inputs(&self) -> bool {
        self.has_other_inputs
    }

    /// Whether numbers are kept digit by digit.
    #[must_use]
    pub fn keeps_digits(&self) -> bool {
        self.numbers == Numbers::Exact || !self.big_integers.0.is_empty()
    }

    /// The reason for which a finding is accepted, if it is.
    #[must_use]
    pub fn allowed(&self, code: crate::diagnostic::Code, place: &str) -> Option<&str> {
        self.allow.iter().find(|it| it.matches(code, place)).map(|it| it.reason.as_str())
    }

    /// The reason for which a change of the schemas is accepted, if it is.
    #[must_use]
    pub fn accepted(&self, fingerprint: &str) -> Option<&str> {
        let accept = self.accept.iter().find(|it| it.fingerprint == fingerprint);
        accept.map(|it| it.reason.as_str())
    }

    /// Everything that changes the output except for the inputs themselves, as a text that is the
    /// same on every machine.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What build scripts say. Mistakes in arguments are reported when the configuration is used.
impl Config {
    /// The configuration in which every key has its default.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads from these schemas: a file or a folder.
    #[must_use]
    pub fn schemas(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas = vec![path.into()];
        self
    }

    /// Reads from these schemas as well.
    #[must_use]
    pub fn more_schemas(mut self, path: impl Into<PathBuf>) -> Self {
        self.schemas.push(path.into());
        self
    }

    /// Writes the module tree to this folder.
    #[must_use]
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = folder.into();
        self
    }

    /// Writes the module tree below `OUT_DIR`, where cargo keeps what a build makes, and nothing else:
    /// no code is committed, none is compared in CI, and a published crate generates its own. The
    /// module has the name of the folder of [`Config::out`], and one line includes it:
    ///
    /// ```no_run
    /// // build.rs
    /// fn main() -> Result<(), codegen::build_script::Failed> {
    ///     codegen::Config::new().schemas("schemas").out("api").out_dir().build()
    /// }
    /// ```
    ///
    /// ```ignore
    /// // src/lib.rs
    /// include!(concat!(env!("OUT_DIR"), "/api.rs")); // pub mod api { … }
    /// ```
    #[must_use]
    pub fn out_dir(mut self) -> Self {
        self.is_in_out_dir = true;
        self
    }

    /// Writes the summary of the ledger to this file.
    #[must_use]
    pub fn ledger(mut self, file: impl Into<PathBuf>) -> Self {
        self.ledger = Some(file.into());
        self
    }

    /// Says where the support code of the tree is: see [`Config::support`](field@Config::support).
    #[must_use]
    pub fn support(mut self, support: &str) -> Self {
        match Support::new(support) {
            Ok(support) => self.support = support,
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    /// Adds a rule that turns names that match the whole `pattern` into `path`; see [`ModuleRule`].
    #[must_use]
    pub fn module(mut self, pattern: &str, path: &str) -> Self {
        match ModuleRule::new(pattern, path) {
            Ok(rule) => self.modules.push(rule),
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    /// Gives the type of the schema of this name, or at this place (`file#/pointer`), this path.
    #[must_use]
    pub fn rename(mut self, schema: impl Into<String>, path: impl Into<String>) -> Self {
        let path = path.into();
        self.problems.extend(sound::path(&path).err());
        self.rename.insert(schema.into(), path);
        self
    }

    /// Resolves references to URIs that begin with `prefix` in `folder`.
    #[must_use]
    pub fn uri_map(mut self, prefix: impl Into<String>, folder: impl Into<PathBuf>) -> Self {
        self.uri_map.insert(prefix.into(), folder.into());
        self
    }

    /// Lets symbolic links within the inputs lead to `folder`.
    #[must_use]
    pub fn follow_links_to(mut self, folder: impl Into<PathBuf>) -> Self {
        self.follow_links_to.push(folder.into());
        self
    }

    /// Says what to make of references that lead nowhere.
    #[must_use]
    pub fn unresolved(mut self, unresolved: Unresolved) -> Self {
        self.unresolved = unresolved;
        self
    }

    /// Says what `properties` without `type` means.
    #[must_use]
    pub fn implied_type(mut self, implied_type: ImpliedType) -> Self {
        self.implied_type = implied_type;
        self
    }

    /// Says what has a type of its own for the sake of what is checked of it.
    #[must_use]
    pub fn newtypes(mut self, newtypes: Newtypes) -> Self {
        self.newtypes = newtypes;
        self
    }

    /// Says how numbers are kept.
    #[must_use]
    pub fn numbers(mut self, numbers: Numbers) -> Self {
        self.numbers = numbers;
        self
    }

    /// Lets the integers that match the pattern have more than 64 bits.
    #[must_use]
    pub fn big_integers(mut self, pattern: impl Into<Glob>) -> Self {
        self.big_integers.0.push(pattern.into());
        self
    }

    /// Makes types only for the roots and definitions that match a pattern, and for what they reach.
    #[must_use]
    pub fn roots(mut self, pattern: impl Into<Glob>) -> Self {
        self.roots.0.push(pattern.into());
        self
    }

    /// Makes the enumerations that match the pattern keep strings they do not know.
    #[must_use]
    pub fn open_enums(mut self, pattern: impl Into<Glob>) -> Self {
        self.open_enums.0.push(pattern.into());
        self
    }

    /// Gives the structs that match the pattern a builder.
    #[must_use]
    pub fn builders(mut self, pattern: impl Into<Glob>) -> Self {
        self.builders.0.push(pattern.into());
        self
    }

    /// Gives the schemas that match the pattern a type for each direction, as
    /// [`Config::views`](field@Config::views) says.
    #[must_use]
    pub fn views(mut self, pattern: impl Into<Glob>) -> Self {
        self.views.0.push(pattern.into());
        self
    }

    /// Says what becomes of members that no schema names.
    #[must_use]
    pub fn unknown_members(mut self, unknown: Unknown) -> Self {
        self.unknown_members.default = unknown;
        self
    }

    /// Says what becomes of an object with two members of one name.
    #[must_use]
    pub fn duplicate_members(mut self, duplicates: DuplicateMembers) -> Self {
        self.duplicate_members = duplicates;
        self
    }

    /// Says how many arrays and objects may stand within each other in a document.
    #[must_use]
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.problems.extend(sound::depth(depth).err());
        self.max_depth = depth;
        self
    }

    /// Says which members are secret; `"..."` stands for the default list.
    #[must_use]
    pub fn secrets<T: Into<Glob>>(mut self, patterns: impl IntoIterator<Item = T>) -> Self {
        self.secrets = Secrets::new(patterns);
        self
    }

    /// Chooses the library for strings of a format.
    #[must_use]
    pub fn format(mut self, format: &str, library: Library) -> Self {
        if let Err(problem) = self.formats.choose(format, library) {
            self.problems.push(problem);
        }
        self
    }

    /// Lets a type of your own, for example `crate::Money`, stand for the types that match the pattern.
    /// `impls` says which of `Eq` and `Hash` it has.
    #[must_use]
    pub fn replace(
        self,
        pattern: impl Into<Glob>,
        with: &str,
        impls: impl IntoIterator<Item = OwnTrait>,
    ) -> Self {
        self.replace_rule(Globs(vec![pattern.into()]), Globs::default(), with, impls)
    }

    /// The same for the strings and numbers of a format.
    #[must_use]
    pub fn replace_format(
        self,
        format: impl Into<Glob>,
        with: &str,
        impls: impl IntoIterator<Item = OwnTrait>,
    ) -> Self {
        self.replace_rule(Globs::default(), Globs(vec![format.into()]), with, impls)
    }

    fn replace_rule(
        mut self,
        path: Globs,
        format: Globs,
        with: &str,
        impls: impl IntoIterator<Item = OwnTrait>,
    ) -> Self {
        let with = OwnType::new(with, impls.into_iter().collect());
        match with.and_then(|with| Replace::new(path, format, with)) {
            Ok(rule) => self.replace.push(rule),
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    /// Lets schemas name the types of a crate by `x-rust-type`, if that has this version; `"*"` is any.
    #[must_use]
    pub fn known_crate(mut self, name: impl Into<String>, version: &str) -> Self {
        match KnownCrate::new(version) {
            Ok(known) => drop(self.crates.insert(name.into(), known)),
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    /// Adds derives to the types that match the pattern.
    #[must_use]
    pub fn derives<T: Into<String>>(
        self,
        pattern: impl Into<Glob>,
        derives: impl IntoIterator<Item = T>,
    ) -> Self {
        self.attribute_rule(pattern.into(), derives.into_iter().map(Into::into).collect(), vec![])
    }

    /// Adds an attribute, for example `#[non_exhaustive]`, to the types that match the pattern.
    #[must_use]
    pub fn attribute(self, pattern: impl Into<Glob>, attribute: impl Into<String>) -> Self {
        self.attribute_rule(pattern.into(), vec![], vec![attribute.into()])
    }

    fn attribute_rule(mut self, path: Glob, derives: Vec<String>, attributes: Vec<String>) -> Self {
        match AttributeRule::new(Globs(vec![path]), derives, attributes) {
            Ok(rule) => self.attributes.push(rule),
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    /// Accepts the findings of `code` at the places that match the pattern, for this reason.
    #[must_use]
    pub fn allow(mut self, code: &str, at: impl Into<Glob>, reason: impl Into<String>) -> Self {
        match Allow::new(Some(code.to_owned()), Some(at.into()), reason.into()) {
            Ok(allow) => self.allow.push(allow),
            Err(problem) => self.problems.push(problem),
        }
        self
    }

    /// Says what schemas without `$schema` are written in.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }

    /// What the calls above got wrong.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

/// Leaves out the folders, which are not the same on every machine.
fn keys_only<S: Serializer>(
    map: &BTreeMap<String, PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(map.keys())
}

/// Reads `"a"` as well as `["a", "b"]`.
fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: From<String>,
{
    struct OneOrMany<T>(std::marker::PhantomData<T>);

    impl<'de, T: From<String>> serde::de::Visitor<'de> for OneOrMany<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a string or a list of strings")
        }

        fn visit_str<E>(self, one: &str) -> Result<Self::Value, E> {
            Ok(vec![T::from(one.to_owned())])
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(
            self,
            mut many: A,
        ) -> Result<Self::Value, A::Error> {
            std::iter::from_fn(|| many.next_element::<String>().transpose())
                .map(|one| one.map(T::from))
                .collect()
        }
    }

    deserializer.deserialize_any(OneOrMany(std::marker::PhantomData))
}
