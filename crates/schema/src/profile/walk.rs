//! Walks through a JSON value and keeps every fault with its path.

use serde_json::{Map, Value};

/// A fault of a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    /// Where it is, as a JSON path such as `$.transaction_types[0].sign`.
    pub path: String,
    /// What it is, in plain words.
    pub message: String,
}

impl std::fmt::Display for ProfileError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for ProfileError {}

/// A value and the way to it.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) path: String,
    pub(super) value: &'a Value,
}

/// Collects the faults; every reader answers `None` after noting one.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) errors: Vec<ProfileError>,
}

impl Walk {
    pub(super) fn error(&mut self, path: &str, message: impl Into<String>) {
        self.errors.push(ProfileError { path: path.to_owned(), message: message.into() });
    }

    fn wrong(&mut self, node: &Node<'_>, due: &str) {
        let found = match node.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.error(&node.path, format!("{due} is due here, not {found}"));
    }

    /// An object; keys that are not known are faults.
    pub(super) fn object<'a>(&mut self, node: &Node<'a>, known: &[&str]) -> Option<&'a Map<String, Value>> {
        let Value::Object(map) = node.value else {
            self.wrong(node, "an object");
            return None;
        };
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            self.error(
                &format!("{}.{key}", node.path),
                format!("there is no such key; known are {}", known.join(", ")),
            );
        }
        Some(map)
    }

    /// An object whose keys are names of some sort.
    pub(super) fn entries<'a>(&mut self, node: &Node<'a>) -> Vec<(&'a str, Node<'a>)> {
        let Value::Object(map) = node.value else {
            self.wrong(node, "an object");
            return Vec::new();
        };
        map.iter().map(|(key, value)| (key.as_str(), Node { path: format!("{}.{key}", node.path), value })).collect()
    }

    pub(super) fn list<'a>(&mut self, node: &Node<'a>) -> Vec<Node<'a>> {
        let Value::Array(items) = node.value else {
            self.wrong(node, "a list");
            return Vec::new();
        };
        items.iter().enumerate().map(|(index, value)| Node { path: format!("{}[{index}]", node.path), value }).collect()
    }

    pub(super) fn string(&mut self, node: &Node<'_>) -> Option<String> {
        match node.value {
            Value::String(text) if text.trim().is_empty() => {
                self.error(&node.path, "the text is empty");
                None
            }
            Value::String(text) if text.trim() != text => {
                self.error(&node.path, "there is a space before or behind the text");
                None
            }
            Value::String(text) => Some(text.clone()),
            _ => {
                self.wrong(node, "a string");
                None
            }
        }
    }

    /// The name of a column, which must be one cell of a header.
    pub(super) fn name(&mut self, node: &Node<'_>) -> Option<String> {
        let name = self.string(node)?;
        if name.contains(|letter: char| letter.is_control() || matches!(letter, '|' | '"')) {
            self.error(&node.path, "a column's name has no |, no quotation mark, no tab and no line break");
            return None;
        }
        Some(name)
    }

    pub(super) fn flag(&mut self, node: &Node<'_>) -> Option<bool> {
        if node.value.as_bool().is_none() {
            self.wrong(node, "true or false");
        }
        node.value.as_bool()
    }

    /// One of some words.
    pub(super) fn word<T: Copy>(&mut self, node: &Node<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.string(node)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|&(_, meaning)| meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
            self.error(&node.path, format!("one of {} is due here", known.join(", ")));
        }
        found
    }

    /// A list of different texts.
    pub(super) fn strings(&mut self, node: &Node<'_>) -> Vec<String> {
        self.right_strings(node, |_| None)
    }

    /// A list of different texts, with none of which anything is wrong.
    pub(super) fn right_strings(&mut self, node: &Node<'_>, wrong: impl Fn(&str) -> Option<String>) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for item in self.list(node) {
            let Some(text) = self.string(&item) else { continue };
            if texts.contains(&text) {
                self.error(&item.path, "it stands in the list already");
            } else if let Some(why) = wrong(&text) {
                self.error(&item.path, why);
            } else {
                texts.push(text);
            }
        }
        texts
    }

    /// The same with at least one in it.
    pub(super) fn some_strings(&mut self, node: &Node<'_>, wrong: impl Fn(&str) -> Option<String>) -> Vec<String> {
        self.not_empty(node);
        self.right_strings(node, wrong)
    }

    /// Says that a list must not be empty if it is.
    pub(super) fn not_empty(&mut self, node: &Node<'_>) {
        if node.value.as_array().is_some_and(Vec::is_empty) {
            self.error(&node.path, "the list is empty; leave the key out if nothing is agreed");
        }
    }
}

/// The value of a key, when it is there and not `null`.
pub(super) fn get<'a>(map: &'a Map<String, Value>, path: &str, key: &str) -> Option<Node<'a>> {
    let value = map.get(key).filter(|value| !value.is_null())?;
    Some(Node { path: format!("{path}.{key}"), value })
}
