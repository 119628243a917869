//! Agreement with an independent validator on pseudo-random schemas and values.
