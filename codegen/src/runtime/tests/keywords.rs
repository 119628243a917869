//! Keywords whose meaning takes more than one line of code.
