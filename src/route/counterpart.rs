//! The same page in another language.

use super::{PageOrigin, PageRoute, Plan, Route};
use crate::site::{Entity, Site};

/// Returns the page of a site in another language that is the same as a page of `from`; none where there is none.
///
/// Texts are the same if their files are translations of each other. All other pages are told by their addresses, which
/// are the same in all languages but for the language itself.
pub fn counterpart(page: PageRoute, from: &Site, to: &Site, plan: &Plan) -> Option<PageRoute> {
    let found = match page.facts(from).origin {
        PageOrigin::Document(entity @ (Entity::Page(_) | Entity::Briefing(_))) => {
            PageRoute::of(to.entity_of(from.file_of(entity)?)?)
        }
        // What a text was before is told of the original alone.
        PageOrigin::History(_) | PageOrigin::Version(..) => return None,
        PageOrigin::Document(_) | PageOrigin::Introduced(_) | PageOrigin::Lists => {
            let path = page.path(from);
            let path = path.as_str().strip_prefix(&from.config.prefix)?;
            match plan.at(&format!("{}{path}", to.config.prefix))? {
                Route::Page(found) => found,
                Route::File(_) => return None,
            }
        }
    };
    let is_same_kind = std::mem::discriminant(&found) == std::mem::discriminant(&page);
    (is_same_kind && plan.at(found.path(to).as_str()) == Some(found.into())).then_some(found)
}
