//! The types of `chrono` for dates and times.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat, TimeZone, Utc};

use super::format::Format;
use super::rfc3339;

fn to_date(date: rfc3339::Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}

fn to_time(time: rfc3339::Time) -> Option<NaiveTime> {
    let [hour, minute, second] = [time.hour, time.minute, time.second].map(u32::from);
    NaiveTime::from_hms_nano_opt(hour, minute, second, time.nanosecond)
}

impl Format for DateTime<Utc> {
    const EXPECTED: &'static str = "a date and time of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        let (date, time, offset) = rfc3339::date_time(text)?;
        let local = to_date(date)?.and_time(to_time(time)?);
        let there = FixedOffset::east_opt(offset)?.from_local_datetime(&local).single()?;
        Some(there.with_timezone(&Utc))
    }

    fn write(&self) -> String {
        self.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }
}

impl Format for NaiveDate {
    const EXPECTED: &'static str = "a date of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        to_date(rfc3339::date(text)?)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// Of a time with an offset, this is the local time.
impl Format for NaiveTime {
    const EXPECTED: &'static str = "a time of RFC 3339";

    fn parse(text: &str) -> Option<Self> {
        to_time(rfc3339::time(text)?)
    }

    fn write(&self) -> String {
        self.to_string()
    }
}
