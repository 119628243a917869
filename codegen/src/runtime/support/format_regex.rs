//! The format of regular expressions, as a function over texts.

/// ECMA 262, section 22.2.1, in the mode for Unicode; other characters than letters and digits may be
/// escaped without need, and brackets that open nothing stand for themselves.
pub fn is_regex(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader { characters: &characters, at: 0, open: 0 };
    while reader.at < characters.len() {
        if reader.term().is_none() {
            return false;
        }
    }
    reader.open == 0
}

struct Reader<'t> {
    characters: &'t [char],
    at: usize,
    /// How many groups are open.
    open: usize,
}

/// A part of an expression was read; `None` where it is wrong.
type Read = Option<()>;

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = &self.characters[self.at..];
        let is_there =
            text.chars().count() <= rest.len() && text.chars().zip(rest).all(|(a, b)| a == *b);
        if is_there {
            self.at += text.chars().count();
        }
        is_there
    }

    /// Reads one character or group with what repeats it.
    fn term(&mut self) -> Read {
        match self.next()? {
            '(' => {
                self.open += 1;
                self.group()
            }
            ')' => {
                self.open = self.open.checked_sub(1)?;
                self.quantifier()
            }
            '|' | '^' | '$' => Some(()),
            '*' | '+' | '?' => None,
            '[' => {
                self.class()?;
                self.quantifier()
            }
            '\\' => {
                self.escape()?;
                self.quantifier()
            }
            _ => self.quantifier(),
        }
    }

    /// Reads what a group begins with.
    fn group(&mut self) -> Read {
        if !self.eat("?") {
            return Some(());
        }
        if [":", "=", "!", "<=", "<!"].iter().any(|it| self.eat(it)) {
            return Some(());
        }
        if self.eat("<") { self.name() } else { None }
    }

    /// Reads a name and the bracket behind it.
    fn name(&mut self) -> Read {
        let is_letter = |it: char| it.is_alphabetic() || it == '$' || it == '_';
        let mut name = self.next().filter(|it| is_letter(*it));
        while let Some(letter) = name {
            if letter == '>' {
                return Some(());
            }
            name = self.next().filter(|it| is_letter(*it) || it.is_alphanumeric() || *it == '>');
        }
        None
    }

    /// Reads what repeats the last part, if anything does.
    fn quantifier(&mut self) -> Read {
        if !["*", "+", "?"].iter().any(|it| self.eat(it)) {
            let begun = self.at;
            match self.counts() {
                Some((least, most)) if most.is_some_and(|most| most < least) => return None,
                Some(_) => {}
                None => {
                    // A bracket that stands for itself.
                    self.at = begun;
                    return Some(());
                }
            }
        }
        self.eat("?");
        Some(())
    }

    /// Reads `{2}`, `{2,}` or `{2,3}`.
    fn counts(&mut self) -> Option<(usize, Option<usize>)> {
        if !self.eat("{") {
            return None;
        }
        let least = self.number()?;
        let most = if self.eat(",") { self.number() } else { Some(least) };
        if self.eat("}") { Some((least, most)) } else { None }
    }

    fn number(&mut self) -> Option<usize> {
        let begun = self.at;
        let mut number = 0_usize;
        while let Some(digit) = self.peek().and_then(|it| it.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit as usize);
            self.at += 1;
        }
        if self.at == begun { None } else { Some(number) }
    }

    /// Reads the characters of a class up to the bracket that ends it.
    fn class(&mut self) -> Read {
        self.eat("^");
        while !self.eat("]") {
            let from = self.member()?;
            let is_range = self.peek() == Some('-')
                && self.characters.get(self.at + 1).is_some_and(|it| *it != ']');
            if is_range {
                self.at += 1;
                let to = self.member()?;
                if from.zip(to).is_some_and(|(from, to)| from > to) {
                    return None;
                }
            }
        }
        Some(())
    }

    /// Reads a character of a class: the character, if it is written as itself.
    fn member(&mut self) -> Option<Option<char>> {
        match self.next()? {
            '\\' if self.eat("b") || self.eat("-") => Some(None),
            '\\' => self.escape().map(|()| None),
            character => Some(Some(character)),
        }
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Read {
        match self.next()? {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'b' | 'B' | 'f' | 'n' | 'r' | 't' | 'v' => Some(()),
            'c' => self.next().filter(char::is_ascii_alphabetic).map(drop),
            'x' => self.digits(2),
            'u' if self.eat("{") => self.braced(|it| it.is_ascii_hexdigit()),
            'u' => self.digits(4),
            'p' | 'P' if self.eat("{") => {
                self.braced(|it| it.is_ascii_alphanumeric() || it == '_' || it == '=')
            }
            'k' if self.eat("<") => self.name(),
            '0' => self.peek().is_none_or(|it| !it.is_ascii_digit()).then_some(()),
            '1'..='9' => Some(()),
            other => (!other.is_alphanumeric()).then_some(()),
        }
    }

    fn digits(&mut self, count: usize) -> Read {
        (0..count).try_for_each(|_| self.next().filter(char::is_ascii_hexdigit).map(drop))
    }

    fn braced(&mut self, fits: impl Fn(char) -> bool) -> Read {
        let begun = self.at;
        while self.peek().is_some_and(&fits) {
            self.at += 1;
        }
        (self.at > begun && self.eat("}")).then_some(())
    }
}
