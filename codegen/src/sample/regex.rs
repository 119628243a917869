//! Texts that a regular expression may match.
//!
//! Input: a pattern of ECMA 262. Output: a few texts, none where the pattern is beyond this module.
//! They are guesses, to be tried by those who ask: what is read here is the syntax that most
//! patterns are written in, and what cannot be read is passed over.

/// How often `*` and `+` repeat in the longer of the guesses.
const MORE: usize = 2;
/// How long a guess is at most.
const LONGEST: usize = 4_096;

/// Some texts that the pattern may match: short ones, and longer ones.
pub(super) fn guesses(pattern: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for choice in 0..3 {
        let mut parser = Parser { rest: pattern, choice, failed: false };
        let text = parser.alternatives(16);
        if !parser.failed && parser.rest.is_empty() && text.len() <= LONGEST {
            texts.push(text);
        }
    }
    texts.dedup();
    texts
}

struct Parser<'p> {
    rest: &'p str,
    /// Which guess: which alternative is taken, and whether repetitions are short or long.
    choice: usize,
    failed: bool,
}

impl Parser<'_> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = self.rest.get(next.len_utf8()..).unwrap_or_default();
        Some(next)
    }

    fn alternatives(&mut self, depth: usize) -> String {
        let mut all = vec![self.sequence(depth)];
        while self.eat("|") {
            all.push(self.sequence(depth));
        }
        let index = self.choice % all.len();
        all.swap_remove(index)
    }

    fn sequence(&mut self, depth: usize) -> String {
        let mut text = String::new();
        while !self.failed && !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let atom = self.atom(depth);
            let (least, most) = self.repetition();
            let times = if self.choice == 0 { least } else { most.min(least.max(1) + MORE) };
            if atom.len().saturating_mul(times) > LONGEST {
                self.failed = true;
            } else {
                text.push_str(&atom.repeat(times));
            }
        }
        text
    }

    fn atom(&mut self, depth: usize) -> String {
        match self.next() {
            Some('^' | '$') | None => String::new(),
            Some('.') => "a".to_owned(),
            Some('(') => self.group(depth),
            Some('[') => self.class(),
            Some('\\') => self.escape().map(String::from).unwrap_or_default(),
            Some(char) => char.to_string(),
        }
    }

    fn group(&mut self, depth: usize) -> String {
        let looks = ["?=", "?!", "?<=", "?<!"].into_iter().any(|it| self.eat(it));
        if !looks && !self.eat("?:") && self.eat("?<") {
            while self.next().is_some_and(|it| it != '>') {}
        }
        if depth == 0 {
            self.failed = true;
            return String::new();
        }
        let text = self.alternatives(depth - 1);
        self.failed |= !self.eat(")");
        if looks { String::new() } else { text }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next()? {
            'd' => '0',
            'w' | 'S' | 'D' => 'a',
            's' => ' ',
            'W' => '-',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' | 'B' => return None,
            'p' | 'P' | 'u' | 'x' | 'c' | 'k' | '0'..='9' => {
                self.failed = true;
                return None;
            }
            char => char,
        })
    }

    fn class(&mut self) -> String {
        let negated = self.eat("^");
        let mut ranges: Vec<(char, char)> = Vec::new();
        while !self.eat("]") {
            let Some(first) = self.class_char() else { break };
            if self.rest.starts_with('-') && !self.rest.starts_with("-]") {
                self.eat("-");
                if let Some(last) = self.class_char() {
                    ranges.push((first, last));
                }
            } else {
                ranges.push((first, first));
            }
        }
        let is_in = |it: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&it));
        let found = if negated {
            ['a', '0', ' ', '-', 'é'].into_iter().find(|it| !is_in(*it))
        } else {
            let index = self.choice.min(ranges.len().saturating_sub(1));
            ranges.get(index).map(|(from, _)| *from)
        };
        found.map(String::from).unwrap_or_default()
    }

    fn class_char(&mut self) -> Option<char> {
        if self.rest.starts_with('\\') {
            self.next();
            let char = self.escape();
            self.failed |= char.is_none();
            return char;
        }
        let char = self.next();
        self.failed |= char.is_none();
        char
    }

    /// The least and the greatest number of repetitions.
    fn repetition(&mut self) -> (usize, usize) {
        let bounds = if self.eat("*") {
            (0, usize::MAX)
        } else if self.eat("+") {
            (1, usize::MAX)
        } else if self.eat("?") {
            (0, 1)
        } else {
            match self.counted() {
                Some(bounds) => bounds,
                None => return (1, 1),
            }
        };
        self.eat("?");
        bounds
    }

    fn counted(&mut self) -> Option<(usize, usize)> {
        let (inner, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
        let bounds = match inner.split_once(',') {
            None => (inner.parse().ok()?, inner.parse().ok()?),
            Some((least, "")) => (least.parse().ok()?, usize::MAX),
            Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
        };
        self.rest = rest;
        Some(bounds)
    }
}

#[cfg(test)]
mod tests {
    use super::guesses;

    #[test]
    fn guesses_match() {
        for pattern in [
            "^[a-z]+$",
            "^a|b$",
            r"^\d{3}-\d{4}$",
            "^(foo|bar)(?:x?)$",
            "^[^a]*z$",
            r"^\S+@\S+\.com$",
            "^[A-Z][A-Za-z0-9_-]{2,5}$",
            "",
        ] {
            let regex = regress::Regex::new(pattern).unwrap();
            let texts = guesses(pattern);
            assert!(texts.iter().any(|it| regex.find(it).is_some()), "{pattern}: {texts:?}");
        }
    }
}
