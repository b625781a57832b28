//! ORCID iDs: numbers of persons in the form of an ISNI, ISO 27729, of which the last digit checks the others.

/// How many digits an iD has, the check digit among them.
const DIGITS: usize = 16;

/// An ORCID iD whose check digit is right.
pub struct Orcid(String);

/// What is wrong with an ORCID iD.
pub enum Fault {
    /// It has not sixteen digits in four groups.
    Shape,
    /// Its last digit does not fit the others.
    CheckDigit,
}

impl Fault {
    /// Returns what is wrong, for the writer.
    pub fn message(&self) -> &'static str {
        match self {
            Self::Shape => "it has sixteen digits, in four groups of four",
            Self::CheckDigit => "its last digit does not fit the others, so one of them is wrong",
        }
    }
}

impl Orcid {
    /// Reads an iD, with or without `https://orcid.org/` before it.
    ///
    /// # Errors
    /// Returns what is wrong with it.
    pub fn parse(written: &str) -> Result<Self, Fault> {
        let bare = written.trim();
        let bare = ["https://", "http://"].iter().find_map(|start| bare.strip_prefix(start)).unwrap_or(bare);
        let bare =
            ["orcid.org/", "www.orcid.org/"].iter().find_map(|host| bare.strip_prefix(host)).unwrap_or(bare);
        let bare = bare.trim_end_matches('/').to_ascii_uppercase();
        let groups: Vec<&str> = bare.split('-').collect();
        if groups.len() != 4 || groups.iter().any(|group| group.len() != 4) {
            return Err(Fault::Shape);
        }
        let digits: Vec<u8> = bare.bytes().filter(|byte| *byte != b'-').collect();
        let (check, others) = digits.split_last().ok_or(Fault::Shape)?;
        let are_digits = others.iter().all(u8::is_ascii_digit) && (check.is_ascii_digit() || *check == b'X');
        if digits.len() != DIGITS || !are_digits {
            return Err(Fault::Shape);
        }
        if check_digit(others) != *check {
            return Err(Fault::CheckDigit);
        }
        Ok(Self(bare))
    }

    /// Returns the iD as the address that ORCID asks for.
    pub fn url(&self) -> String {
        format!("https://orcid.org/{}", self.0)
    }
}

/// Returns the check digit of these digits: MOD 11-2 of ISO/IEC 7064, in which ten is written X.
fn check_digit(digits: &[u8]) -> u8 {
    let total = digits.iter().fold(0u32, |total, digit| (total + u32::from(digit - b'0')) * 2 % 11);
    match (12 - total) % 11 {
        10 => b'X',
        digit => b'0' + u8::try_from(digit).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::Orcid;

    #[test]
    fn an_id_is_told_by_its_check_digit() {
        // The iDs that ORCID's own documentation shows.
        for good in ["0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700", "0000-0002-1694-233X"] {
            assert!(Orcid::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "0000-0002-1825-0098",
            "0000-0002-1825-0079",
            "0000000218250097",
            "0000-0002-1825-009",
            "X000-0002-1825-0097",
            "",
            "é000-0002-1825-0097",
        ] {
            assert!(Orcid::parse(bad).is_err(), "{bad}");
        }
    }
}
