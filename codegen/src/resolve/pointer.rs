//! JSON Pointers (RFC 6901).
//!
//! Input: pointers as text. Output: tokens without escapes, and text again.

/// The tokens of a pointer, `~1` and `~0` undone; none for `""`.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| {
        if token.contains('~') { token.replace("~1", "/").replace("~0", "~") } else { token.into() }
    })
}

/// Appends a token to a pointer.
pub(crate) fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    if token.contains(['~', '/']) {
        pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(token);
    }
}

/// The pointer of a child.
pub(crate) fn join(pointer: &str, token: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + token.len() + 1);
    joined.push_str(pointer);
    push(&mut joined, token);
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_survive_the_text() {
        let mut pointer = String::new();
        for token in ["a/b", "c~d", "~1", "", "ü"] {
            push(&mut pointer, token);
        }
        assert_eq!(pointer, "/a~1b/c~0d/~01//ü");
        assert_eq!(tokens(&pointer).collect::<Vec<_>>(), ["a/b", "c~d", "~1", "", "ü"]);
        assert_eq!(tokens("").count(), 0);
    }
}
