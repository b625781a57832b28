// The words of a document, out of what is published of it anyway.
// @ts-check

/** Ends of elements whose words are no sentence with those after them. */
const ENDS = /<\/(?:p|li|h[1-6]|t[dh]|d[td]|blockquote|pre|figcaption)>|<br>/g;

/**
 * Returns the words of a document: title, summary and text. Nothing where they cannot be fetched, as from a disk.
 * @param {string} url the address of its page
 * @param {boolean} hasData whether it has an `index.json`
 * @returns {Promise<{ title: string, summary: string, text: string } | null>}
 */
export async function wordsAt(url, hasData) {
  if (location.protocol === "file:") return null;
  try {
    const response = await fetch(hasData ? `${url}index.json` : url);
    if (!response.ok) return null;
    if (hasData) {
      const { title, summary, content_html } = await response.json();
      return { title, summary: summary ?? "", text: plain(parsed(content_html)) };
    }
    const page = parsed(await response.text());
    const main = page.querySelector("main");
    const summary = main?.querySelector(".summary")?.textContent ?? "";
    return { title: main?.querySelector("h1")?.textContent ?? "", summary, text: main ? plain(main.querySelector(".body") ?? main) : "" };
  } catch {
    return null;
  }
}

/** @param {string} html */
function parsed(html) {
  return new DOMParser().parseFromString(html.replace(ENDS, "$& "), "text/html");
}

/** Returns the words of an element as readers see them. @param {Document | Element} of */
function plain(of) {
  of.querySelectorAll("sup, script, style, [hidden]").forEach((element) => element.remove());
  const element = "body" in of ? of.body : of;
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}
