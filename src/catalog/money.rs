//! Amounts of money in minor units. Not here: exchange rates and formatting rules of locales.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use json::{FromJson, ToJson};

/// An amount in minor units (cents) of the catalogue's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
pub struct Money(i64);

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);

    /// An amount of `minor` cents.
    pub const fn minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of cents.
    pub const fn in_minor(self) -> i64 {
        self.0
    }

    /// The amount less `percent` (0 to 100), rounded half up to a cent.
    #[must_use]
    pub fn less_percent(self, percent: u32) -> Self {
        let kept = i64::from(100 - percent.min(100));
        Self((self.0.saturating_mul(kept) + 50).div_euclid(100))
    }
}

impl fmt::Display for Money {
    /// Two decimals without a currency: `18.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let minor = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", minor / 100, minor % 100)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Mul<u32> for Money {
    type Output = Self;
    fn mul(self, count: u32) -> Self {
        Self(self.0.saturating_mul(i64::from(count)))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}
