//! The last touch on a built page, called by trunk as its post-build hook (see `Trunk.toml`): the
//! app of a release page is cut into parts, and the page gets its Content-Security-Policy. A page under development gets none: trunk's script that reloads
//! it would be refused. Where a site sends its own policy, both hold.

use std::{env, fs, path::PathBuf};

use crate::{error::DevError, parts, place::Place};

/// What a page of ours may load and do. Everything comes from where the page came from.
const POLICY: [&str; 11] = [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    // A worker starts from a blob that imports it, so that it also starts on a merchant's page of another site.
    "worker-src 'self' blob:",
    "style-src 'self'",
    // Places and colours of what the shopper draws are written as style attributes.
    "style-src-attr 'unsafe-inline'",
    // Pictures that the shopper brings, and previews, live in memory.
    "img-src 'self' blob: data:",
    "font-src 'self' blob: data:",
    "connect-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
];

/// Finishes the page that trunk is building.
///
/// # Errors
/// When trunk is not the caller, or its page cannot be read, understood or written.
pub(crate) fn finish(place: &Place) -> Result<(), DevError> {
    let profile = env::var("TRUNK_PROFILE").map_err(|_| DevError::NotFromTrunk)?;
    let folder = env::var_os("TRUNK_STAGING_DIR").ok_or(DevError::NotFromTrunk)?;
    if profile != "release" {
        return Ok(());
    }
    let folder = PathBuf::from(folder);
    parts::cut(place, &folder)?;
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path).map_err(DevError::file(&path))?;
    let guarded = with_policy(&page).ok_or_else(|| DevError::NoHead { path: path.clone() })?;
    fs::write(&path, guarded).map_err(DevError::file(&path))
}

/// The page with the policy as the first thing in its head, so that it covers all the rest.
fn with_policy(page: &str) -> Option<String> {
    const HEAD: &str = "<head>";
    let (before, after) = page.split_once(HEAD)?;
    let policy = POLICY.join("; ");
    Some(format!(
        "{before}{HEAD}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\" />{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policy_comes_before_everything_else_in_the_head() {
        let page = with_policy("<html><head><script src=\"a\"></script></head></html>").unwrap();
        assert!(page.find("Content-Security-Policy") < page.find("<script"));
        assert!(page.ends_with("<script src=\"a\"></script></head></html>"));
    }

    #[test]
    fn a_page_without_head_is_refused() {
        assert_eq!(with_policy("<html></html>"), None);
    }

    #[test]
    fn policy_names_no_other_site_and_no_inline_script() {
        let policy = POLICY.join("; ");
        assert!(
            !policy.contains("http") && !policy.contains('*') && !policy.contains("'unsafe-eval'")
        );
        let inline: Vec<_> =
            POLICY.iter().filter(|rule| rule.contains("'unsafe-inline'")).collect();
        assert_eq!(inline, [&"style-src-attr 'unsafe-inline'"]);
    }
}
