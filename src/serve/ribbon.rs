//! What stands at the top of a page that is held back.

use super::held::Handling;
use super::live;
use crate::content::escape;
use crate::edition::Edition;
use crate::route::Route;

/// Returns a page with a ribbon at its top and its caveats in its title, in a preview of what is held back.
pub fn with_ribbon(
    page: Vec<u8>,
    edition: &Edition,
    route: Route,
    handling: Option<&Handling>,
    base_path: &str,
) -> Vec<u8> {
    let Some(handling) = handling else { return page };
    let (own, all) = (handling.own(&edition.site, route), handling.within(&edition.site, route));
    if all.is_empty() {
        return page;
    }
    let interface = &edition.theme.interface;
    // A template of the site's own may not be UTF-8 text only if it is broken.
    let mut page = String::from_utf8_lossy(&page).into_owned();
    let mut ribbon = format!(
        "\n<link rel=\"stylesheet\" href=\"{}\">\n<p class=\"chancery-held\" role=\"note\">",
        live::address(base_path, "held.css")
    );
    if !own.is_empty() {
        ribbon.push_str("<b>");
        escape(&mut ribbon, &interface.say_with("caveat.own", &[("caveats", &interface.caveats(&own))]));
        ribbon.push_str("</b> ");
    }
    escape(&mut ribbon, &interface.say_with("caveat.all", &[("caveats", &interface.caveats(&all))]));
    ribbon.push_str("</p>");
    // After the tag of the body, or before all else in a page that has none.
    let body = page.find("<body").and_then(|start| Some(start + page[start..].find('>')? + 1));
    page.insert_str(body.unwrap_or_default(), &ribbon);
    if let Some(title) = page.find("<title>") {
        let mut words = String::new();
        escape(&mut words, &format!("[{}] ", interface.caveats(if own.is_empty() { &all } else { &own })));
        page.insert_str(title + "<title>".len(), &words);
    }
    page.into_bytes()
}
