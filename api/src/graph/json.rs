//! The pieces of JSON that answers are written from, as bytes: no tree is built of an answer's thousands of values.

use async_graphql::{Name, Value};
use uuid::Uuid;

/// The key of the `i`-th field of an object. Names of GraphQL hold nothing that would need an escape.
pub fn key(out: &mut Vec<u8>, i: usize, name: &Name) {
    if i > 0 {
        out.push(b',');
    }
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

pub fn null(out: &mut Vec<u8>) {
    out.extend_from_slice(b"null");
}

pub fn truth(out: &mut Vec<u8>, is: bool) {
    out.extend_from_slice(if is { b"true" } else { b"false" });
}

pub fn number(out: &mut Vec<u8>, n: i64) {
    put(out, &n);
}

pub fn text(out: &mut Vec<u8>, text: &str) {
    put(out, text);
}

pub fn texts(out: &mut Vec<u8>, texts: &[String]) {
    put(out, texts);
}

pub fn uuid(out: &mut Vec<u8>, id: Uuid) {
    out.push(b'"');
    out.extend_from_slice(id.hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
    out.push(b'"');
}

/// A value of a hand-written field. No scalar of ours holds bytes: where they stand, they are JSON that is written already.
pub fn value(out: &mut Vec<u8>, value: &Value) {
    match value {
        Value::Binary(json) => out.extend_from_slice(json),
        Value::Object(fields) => {
            out.push(b'{');
            for (i, (name, field)) in fields.iter().enumerate() {
                key(out, i, name);
                self::value(out, field);
            }
            out.push(b'}');
        }
        Value::List(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                self::value(out, item);
            }
            out.push(b']');
        }
        plain => put(out, plain),
    }
}

/// Memory takes every byte and these values have text keys alone, so that writing cannot fail; were it to, null stands.
fn put<T: serde::Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    let start = out.len();
    if serde_json::to_writer(&mut *out, value).is_err() {
        out.truncate(start);
        null(out);
    }
}
