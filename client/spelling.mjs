// Slips of the pen.
// @ts-check

/**
 * Returns how many slips are forgiven in a word: one from four letters on, two from eight.
 * @param {string} word
 */
export function forgiven(word) {
  return word.length < 4 || /\p{N}/u.test(word) ? 0 : word.length < 8 ? 1 : 2;
}

/**
 * Returns how many slips lead from one word to another: a letter too many, too few, another one, or two in the wrong
 * order. More than `most` are told as one more than that.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = /** @type {number[]} */ ([]);
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let value = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        value = Math.min(value, before[column - 2] + 1);
      }
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return most + 1;
    before = last;
    last = next;
  }
  return Math.min(last[other.length], most + 1);
}

/**
 * Returns the word that was most likely meant: the one with the fewest slips, then the one that begins alike, then the
 * most frequent one.
 * @param {string} word
 * @param {Iterable<[string, number]>} known words, with how many documents have each
 */
export function correct(word, known) {
  const most = forgiven(word);
  let best = "";
  let rank = [Infinity, 0, 0];
  for (const [other, count] of known) {
    const slips = distance(word, other, most);
    if (slips > most) continue;
    const own = [slips, other[0] === word[0] ? 0 : 1, -count];
    const at = own.findIndex((value, place) => value !== rank[place]);
    if (best === "" || (at >= 0 ? own[at] < rank[at] : other < best)) [best, rank] = [other, own];
  }
  return best;
}
