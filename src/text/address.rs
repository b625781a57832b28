//! What two spellings of one address of the web have in common.

use std::borrow::Cow;

/// Returns what stands for the page at an address: the scheme, `www.`, a slash at the end and what follows `#` do not
/// count. An address of doi.org stands for its DOI, and one of a web archive for the page that it keeps.
///
/// Empty for an empty address.
pub fn address_key(address: &str) -> Cow<'_, str> {
    let address = address.trim();
    let address = kept_page(address).unwrap_or(address);
    let bare = without_scheme(address);
    let bare = bare.split('#').next().unwrap_or_default();
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/');
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    if host.eq_ignore_ascii_case("doi.org") || host.eq_ignore_ascii_case("dx.doi.org") {
        return format!("doi:{}", path.to_ascii_lowercase()).into();
    }
    if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return format!("{}{}", host.to_ascii_lowercase(), &bare[host.len()..]).into();
    }
    bare.into()
}

fn without_scheme(address: &str) -> &str {
    ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address)
}

/// Returns the address of the page that an archive keeps, where the archive's address has it: after a time of digits, as
/// at web.archive.org and archive.today.
fn kept_page(address: &str) -> Option<&str> {
    let rest = without_scheme(address);
    let start = rest.find("/http://").or_else(|| rest.find("/https://"))?;
    let time = rest[..start].rsplit('/').next()?;
    time.starts_with(|c: char| c.is_ascii_digit()).then(|| &rest[start + 1..])
}

#[cfg(test)]
mod tests {
    use super::address_key;

    #[test]
    fn one_page_has_one_key_however_its_address_is_written() {
        for same in [
            "https://example.org/a",
            "http://www.example.org/a/",
            "https://EXAMPLE.org/a#part",
            "https://web.archive.org/web/20240403120000/https://example.org/a",
            "https://web.archive.org/web/2024id_/http://www.example.org/a/",
        ] {
            assert_eq!(address_key(same), "example.org/a", "{same}");
        }
        assert_eq!(address_key("https://doi.org/10.1000/ABC"), address_key("http://dx.doi.org/10.1000/abc"));
        for other in [
            "https://example.org/A",
            "https://example.org/a?b",
            "https://example.org/ä",
            "https://a.example.org/",
            "",
        ] {
            assert_ne!(address_key(other), "example.org/a", "{other}");
        }
        assert_eq!(
            address_key("https://example.org/go/https://other.org/"),
            "example.org/go/https://other.org"
        );
    }
}
