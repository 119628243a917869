//! The types of `time` for dates and times.

use std::convert::TryInto;

use time::{Date, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::format::Format;
use super::rfc3339;

fn to_date(date: rfc3339::Date) -> Option<Date> {
    Date::from_calendar_date(date.year.into(), date.month.try_into().ok()?, date.day).ok()
}

fn to_time(time: rfc3339::Time) -> Option<Time> {
    Time::from_hms_nano(time.hour, time.minute, time.second, time.nanosecond).ok()
}

impl Format for OffsetDateTime {
    const EXPECTED: &'static str = "a date and time of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        let (date, time, offset) = rfc3339::date_time(text)?;
        let local = PrimitiveDateTime::new(to_date(date)?, to_time(time)?);
        Some(local.assume_offset(UtcOffset::from_whole_seconds(offset).ok()?))
    }

    fn write(&self) -> String {
        let (date, time, offset) = (self.date().write(), self.time().write(), self.offset());
        let (hours, minutes, _) = offset.as_hms();
        if offset.is_utc() {
            return format!("{date}T{time}Z");
        }
        let sign = if offset.is_negative() { '-' } else { '+' };
        format!("{date}T{time}{sign}{:02}:{:02}", hours.abs(), minutes.abs())
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
        let (hour, minute, second, nanosecond) = self.as_hms_nano();
        let text = format!("{hour:02}:{minute:02}:{second:02}.{nanosecond:09}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}
