//! The house against its map: which file borrows from which.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::visit::Visit;
use syn::{Item, Pat, UseTree, Visibility};

/// The path of a module from the crate's root: `["record", "redline"]`.
type ModulePath = Vec<String>;

/// What a file borrows, and what it lends on.
#[derive(Default)]
struct Module {
    file: String,
    /// The full path of each name that it imports.
    imports: Vec<ModulePath>,
    /// Names that it lends on from elsewhere, with their full paths.
    lends: BTreeMap<String, ModulePath>,
}

/// The paths that stand in the code of a file, outside of its tests: `super::countries::of_tag`.
#[derive(Default)]
struct Paths(Vec<ModulePath>);

impl<'ast> Visit<'ast> for Paths {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.0.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        syn::visit::visit_path(self, path);
    }

    // Those at the top of a file are read apart, since they may lend names on.
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut names = Vec::new();
        expand(&item.tree, Vec::new(), &mut names);
        self.0.extend(names.into_iter().map(|(_, path)| path));
    }

    // What a macro is given is no code yet, so its paths are found among its words.
    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let text = call.tokens.to_string();
        let words: Vec<&str> = text.split_whitespace().collect();
        for start in (0..words.len()).filter(|at| matches!(words[*at], "crate" | "super")) {
            let names = words[start..].chunks(2).take_while(|pair| pair.get(1) == Some(&"::")).count();
            let path = words[start..].iter().step_by(2).take(names + 1).map(|name| (*name).to_owned());
            self.0.push(path.collect());
        }
        syn::visit::visit_macro(self, call);
    }

    fn visit_item_mod(&mut self, inner: &'ast syn::ItemMod) {
        if !inner.attrs.iter().any(is_for_tests) {
            syn::visit::visit_item_mod(self, inner);
        }
    }
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string().contains("test"))
}

struct House {
    modules: BTreeMap<ModulePath, Module>,
}

impl House {
    fn read() -> Self {
        let mut house = Self { modules: BTreeMap::new() };
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        house.read_folder(&root, &mut Vec::new());
        house
    }

    fn read_folder(&mut self, folder: &Path, within: &mut ModulePath) {
        let entries = fs::read_dir(folder).expect("a folder of src/");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            if path.is_dir() {
                within.push(stem);
                self.read_folder(&path, within);
                within.pop();
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && stem != "main"
                && stem != "tests"
            {
                let mut module = within.clone();
                if stem != "mod" && stem != "lib" {
                    module.push(stem);
                }
                self.read_file(&path, module);
            }
        }
    }

    fn read_file(&mut self, path: &Path, module: ModulePath) {
        let text = fs::read_to_string(path).expect("a file of src/");
        let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = path.strip_prefix(root).expect("a file of the crate").display().to_string();
        let is_child = |name: &str| {
            let is_named = |item: &Item| matches!(item, Item::Mod(inner) if inner.ident == name);
            parsed.items.iter().any(is_named)
        };
        let full = |path: ModulePath| match path.first() {
            Some(first) if is_child(first) => Some([&module[..], &path].concat()),
            _ => absolute(&module, path),
        };
        let entry = self.modules.entry(module.clone()).or_default();
        entry.file = file;
        for item in &parsed.items {
            let Item::Use(item) = item else { continue };
            let mut names = Vec::new();
            expand(&item.tree, Vec::new(), &mut names);
            for (name, path) in names {
                let Some(full) = full(path) else { continue };
                if matches!(item.vis, Visibility::Inherited) {
                    entry.imports.push(full);
                } else {
                    // A room lends on what is in it; what it takes from elsewhere for that, it borrows as well.
                    if !full.starts_with(&module) {
                        entry.imports.push(full.clone());
                    }
                    entry.lends.insert(name, full);
                }
            }
        }
        let mut paths = Paths::default();
        parsed
            .items
            .iter()
            .filter(|item| !matches!(item, Item::Use(_)))
            .for_each(|item| paths.visit_item(item));
        entry.imports.extend(paths.0.into_iter().filter(|path| path.len() > 1).filter_map(full));
    }

    /// Returns the module whose file has what a path names, wherever it is lent on.
    fn owner(&self, path: &[String]) -> Option<&ModulePath> {
        let depth = (1..=path.len()).rev().find(|depth| self.modules.contains_key(&path[..*depth]))?;
        let (module, found) = self.modules.get_key_value(&path[..depth])?;
        match path.get(depth).and_then(|name| found.lends.get(name)) {
            Some(lent) => self.owner(lent),
            None => Some(module),
        }
    }

    /// Returns for each file the files that it borrows from.
    fn borrows(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let of = |module: &Module| {
            let owners = module.imports.iter().filter_map(|path| self.owner(path));
            owners
                .map(|owner| self.modules[owner].file.as_str())
                .filter(|file| *file != module.file)
                .collect()
        };
        self.modules.values().map(|module| (module.file.as_str(), of(module))).collect()
    }
}

/// Lists what a `use` names, with the path of each.
fn expand(tree: &UseTree, mut before: ModulePath, names: &mut Vec<(String, ModulePath)>) {
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            expand(&path.tree, before, names);
        }
        UseTree::Name(name) if name.ident == "self" => {
            names.push((before.last().cloned().unwrap_or_default(), before));
        }
        UseTree::Name(name) => {
            before.push(name.ident.to_string());
            names.push((name.ident.to_string(), before));
        }
        UseTree::Rename(rename) => {
            before.push(rename.ident.to_string());
            names.push((rename.rename.to_string(), before));
        }
        UseTree::Glob(_) => names.push(("*".to_owned(), before)),
        UseTree::Group(group) => {
            for tree in &group.items {
                expand(tree, before.clone(), names);
            }
        }
    }
}

/// Returns a path from the crate's root; none of another crate's.
fn absolute(module: &[String], path: ModulePath) -> Option<ModulePath> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => Some([module, rest].concat()),
        "super" => {
            let up = path.iter().take_while(|part| *part == "super").count();
            let above = module.get(..module.len().checked_sub(up)?)?;
            Some([above, &path[up..]].concat())
        }
        _ => None,
    }
}

/// Returns the rooms that ARCHITECTURE.md lists, from the ground up.
fn floors() -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md"))
        .expect("the map of the house");
    let table = text.split("| room | owns |").nth(1).expect("the table of rooms");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let cells = rows.map(|row| row.split('|').nth(1).expect("a first cell").to_owned());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn room(file: &str) -> &str {
    let inside = file.strip_prefix("src/").expect("a file of src/");
    inside.split_once('/').map_or(inside.trim_end_matches(".rs"), |(room, _)| room)
}

#[test]
fn every_room_is_on_the_map_and_borrows_only_from_floors_below_it() {
    let house = House::read();
    let floors = floors();
    let floor = |file: &str| {
        let room = room(file);
        floors
            .iter()
            .position(|name| name == room)
            .unwrap_or_else(|| panic!("`{room}` is no room of ARCHITECTURE.md"))
    };
    let mut wrong = Vec::new();
    for (file, borrowed) in house.borrows().into_iter().filter(|(file, _)| *file != "src/lib.rs") {
        let own = floor(file);
        wrong.extend(
            borrowed
                .into_iter()
                .filter(|from| *from != "src/lib.rs" && room(from) != room(file) && floor(from) >= own)
                .map(|from| format!("{file} borrows from {from}, which is above it")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_borrow_from_each_other_in_a_circle() {
    let house = House::read();
    let borrows = house.borrows();
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        borrows.keys().map(|file| (*file, reached(&borrows, file))).collect();
    // Who reaches itself is in a circle, together with all that it reaches and that reach it.
    let in_circle = |file: &str| reach[file].contains(file);
    let mut circles: BTreeSet<Vec<&str>> = BTreeSet::new();
    for file in borrows.keys().copied().filter(|file| in_circle(file)) {
        circles.insert(reach[file].iter().copied().filter(|other| reach[other].contains(file)).collect());
    }
    let circles: Vec<String> = circles.into_iter().map(|files| files.join(", ")).collect();
    assert!(circles.is_empty(), "in circles:\n{}", circles.join("\n"));
}

/// Returns all that a file borrows from, at first, second or any hand.
fn reached<'a>(borrows: &BTreeMap<&'a str, BTreeSet<&'a str>>, file: &str) -> BTreeSet<&'a str> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = borrows[file].iter().copied().collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(&borrows[next]);
        }
    }
    found
}

/// The types that say what there is on a site: a new page or file has to be answered for wherever they are asked.
const KINDS: [&str; 8] =
    ["Route", "PageRoute", "FileRoute", "PageOrigin", "FileOrigin", "FeedOf", "ChangesOf", "CardOf"];

/// What lets some kinds of a file pass without naming them.
struct Unnamed<'a> {
    file: &'a str,
    /// The type that is being implemented, whose kinds `Self` names.
    own: Option<String>,
    found: Vec<String>,
}

impl Unnamed<'_> {
    fn is_kind(&self, name: &syn::Ident) -> bool {
        let own = |own: &String| name == "Self" && KINDS.contains(&own.as_str());
        KINDS.iter().any(|kind| name == kind) || self.own.as_ref().is_some_and(own)
    }

    /// Returns whether a pattern is one of a kind, such as `PageRoute::Home`.
    fn names_kind(&self, pattern: &Pat) -> bool {
        let of_path = |path: &syn::Path| {
            path.segments.iter().rev().nth(1).is_some_and(|segment| self.is_kind(&segment.ident))
        };
        match pattern {
            Pat::Path(path) => of_path(&path.path),
            Pat::TupleStruct(pattern) => {
                of_path(&pattern.path) || pattern.elems.iter().any(|inner| self.names_kind(inner))
            }
            Pat::Struct(pattern) => {
                of_path(&pattern.path) || pattern.fields.iter().any(|field| self.names_kind(&field.pat))
            }
            Pat::Or(pattern) => pattern.cases.iter().any(|inner| self.names_kind(inner)),
            Pat::Reference(pattern) => self.names_kind(&pattern.pat),
            Pat::Paren(pattern) => self.names_kind(&pattern.pat),
            _ => false,
        }
    }

    fn tell(&mut self, what: &str) {
        self.found.push(format!("{}: {what}", self.file));
    }
}

/// Returns whether a pattern lets anything pass: `_`, or a name.
fn is_wildcard(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        // `None` looks like a name, too.
        Pat::Ident(name) => name.subpat.is_none() && name.ident.to_string().starts_with(char::is_lowercase),
        Pat::Or(pattern) => pattern.cases.iter().any(is_wildcard),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Unnamed<'_> {
    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let own = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let outer = std::mem::replace(&mut self.own, own);
        syn::visit::visit_item_impl(self, item);
        self.own = outer;
    }

    fn visit_expr_match(&mut self, expression: &'ast syn::ExprMatch) {
        let is_about_kinds = expression.arms.iter().any(|arm| self.names_kind(&arm.pat));
        if is_about_kinds && expression.arms.iter().any(|arm| is_wildcard(&arm.pat)) {
            self.tell("a `match` with a wildcard");
        }
        syn::visit::visit_expr_match(self, expression);
    }

    fn visit_expr_let(&mut self, expression: &'ast syn::ExprLet) {
        if self.names_kind(&expression.pat) {
            self.tell("an `if let`");
        }
        syn::visit::visit_expr_let(self, expression);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        if self.names_kind(&local.pat) {
            self.tell("a `let … else`");
        }
        syn::visit::visit_local(self, local);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let arguments = called.tokens.to_string();
        let names_kind = KINDS.iter().any(|kind| {
            arguments.split(|c: char| !c.is_alphanumeric() && c != ':' && c != ' ').any(|part| {
                part.trim_start().strip_prefix(kind).is_some_and(|rest| rest.trim_start().starts_with("::"))
            })
        });
        if called.path.is_ident("matches") && names_kind {
            self.tell("a `matches!`");
        }
    }
}

/// Returns the files of `src/` with their texts.
fn texts() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut texts = BTreeMap::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src/") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let file = path.strip_prefix(root).expect("a file of the crate").display().to_string();
                texts.insert(file, fs::read_to_string(&path).expect("a file of src/"));
            }
        }
    }
    texts
}

/// Returns what lets kinds of pages or files pass unnamed in the text of a file.
fn unnamed_kinds(file: &str, text: &str) -> Vec<String> {
    let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut unnamed = Unnamed { file, own: None, found: Vec::new() };
    unnamed.visit_file(&parsed);
    unnamed.found
}

#[test]
fn no_wildcard_decides_over_a_kind_of_page_or_file() {
    let found: Vec<String> =
        texts().into_iter().flat_map(|(file, text)| unnamed_kinds(&file, &text)).collect();
    assert!(found.is_empty(), "name every kind, so that a new one is not forgotten:\n{}", found.join("\n"));
}

#[test]
fn a_wildcard_over_kinds_is_found_in_every_form() {
    let text = "
        fn one(page: PageRoute) -> u8 { match page { PageRoute::Home => 1, _ => 2 } }
        fn two(page: Route) -> u8 { match page { Route::Page(PageRoute::Own(_)) => 1, other => 2 } }
        fn three(file: FileRoute) -> bool { matches!(file, FileRoute::Robots | FileRoute::NotFound) }
        fn four(file: FileRoute) { if let FileRoute::Data(id) = file {} }
        fn five(file: FileRoute) { let FileRoute::Data(id) = file else { return }; }
        impl FeedOf { fn six(self) -> u8 { match self { Self::Site => 1, _ => 2 } } }
        fn named(page: Route) -> u8 { match page { Route::Page(_) => 1, Route::File(_) => 2 } }
        fn none(page: Option<FeedOf>) -> u8 { match page { Some(FeedOf::Site) => 1, None => 2 } }
        fn other(kind: Kind) -> u8 { match kind { Kind::Report => 1, _ => 2 } }
    ";
    let found = unnamed_kinds("text", text);
    assert_eq!(
        found,
        [
            "text: a `match` with a wildcard",
            "text: a `match` with a wildcard",
            "text: a `matches!`",
            "text: an `if let`",
            "text: a `let … else`",
            "text: a `match` with a wildcard",
        ]
    );
}

/// The rooms that show pages. Words of a briefing may be newer than the joins there, and only the edition knows them.
const SHOWING: [&str; 3] = ["render", "cards", "export"];

/// The places where a file takes a briefing from the site: `published.briefing`, `site.briefing(id).briefing`.
#[derive(Default)]
struct FromSite(usize);

impl<'ast> Visit<'ast> for FromSite {
    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        let is_briefing = matches!(&field.member, syn::Member::Named(name) if name == "briefing");
        let is_published = match &*field.base {
            syn::Expr::Path(path) => path.path.is_ident("published"),
            syn::Expr::MethodCall(call) => call.method == "briefing",
            _ => false,
        };
        self.0 += usize::from(is_briefing && is_published);
        syn::visit::visit_expr_field(self, field);
    }
}

#[test]
fn what_shows_a_briefing_asks_the_edition_for_it() {
    let places = |text: &str| {
        let mut found = FromSite::default();
        found.visit_file(&syn::parse_file(text).expect("Rust"));
        found.0
    };
    let texts = texts();
    let shown = texts.iter().filter(|(file, _)| SHOWING.contains(&room(file)));
    let wrong: Vec<&str> =
        shown.filter(|(_, text)| places(text) > 0).map(|(file, _)| file.as_str()).collect();
    assert!(wrong.is_empty(), "ask `Edition::briefing` in {}", wrong.join(", "));
    assert!(places(&texts["src/edition.rs"]) > 0, "the edition has its briefings from the site");
}
