//! Items of CSL-JSON, which programs that manage references read.

use serde_json::{Map, Value, json};

use super::name::Name;
use super::{Quoted, Reference, When, note};

/// A list of one item, with what is quoted as its note.
pub fn items(reference: &Reference, quoted: &Quoted) -> String {
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let authors: Vec<Value> = reference.names().map(|name| written(&name)).collect();
    let id = reference.url.as_deref().or(reference.name()).unwrap_or("article");
    put("id", Some(id.into()));
    put("type", Some(if reference.url.is_some() { "webpage" } else { "document" }.into()));
    put("author", Some(authors).filter(|authors| !authors.is_empty()).map(Value::from));
    put("title", reference.name().map(Value::from));
    put("container-title", reference.outlet().map(Value::from));
    put(
        "issued",
        reference.date.as_ref().map(|date| match date {
            When::Day(date) => {
                let (year, month, day) = date.parts();
                json!({ "date-parts": [[year, month, day]] })
            }
            When::Written(words) => json!({ "raw": words }),
        }),
    );
    put("URL", reference.url.as_deref().map(Value::from));
    put("language", reference.language.as_deref().map(Value::from));
    put("note", Some(note(quoted).into()));
    format!("{:#}\n", Value::Array(vec![Value::Object(item)]))
}

fn written(name: &Name) -> Value {
    match name {
        Name::Person { given, family, suffix } => {
            let mut person = json!({ "family": family, "given": given.join(" ") });
            if let (Some(suffix), Some(person)) = (suffix, person.as_object_mut()) {
                person.insert("suffix".to_owned(), (*suffix).into());
            }
            person
        }
        Name::Whole(name) => json!({ "literal": name }),
    }
}
