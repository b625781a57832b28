//! The templates of the default theme against what they are given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Expr, Fields, Item, ItemStruct, Lit, Meta, Type};

/// What every template is given.
const SHARED: [&str; 3] = ["site", "page", "metadata"];

/// Words of the template language.
const WORDS: [&str; 18] = [
    "if", "elif", "else", "endif", "for", "in", "endfor", "set", "endset", "not", "and", "or", "is",
    "defined", "loop", "true", "false", "none",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Returns the names that a template and those that it includes take from outside.
fn needs(template: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("templates").join(template)).expect("a template");
    let (mut needed, mut own) = (BTreeSet::new(), BTreeSet::new());
    for tag in tags(&text) {
        let words: Vec<&str> = tag.split_whitespace().collect();
        match words.as_slice() {
            ["extends" | "include", name] => needed.extend(needs(name.trim_matches('"'))),
            ["block" | "endblock", ..] => {}
            ["set" | "for", name, ..] => {
                own.insert((*name).to_owned());
                needed.extend(names(tag));
            }
            _ => needed.extend(names(tag)),
        }
    }
    &needed - &own
}

/// Returns the insides of the tags of a template.
fn tags(text: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some(start) = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min() {
        let end = if rest[start..].starts_with("{{") { "}}" } else { "%}" };
        let length = rest[start..].find(end).expect("the end of a tag");
        tags.push(rest[start + 2..start + length].trim_matches(|c: char| c == '-' || c.is_whitespace()));
        rest = &rest[start + length + 2..];
    }
    tags
}

/// Returns the names of values in a tag: no fields, filters, functions or names of arguments.
fn names(tag: &str) -> BTreeSet<String> {
    // Every second part stands between quotation marks.
    let bare: String = tag.split('"').step_by(2).collect::<Vec<_>>().join("\"");
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut names = BTreeSet::new();
    let mut at = 0;
    while let Some(start) = bare[at..].find(is_part).map(|found| at + found) {
        at = bare[start..].find(|c| !is_part(c)).map_or(bare.len(), |length| start + length);
        let (before, after) = (bare[..start].trim_end(), bare[at..].trim_start());
        let is_argument = after.starts_with('=') && !after.starts_with("==");
        let is_field = before.ends_with(['.', '|']);
        let name = &bare[start..at];
        let is_number = name.starts_with(|c: char| c.is_ascii_digit());
        if !is_field && !is_argument && !is_number && !after.starts_with('(') && !WORDS.contains(&name) {
            names.insert(name.to_owned());
        }
    }
    names
}

/// Returns the fields that the structs of `src/render/` say that they give to a template, by its name.
fn given() -> BTreeMap<String, BTreeSet<String>> {
    let folders = ["src/render", "src/render/page"].map(|folder| fs::read_dir(root().join(folder)));
    let entries = folders.into_iter().flat_map(|folder| folder.expect("a folder of src/"));
    let mut given = BTreeMap::new();
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let parsed = syn::parse_file(&fs::read_to_string(&path).expect("a file of src/")).expect("Rust");
        let structs: BTreeMap<String, &ItemStruct> = parsed
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Struct(item) => Some((item.ident.to_string(), item)),
                _ => None,
            })
            .collect();
        for item in structs.values() {
            let doc = item.attrs.iter().find_map(doc).unwrap_or_default();
            if let Some(template) =
                doc.trim().strip_prefix("What `").and_then(|rest| rest.strip_suffix("` shows."))
            {
                given.insert(template.to_owned(), fields(item, &structs));
            }
        }
    }
    given
}

fn doc(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

/// Returns the fields of a struct, with those of the structs that are flattened into it.
fn fields(item: &ItemStruct, structs: &BTreeMap<String, &ItemStruct>) -> BTreeSet<String> {
    let Fields::Named(own) = &item.fields else { panic!("{} has no named fields", item.ident) };
    own.named
        .iter()
        .flat_map(|field| {
            let is_flat = |attribute: &Attribute| match &attribute.meta {
                Meta::List(list) => {
                    list.path.is_ident("serde") && list.tokens.to_string().contains("flatten")
                }
                _ => false,
            };
            if field.attrs.iter().any(is_flat) {
                fields(structs[&innermost(&field.ty)], structs)
            } else {
                field.ident.iter().map(ToString::to_string).collect()
            }
        })
        .collect()
}

/// Returns the name of a type, within `Option`.
fn innermost(ty: &Type) -> String {
    let Type::Path(path) = ty else { panic!("a type with a name") };
    let last = path.path.segments.last().expect("a name");
    match &last.arguments {
        syn::PathArguments::AngleBracketed(arguments) if last.ident == "Option" => {
            match arguments.args.first() {
                Some(syn::GenericArgument::Type(inner)) => innermost(inner),
                _ => panic!("what may be there"),
            }
        }
        _ => last.ident.to_string(),
    }
}

#[test]
fn each_template_uses_only_what_its_pages_give_it() {
    let given = given();
    let folder = fs::read_dir(root().join("templates")).expect("the templates");
    let files = folder.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"));
    let pages: BTreeSet<String> =
        files.filter(|file| file.ends_with(".html") && file != "base.html").collect();
    let described: BTreeSet<String> =
        given.keys().filter(|template| !template.contains('/')).cloned().collect();
    assert_eq!(pages, described, "one struct for each template, with the doc \"What `…` shows.\"");
    let mut wrong = Vec::new();
    for (template, fields) in &given {
        let missing = needs(template)
            .into_iter()
            .filter(|name| !fields.contains(name) && !SHARED.contains(&name.as_str()));
        wrong.extend(missing.map(|name| format!("{template} uses `{name}`, which nothing gives it")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_values_are_told_from_all_else_in_a_tag() {
    let of = |tag| names(tag).into_iter().collect::<Vec<_>>();
    assert_eq!(of("t(key=\"kind.\" ~ lead.kind, count=count)"), ["count", "lead"]);
    assert_eq!(of("if subregions | length > 1 and not page.title"), ["page", "subregions"]);
    assert_eq!(of("if topic.level == level"), ["level", "topic"]);
}
