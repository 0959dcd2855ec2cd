//! Cyclic references among the modules of a crate.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{ModulePath, Tree};

/// References between sibling modules, by their parent module, with an example of each.
type Edges = BTreeMap<ModulePath, BTreeMap<(String, String), String>>;

/// Each cycle, with the references that make it.
pub(crate) fn circles(tree: &Tree) -> Vec<String> {
    let edges = edges(tree);
    edges.iter().flat_map(|(parent, edges)| circles_among(parent, edges)).collect()
}

fn circles_among(parent: &ModulePath, edges: &BTreeMap<(String, String), String>) -> Vec<String> {
    let closes = edges.iter().filter(|((from, to), _)| reached(edges, to).contains(from));
    closes.map(|((from, to), example)| format!("in {}: {from} -> {to}, as {example}", parent.join("::"))).collect()
}

fn reached<'e>(edges: &'e BTreeMap<(String, String), String>, from: &'e String) -> BTreeSet<&'e String> {
    let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(module) = next.pop() {
        let to = edges.keys().filter(|(one, _)| one == module).map(|(_, to)| to);
        next.extend(to.filter(|to| reached.insert(*to)));
    }
    reached
}

fn edges(tree: &Tree) -> Edges {
    let mut edges = Edges::new();
    for (module_path, module) in &tree.modules {
        let globs = module.globs.iter().filter_map(|path| Some((path, tree.resolve(module_path, path)?)));
        let paths = module.paths.iter().filter_map(|path| Some((path, tree.resolve(module_path, path)?)));
        for (path, owner) in globs.chain(paths) {
            let same = module_path.iter().zip(&owner).take_while(|(one, other)| one == other).count();
            if let (Some(from), Some(to)) = (module_path.get(same), owner.get(same)) {
                let example = format!("`{}` in {}", path.join("::"), module.file.display());
                let among = edges.entry(module_path[..same].to_vec()).or_default();
                among.entry((from.clone(), to.clone())).or_insert(example);
            }
        }
    }
    edges
}

impl Tree {
    /// The module that a path refers to, if it is in this crate.
    fn resolve(&self, from: &ModulePath, path: &[String]) -> Option<ModulePath> {
        self.resolve_once(from, path, &mut BTreeSet::new())
    }

    fn resolve_once(
        &self,
        from: &ModulePath,
        path: &[String],
        seen: &mut BTreeSet<(ModulePath, String)>,
    ) -> Option<ModulePath> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.follow(Vec::new(), rest, seen),
            "self" => self.follow(from.clone(), rest, seen),
            "super" => self.follow(from.split_last()?.1.to_vec(), rest, seen),
            _ => self.follow(from.clone(), path, seen).filter(|owner| owner != from),
        }
    }

    /// Follows a path: into a module, through a re-export, or to the module that defines the name.
    fn follow(&self, at: ModulePath, path: &[String], seen: &mut BTreeSet<(ModulePath, String)>) -> Option<ModulePath> {
        let Some((first, rest)) = path.split_first() else { return Some(at) };
        if first == "super" {
            return self.follow(at.split_last()?.1.to_vec(), rest, seen);
        }
        let inner = [&at[..], std::slice::from_ref(first)].concat();
        if self.modules.contains_key(&inner) {
            return self.follow(inner, rest, seen);
        }
        let module = self.modules.get(&at)?;
        if module.items.contains(first) || !seen.insert((at.clone(), first.clone())) {
            return Some(at);
        }
        if let Some(used) = module.uses.get(first) {
            return self.resolve_once(&at, &[used, rest].concat(), seen);
        }
        let all = module.globs.iter().filter_map(|glob| self.resolve_once(&at, &[glob, path].concat(), seen));
        let from_all: Option<ModulePath> = all.filter(|owner| self.defines(owner, first)).last();
        from_all.or(Some(at))
    }

    fn defines(&self, module_path: &ModulePath, name: &str) -> bool {
        self.modules.get(module_path).is_some_and(|module| module.items.contains(name))
    }
}
