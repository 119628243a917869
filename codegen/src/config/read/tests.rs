//! Each key, and the text of each error.

use std::path::Path;

use crate::config::{Config, Dialect, Formats, ImpliedType, Library, Unknown, Unresolved};
use crate::diagnostic::Code;
use crate::files::{Disk, Files};

fn read(text: &str, overrides: &[&str]) -> Result<Config, String> {
    let overrides: Vec<_> = overrides.iter().map(|&it| it.to_owned()).collect();
    Config::from_toml(text, "codegen.toml", Path::new(""), &overrides)
        .map_err(|error| error.to_string())
}

fn library(formats: &Formats, format: &str) -> Option<Library> {
    formats.type_of(format).map(|it| it.library)
}

#[track_caller]
fn config(text: &str) -> Config {
    read(text, &[]).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_empty_file_is_the_default() {
    assert_eq!(config(""), Config::default());
}

#[test]
fn the_manual_shows_every_key_with_its_default() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/configuration.md");
    let manual = String::from_utf8(Disk.read(&path).unwrap()).unwrap().replace("\r\n", "\n");
    let mut examples = manual.split("```toml\n").skip(1).map(|it| it.split("```").next().unwrap());
    let defaults = examples.next().unwrap();
    assert_eq!(config(defaults), Config::default());
    let known = read("zzz = 0", &[]).unwrap_err();
    let keys: Vec<_> = known.split('`').skip(3).step_by(2).collect();
    assert!(keys.len() > 10, "{known}");
    for key in keys {
        let forms = [format!("\n{key} = "), format!("\n# {key} = "), format!("\n[{key}]")];
        assert!(forms.iter().any(|it| defaults.contains(it)), "{key} is not in the manual");
    }
    assert_ne!(config(examples.next().unwrap()), Config::default());
    for pattern in crate::config::DEFAULT_SECRETS {
        assert!(manual.contains(&format!("`{pattern}`")), "{pattern} is not in the manual");
    }
}

#[test]
fn paths_are_relative_to_the_folder_of_the_file() {
    let text = "
        schemas = ['a.json', '/b']
        out = '../src'
        ledger = 'ledger.json'
        uri_map = { 'https://example.com/' = 'vendored' }
    ";
    let config = Config::from_toml(text, "codegen.toml", Path::new("x/y"), &[]).unwrap();
    assert_eq!(config.schemas, [Path::new("x/y/a.json"), Path::new("/b")]);
    assert_eq!(config.out, Path::new("x/y/../src"));
    assert_eq!(config.ledger.as_deref(), Some(Path::new("x/y/ledger.json")));
    assert_eq!(config.uri_map["https://example.com/"], Path::new("x/y/vendored"));
}

#[test]
fn every_key_is_read() {
    let config = config(
        r##"
        schemas = ["a.json", "/b"]
        out = "generated/src"
        ledger = "generated/ledger.json"
        unresolved = "opaque"
        implied_type = "exact"
        open_enums = "*"
        unknown_members = "ignore"
        secrets = ["...", "ssn"]
        dialect = "draft7"

        [[modules]]
        pattern = '(?<area>[a-z0-9]+)_(?<name>\w+)'
        path = "$area::$name"

        [rename]
        "a.json#/properties/x" = "x::Y"

        [uri_map]
        "https://example.com/" = "vendored"

        [formats]
        date-time = "jiff"
        uuid = "string"

        [[attributes]]
        path = ["b2b::*", "a.json#*"]
        derives = ["PartialEq"]
        attributes = ["#[non_exhaustive]"]

        [[allow]]
        code = "R002"
        at = "a.json#/properties/*"
        reason = "the vendor has not published it"
        "##,
    );
    assert_eq!(config.schemas, [Path::new("a.json"), Path::new("/b")]);
    assert_eq!(config.out, Path::new("generated/src"));
    assert_eq!(config.ledger.as_deref(), Some(Path::new("generated/ledger.json")));
    assert_eq!(config.unresolved, Unresolved::Opaque);
    assert_eq!(config.implied_type, ImpliedType::Exact);
    assert!(config.open_enums.matches("anything"));
    assert_eq!(config.unknown_members.of("A", "a.json#"), Unknown::Ignore);
    assert!(config.secrets.matches("ssn") && config.secrets.matches("session_jwt"));
    assert_eq!(config.dialect, Dialect::Draft7);
    assert_eq!(config.type_path(Some("b2b_Member"), "a.json#").unwrap(), ["b2b", "Member"]);
    assert_eq!(config.type_path(Some("b2b_M"), "a.json#/properties/x").unwrap(), ["x", "Y"]);
    assert_eq!(config.type_path(None, "a.json#"), None);
    assert_eq!(
        Vec::from_iter(&config.uri_map),
        [(&"https://example.com/".to_owned(), &"vendored".into())]
    );
    assert_eq!(library(&config.formats, "date-time"), Some(Library::Jiff));
    assert_eq!(library(&config.formats, "date"), None);
    let rule = &config.attributes[0];
    assert!(
        rule.path.matches_either("b2b::Member", "") && rule.path.matches_either("", "a.json#/x")
    );
    assert_eq!(
        (&rule.derives[..], &rule.attributes[..]),
        (&["PartialEq".to_owned()][..], &["#[non_exhaustive]".to_owned()][..],)
    );
    let reason = Some("the vendor has not published it");
    assert_eq!(config.allowed(Code::Unresolved, "a.json#/properties/x"), reason);
    assert_eq!(config.allowed(Code::Unresolved, "b.json#/properties/x"), None);
    assert_eq!(config.allowed(Code::Syntax, "a.json#/properties/x"), None);
}

#[test]
fn formats_are_checked_by_name_or_all_at_once() {
    let formats = |text: &str| config(&format!("[formats]\n{text}")).formats;
    assert!(formats("email = 'check'").is_checked("email"));
    assert!(!formats("email = 'check'").is_checked("uuid"));
    let most = formats("'*' = 'check'\ndate = 'jiff'\nuuid = 'string'");
    let checked = ["email", "time", "date", "uuid", "x"].map(|it| most.is_checked(it));
    assert_eq!(checked, [true, true, false, false, false]);
    assert_eq!(library(&most, "date"), Some(Library::Jiff));
}

#[test]
fn unknown_members_are_kept_or_dropped_by_place() {
    let config = config(
        r#"
        [unknown_members]
        default = "keep"
        ignore = "b2b::*"
        keep = ["b2b::Member"]
        "#,
    );
    let of = |path| config.unknown_members.of(path, "a.json#");
    assert_eq!(of("User"), Unknown::Keep);
    assert_eq!(of("b2b::Organization"), Unknown::Ignore);
    assert_eq!(of("b2b::Member"), Unknown::Keep);
}

#[test]
fn the_builder_says_the_same_as_the_file() {
    let built = Config::new()
        .schemas("a")
        .more_schemas("b")
        .out("src/api")
        .ledger("ledger.json")
        .module("(?<name>.*)", "api::$name")
        .rename("A", "B")
        .uri_map("https://a/", "a")
        .unresolved(Unresolved::Opaque)
        .implied_type(ImpliedType::Exact)
        .open_enums("*")
        .unknown_members(Unknown::Ignore)
        .secrets(["ssn"])
        .format("uuid", Library::Uuid)
        .derives("*", ["Eq"])
        .attribute("*", "#[must_use]")
        .allow("R002", "*", "known")
        .dialect(Dialect::Draft4);
    let read = config(
        r##"
        schemas = ["a", "b"]
        out = "src/api"
        ledger = "ledger.json"
        modules = [{ pattern = "(?<name>.*)", path = "api::$name" }]
        rename = { A = "B" }
        uri_map = { "https://a/" = "a" }
        unresolved = "opaque"
        implied_type = "exact"
        open_enums = ["*"]
        unknown_members = "ignore"
        secrets = "ssn"
        formats = { uuid = "uuid" }
        attributes = [{ path = "*", derives = ["Eq"] }, { path = "*", attributes = ["#[must_use]"] }]
        allow = [{ code = "R002", at = "*", reason = "known" }]
        dialect = "draft4"
        "##,
    );
    assert_eq!(built, read);
    assert!(built.problems().is_empty());
}

#[test]
fn mistakes_in_builder_calls_are_kept() {
    let config = Config::new()
        .module("(", "a")
        .format("date-tim", Library::Jiff)
        .format("uuid", Library::Chrono)
        .allow("R02", "*", "known")
        .rename("A", "pets::")
        .max_depth(0);
    assert_eq!(
        config.problems()[1..],
        [
            "nothing is known of the format `date-tim`; did you mean `date-time`?",
            "`chrono` is not for the format `uuid`, which can be `uuid`, `check`, `string`",
            "there is no code `R02`; did you mean `R002`?",
            "`pets::` is no path of a type, which is written like `pets::Dog`",
            "at depth 0 there are no documents",
        ]
    );
    assert!(config.problems()[0].starts_with("`(` is no regular expression"));
}

#[test]
fn the_fingerprint_changes_with_options_and_not_with_paths() {
    let fingerprint = Config::new().fingerprint();
    assert_eq!(Config::new().schemas("/tmp/a").out("b").ledger("c").fingerprint(), fingerprint);
    assert_ne!(Config::new().open_enums("*").fingerprint(), fingerprint);
    assert_ne!(Config::new().module("a", "b").fingerprint(), fingerprint);
}

#[test]
fn pairs_go_on_top_of_the_file() {
    let set =
        |pairs: &[&str]| read("unresolved = \"error\"\n[formats]\nuuid = \"uuid\"", pairs).unwrap();
    assert_eq!(set(&["unresolved=opaque"]).unresolved, Unresolved::Opaque);
    assert_eq!(set(&["unresolved=\"opaque\""]).unresolved, Unresolved::Opaque);
    assert_eq!(set(&["schemas=a b"]).schemas, [Path::new("a b")]);
    assert_eq!(set(&["schemas=['a', 'b']"]).schemas, [Path::new("a"), Path::new("b")]);
    assert_eq!(set(&["dialect=2019-09"]).dialect, Dialect::Draft201909);
    let both = set(&["formats.date-time=jiff", "formats.\"date\"=time"]).formats;
    assert_eq!(library(&both, "uuid"), Some(Library::Uuid));
    assert_eq!(library(&both, "date-time"), Some(Library::Jiff));
    assert_eq!(library(&both, "date"), Some(Library::Time));
    assert_eq!(set(&["rename.\"a.json#/x\"=b::C"]).rename["a.json#/x"], "b::C");
    assert_eq!(set(&["unresolved=opaque", "unresolved=error"]).unresolved, Unresolved::Error);
}

#[test]
fn mistakes_in_pairs_name_the_pair() {
    let error = |pair| read("", &[pair]).unwrap_err();
    assert_eq!(error("unresolved"), "`--set unresolved`: a pair is written `KEY=VALUE`");
    assert_eq!(error("a b=1"), "`--set a b=1`: `a b` is no key");
    assert_eq!(
        error("unresolvd=opaque"),
        "`--set unresolvd=opaque`: unknown key `unresolvd`; did you mean `unresolved`?"
    );
    assert_eq!(
        error("unresolved=opaqe"),
        "`--set unresolved=opaqe`: unknown value `opaqe`; did you mean `opaque`?"
    );
    assert_eq!(
        error("unresolved=xyz"),
        "`--set unresolved=xyz`: unknown value `xyz`; known: `error`, `opaque`"
    );
}

#[test]
fn mistakes_in_the_file_name_their_place() {
    let cases = [
        ("out = 'a'\nshemas = 'a'", "2:1: unknown key `shemas`; did you mean `schemas`?"),
        ("unresolved = 'opaqe'", "1:14: unknown value `opaqe`; did you mean `opaque`?"),
        ("[[modules]]\npattern = 'a'\npaht = 'b'", "3:1: unknown key `paht`; did you mean `path`?"),
        (
            "[[modules]]\npattern = '(?<a>a)'\npath = '$b'",
            "3:8: the path names the group `$b`, which the pattern lacks",
        ),
        ("out = ", "1:7: string values must be quoted, expected literal string"),
        (
            "attributes = [{ path = '*', derives = ['#[x]'] }]",
            "1:40: `#[x]` is no path of something to derive",
        ),
        (
            "attributes = [{ path = '*', attributes = ['non_exhaustive'] }]",
            "1:43: `non_exhaustive` is no attribute, which is written `#[name]`",
        ),
        (
            "[formats]\ndate-tim = 'jiff'",
            "2:1: nothing is known of the format `date-tim`; did you mean `date-time`?",
        ),
        (
            "formats = { uuid = 'jiff' }",
            "1:20: `jiff` is not for the format `uuid`, which can be `uuid`, `check`, `string`",
        ),
        ("schemas = 1", "1:11: invalid type: integer `1`, expected a string or a list of strings"),
        ("[[allow]]\ncode = 'R002'", "1:1: missing field `reason`"),
        (
            "[[allow]]\nreason = 'because'",
            "1:1: an `allow` needs a `code`, a place (`at`), or both",
        ),
        (
            "[[allow]]\ncode = 'R002'\nreason = ' '",
            "1:1: an `allow` needs a `reason` that says why",
        ),
        (
            "[[allow]]\ncode = 'R02'\nreason = 'because'",
            "2:8: there is no code `R02`; did you mean `R002`?",
        ),
        ("max_depth = 0", "1:13: at depth 0 there are no documents"),
        (
            "rename = { A = 'my pet' }",
            "1:16: `my pet` is no path of a type, which is written like `pets::Dog`",
        ),
        (
            "unknown_members = 'drop'",
            "1:19: `keep`, `ignore` or a table of `default`, `keep` and `ignore`",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text, &[]).unwrap_err(), format!("codegen.toml:{expected}"));
    }
}

#[test]
fn a_mistake_is_a_finding_about_the_file() {
    let error = Config::from_toml("\nshemas = 1", "codegen.toml", Path::new(""), &[]).unwrap_err();
    let (finding, sources) = error.into_finding();
    let place = finding.primary.unwrap();
    assert_eq!(sources.file(place.file).path, "codegen.toml");
    assert_eq!((place.span.start, place.span.end), (1, 7));
    assert_eq!(finding.help, ["did you mean `schemas`?"]);
}
