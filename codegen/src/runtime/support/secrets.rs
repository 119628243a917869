//! Which members hold secrets, by name.

/// The patterns of their names in snake case; `*` stands for any characters, `?` for one.
const PATTERNS: &[&str] = &["*token*"];

/// Whether the member `name` holds a secret, whatever the case of its name.
pub fn is_secret(name: &str) -> bool {
    let name = snake_case(name);
    PATTERNS.iter().any(|pattern| matches(pattern.as_bytes(), name.as_bytes()))
}

fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len());
    let mut lower = false;
    for c in name.chars() {
        if c.is_uppercase() && lower {
            snake.push('_');
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        snake.extend(if c.is_alphanumeric() { c } else { '_' }.to_lowercase());
    }
    snake
}

/// Matches a whole text; on a mismatch the last `*` takes one byte more.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut from) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while from < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, from));
                at += 1;
            }
            Some(&byte) if byte == b'?' || byte == text[from] => {
                at += 1;
                from += 1;
            }
            _ => {
                let Some((back, taken)) = star else { return false };
                star = Some((back, taken + 1));
                at = back + 1;
                from = taken + 1;
            }
        }
    }
    pattern[at..].iter().all(|&byte| byte == b'*')
}
