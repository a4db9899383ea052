//! Dates as feeds and pages write them: RFC 3339 (`2031-05-02T10:00:00Z`) and RFC 822 (`Fri, 02 May 2031 10:00 GMT`).

use std::borrow::Cow;

/// A date that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Seconds since 1970, UTC: what is compared.
    seconds: i64,
    year: i32,
    month: u8,
    day: u8,
    /// Minutes east of Greenwich, where that is stated.
    east: Option<i16>,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Date {
    /// Reads a date; `None` where it is written in another way.
    pub fn read(words: &str) -> Option<Self> {
        let words = words.trim();
        if words.len() > 64 || !words.is_ascii() {
            None
        } else {
            internet(words).or_else(|| mail(words)).or_else(|| system(words))
        }
    }

    /// A date in ISO 8601: as it is written where that is so, converted where it is written as in mails, else as it is.
    pub fn iso(words: &str) -> Cow<'_, str> {
        let words = words.trim();
        match Self::read(words) {
            Some(_) if internet(words).is_some() => Cow::Borrowed(words),
            Some(date) => Cow::Owned(date.written()),
            None => Cow::Borrowed(words),
        }
    }

    fn written(self) -> String {
        let clock = self.seconds + i64::from(self.east.unwrap_or(0)) * 60;
        let (hour, minute, second) =
            (clock.div_euclid(3600).rem_euclid(24), clock.div_euclid(60).rem_euclid(60), clock.rem_euclid(60));
        let zone = self.east.map_or_else(String::new, |east| {
            let sign = if east < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", east.abs() / 60, east.abs() % 60)
        });
        format!("{}T{hour:02}:{minute:02}:{second:02}{zone}", self.day())
    }

    /// The day as it was where it was written: `2031-05-02`.
    pub fn day(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Year, month and day as they were where it was written, months and days from 1.
    pub fn parts(self) -> (i32, u8, u8) {
        (self.year, self.month, self.day)
    }

    fn new(year: i32, month: u8, day: u8, (hour, minute, second): (i64, i64, i64), east: Option<i16>) -> Option<Self> {
        if !(1..=12).contains(&month)
            || !(1..=31).contains(&day)
            || !(0..=24).contains(&hour)
            || !(0..=59).contains(&minute)
            || !(0..=60).contains(&second)
        {
            return None;
        }
        let seconds =
            (days(year, month, day) * 24 + hour) * 3600 + (minute - i64::from(east.unwrap_or(0))) * 60 + second;
        Some(Self { seconds, year, month, day, east })
    }
}

/// Days since 1970 in the Gregorian calendar, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
fn days(year: i32, month: u8, day: u8) -> i64 {
    let (month, day) = (i64::from(month), i64::from(day));
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// `2031-05-02`, with a time after `T` or a space or without.
fn internet(words: &str) -> Option<Date> {
    let (day, time) = match words.get(..10) {
        Some(day) => (day, words.get(10..)?),
        None => return None,
    };
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let Some(time) = time.strip_prefix(['T', 't', ' ']) else {
        return if time.is_empty() { Date::new(year, month, day, (0, 0, 0), None) } else { None };
    };
    let end = time.find(['Z', 'z', '+', '-', ' ']).unwrap_or(time.len());
    let (time, place) = time.split_at(end);
    Date::new(year, month, day, clock(time)?, zone(place.trim()))
}

/// `Fri, 02 May 2031 10:00:00 +0200`, the day of the week and the time left out or not.
fn mail(words: &str) -> Option<Date> {
    let words = words.split_once(',').map_or(words, |(_, rest)| rest);
    let mut parts = words.split_whitespace();
    let day = parts.next()?.parse().ok()?;
    let name = parts.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? as u8 + 1;
    let year: i32 = parts.next()?.parse().ok()?;
    // Years of two digits, as the older of the two standards has them.
    let year = match year {
        0..=69 => year + 2000,
        70..=99 => year + 1900,
        _ => year,
    };
    let time = parts.next().map_or(Some((0, 0, 0)), clock)?;
    Date::new(year, month, day, time, zone(parts.next().unwrap_or_default()))
}

/// `Fri May 02 10:00:00 CEST 2031`, as programs print it; `02.05.2031` and `02.05.2031 10:00`.
fn system(words: &str) -> Option<Date> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    if let [_, month, day, time, place, year] = parts.as_slice() {
        let month = month.get(..3)?.to_ascii_lowercase();
        let month = MONTHS.iter().position(|known| *known == month)? as u8 + 1;
        return Date::new(year.parse().ok()?, month, day.parse().ok()?, clock(time)?, zone(place));
    }
    let (day, time) = match parts.as_slice() {
        [day] => (day.trim_end_matches(','), (0, 0, 0)),
        [day, .., time] => (day.trim_end_matches(','), clock(time)?),
        [] => return None,
    };
    let mut numbers = day.split('.');
    let (day, month, year) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?, numbers.next()?);
    if year.len() == 4 { Date::new(year.parse().ok()?, month, day, time, None) } else { None }
}

/// `10:00` or `10:00:00.5`.
fn clock(words: &str) -> Option<(i64, i64, i64)> {
    let mut parts = words.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next()?.parse().ok()?;
    let second = parts.next().map_or(Some(0), |second| second.split('.').next()?.parse().ok())?;
    Some((hour, minute, second))
}

/// Minutes east of Greenwich; 0 for a zone that is not known, none where none is stated.
fn zone(words: &str) -> Option<i16> {
    if words.is_empty() {
        return None;
    }
    let (sign, rest) = match words.split_at_checked(1) {
        Some(("+", rest)) => (1, rest),
        Some(("-", rest)) => (-1, rest),
        _ => {
            let west = match words {
                "EDT" => 4,
                "EST" | "CDT" => 5,
                "CST" | "MDT" => 6,
                "MST" | "PDT" => 7,
                "PST" => 8,
                "CET" | "BST" => -1,
                "CEST" | "EET" => -2,
                "EEST" | "MSK" => -3,
                _ => 0,
            };
            return Some(-60 * west);
        }
    };
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let part = |range| digits.get(range).and_then(|digits: &str| digits.parse::<i16>().ok()).unwrap_or(0);
    Some(sign * (part(0..2) * 60 + part(2..4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Option<(String, i64)> {
        Date::read(words).map(|date| (date.day(), date.seconds))
    }

    #[test]
    fn both_standards_are_read() {
        let seconds = 1_935_482_400;
        for words in [
            "2031-05-02T10:00:00Z",
            "2031-05-02T10:00:00.000Z",
            "2031-05-02 10:00",
            "2031-05-02T12:00:00+02:00",
            "Fri, 02 May 2031 10:00:00 GMT",
            "2 May 2031 10:00",
            "Fri, 2 May 31 06:00:00 EDT",
            "Fri, 02 May 2031 11:30:00 +0130",
        ] {
            assert_eq!(read(words), Some(("2031-05-02".to_owned(), seconds)), "{words}");
        }
        assert_eq!(read("1970-01-01"), Some(("1970-01-01".to_owned(), 0)));
        assert_eq!(read("29 Feb 2000"), Some(("2000-02-29".to_owned(), 951_782_400)));
        assert!(Date::read("2031-05-02T00:30:00+02:00") < Date::read("2031-05-01T23:00:00Z"));
    }

    #[test]
    fn dates_are_given_back_in_iso_8601() {
        assert_eq!(Date::iso("2031-05-02T12:00:00+02:00"), "2031-05-02T12:00:00+02:00");
        assert_eq!(Date::iso("Fri, 02 May 2031 06:00:00 EDT"), "2031-05-02T06:00:00-04:00");
        assert_eq!(Date::iso("Fri May 02 12:00:00 CEST 2031"), "2031-05-02T12:00:00+02:00");
        assert_eq!(Date::iso("02.05.2031 10:00"), "2031-05-02T10:00:00");
        assert_eq!(Date::iso("yesterday"), "yesterday");
    }

    #[test]
    fn anything_else_is_no_date() {
        for words in [
            "",
            "yesterday",
            "3 March",
            "2031-13-02",
            "2031-05-02x",
            "99999999-1-1",
            "é2031-05-0",
            "2 May",
            "2 May 2031 -9223372036854775808:00",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
