// Elements and words.
// @ts-check

/** @typedef {string | Node} Child */

/**
 * Returns an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} properties
 * @param {...Child} children
 */
export function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** @param {string} href @param {...Child} children */
export const link = (href, ...children) => make("a", { href }, ...children);

/** Puts these in place of all that is in an element. @param {Element} element @param {...Child} children */
export const fill = (element, ...children) => element.replaceChildren(...children);

/**
 * Returns what says the words of the interface, in the form that goes with `count`.
 * @param {Record<string, string | Record<string, string>>} words
 * @param {string} language
 */
export function wordsIn(words, language) {
  const plural = new Intl.PluralRules(language);
  /** @param {string} key @param {Record<string, any>} values */
  const form = (key, values) => {
    const forms = words[key] ?? key;
    return typeof forms === "string" ? forms : (forms[plural.select(values.count ?? 0)] ?? forms.other);
  };
  /** @param {string} key @param {Record<string, string | number>} [values] */
  const say = (key, values = {}) => form(key, values).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  /** Returns the same with elements among the values. @param {string} key @param {Record<string, Child>} values @returns {Child[]} */
  say.around = (key, values) => form(key, {}).split(/(\{\w+\})/).map((part) => values[part.slice(1, -1)] ?? part);
  return say;
}
