// Files of the index, loaded as scripts: that works over HTTP, under a policy of `script-src 'self'`, and from a disk.
// @ts-check

/**
 * @typedef {{ file: string, version: string, [name: string]: any }} Content
 * What a file of the index holds.
 */

/**
 * @typedef {(file: string, version: string) => Promise<Content>} Load
 * Loads a file of the index. The version makes its address new, so that no old one comes out of a cache.
 */

/** A file of the index that could not be loaded, or is damaged. */
export class MissingFile extends Error {}

/**
 * Returns what loads the files of the index in a folder.
 * @param {string} folder the URL, with a slash at the end
 * @returns {Load}
 */
export function scripts(folder) {
  /** @type {Map<string, Content>} */
  const given = new Map();
  /** @type {any} */ (globalThis).chancerySearch = (/** @type {Content} */ content) => given.set(content.file, content);
  return (file, version) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const end = () => {
        const content = given.get(file);
        given.delete(file);
        script.remove();
        if (content) resolve(content);
        else reject(new MissingFile(file));
      };
      script.onload = end;
      script.onerror = end;
      script.src = `${folder}${file}.js${version === "" || location.protocol === "file:" ? "" : `?${version}`}`;
      document.head.append(script);
    });
}
