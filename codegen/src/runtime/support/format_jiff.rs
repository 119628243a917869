//! The types of `jiff` for dates, times and durations.

use std::convert::{TryFrom, TryInto};

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use jiff::{SpanFieldwise, Timestamp};

use super::format::Format;
use super::rfc3339;

fn to_date(date: rfc3339::Date) -> Option<Date> {
    Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?)
        .ok()
}

fn to_time(time: rfc3339::Time) -> Option<Time> {
    let [hour, minute, second] = [time.hour, time.minute, time.second].map(i8::try_from);
    Time::new(hour.ok()?, minute.ok()?, second.ok()?, time.nanosecond.try_into().ok()?).ok()
}

impl Format for Timestamp {
    const EXPECTED: &'static str = "a date and time of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        let (date, time, offset) = rfc3339::date_time(text)?;
        let local = DateTime::from_parts(to_date(date)?, to_time(time)?);
        Offset::from_seconds(offset).ok()?.to_timestamp(local).ok()
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Format for Date {
    const EXPECTED: &'static str = "a date of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        to_date(rfc3339::date(text)?)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// Of a time with an offset, this is the local time.
impl Format for Time {
    const EXPECTED: &'static str = "a time of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        to_time(rfc3339::time(text)?)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

impl Format for SpanFieldwise {
    const EXPECTED: &'static str = "a duration of ISO 8601";

    fn parse(text: &str) -> Option<Self> {
        rfc3339::is_duration(text).then(|| text.parse().ok().map(Self))?
    }

    fn write(&self) -> String {
        self.0.to_string()
    }
}
