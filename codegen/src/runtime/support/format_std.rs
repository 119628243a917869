//! The types of the standard library for addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::format::Format;

macro_rules! addresses {
    ($($type:ty = $expected:literal,)*) => {$(
        impl Format for $type {
            const EXPECTED: &'static str = $expected;

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn write(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

addresses! {
    IpAddr = "an IP address",
    Ipv4Addr = "an IPv4 address",
    Ipv6Addr = "an IPv6 address",
}
