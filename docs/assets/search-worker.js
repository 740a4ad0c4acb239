// Finds in the handbook as Swedes write: å ä ö or not, in any inflection, compounds joined or apart, misspelt. It answers
// the theme's search box in the theme's own way (0 and 1: here is the index, it is ready; 2 and 3: a query, its hits) and
// reads the theme's own index, in which what a section is also called stands as "Kallas också: …".
"use strict";

const MOST_PAGES = 20;
const MOST_OF_A_PAGE = 5;
const WEIGHTS = { title: 5, also: 5, page: 2, text: 1 };
const ALSO = /<p>Kallas också: (.*?)<\/p>/;
const WORD = /[\p{L}\p{N}]+(?:\.\p{N}+)*/gu;

// Words that tell little, here without å, ä and ö. They count, but next to nothing.
const LIGHT = new Set(
  (
    "alla allt att av bli blir da de dem den denna det detta dig din du efter ej eller en ens er ett far finns for fran gar gor " +
    "ha han har hos hur i in inte ja jag kan kunna lite man med men mig min mina mitt mot mycket nar nog nu nya och om oss pa " +
    "maste behover behova saga sager gora galler nagon nagot nagra varfor sa sig sin ska skulle som ta till under upp ut vad var vara vart vem vi vid vilka vilken vilket vill visst at aven ar o " +
    "a is the to of do i get my can we our"
  ).split(" "),
);

// What a Swedish word can end in, without å, ä and ö. Two words are one if they begin alike and end so.
const ENDINGS = new Set(
  (
    " a ad ade ades an ande anden andet andes andes ans ar are aren arens ares arna arnas ars as at ats d da dd de des ds e ed eds el eln " +
    "else elsen elser elserna en ena enas ende endet ens er era erad erade erades eras erat erats ering eringar eringen erings ern erna ernas " +
    "ers es et ets i ing ingar ingarna ingen ings lar larna len let ll lls n na nas ne ning " +
    "ningar ningarna ningen nings ns o on ons or orna ornas ors r ra rar rarna ras re ren rn rna rnas rs s t ta tar tas te ter tes ts tt tts"
  ).split(" "),
);
const ADJECTIVES = new Set(" het heten heter hets ig iga igt isk iska iskt lig liga ligt t".split(" "));
const SHORTENED = /(?:erna|arna|orna|ande|ning|ing|en|et|er|ar|or|as|at|a|e|s|n|t)$/;

const foldings = new Map(); // the same words come again and again

function folded(word) {
  let plainly = foldings.get(word);
  if (plainly === undefined) {
    plainly = word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    foldings.set(word, plainly);
  }
  return plainly;
}

const words = (text) => text.match(WORD)?.map(folded) ?? [];
const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
const shortened = (word) => {
  const stem = word.replace(SHORTENED, "");
  return stem.length >= 4 ? stem : word;
};

let sections = []; // what can be found, in the order of the index
let postings = new Map(); // word → [section, field, weight] triples, one array
let initials = new Map(); // the first two letters of a word → the words that begin so
let platforms = new Set(); // their names: "on Facebook" says where, seldom what

/* --- reading the index ----------------------------------------------------------------------------------------- */

function read({ docs }) {
  const pages = new Map(docs.filter((doc) => !doc.location.includes("#")).map((doc) => [doc.location, doc]));
  sections = docs.map((doc) => {
    const page = pages.get(doc.location.split("#")[0]);
    const also = ALSO.exec(doc.text)?.[1] ?? "";
    const title = plain(doc.title);
    const names = [title, ...also.split(", ")].filter(Boolean).map((name) => words(name));
    const text = plain(doc.text.replace(ALSO, " "));
    const rank = (doc.boost ?? 1) ** 0.4; // the theme's boost is meant for another way of counting
    return { doc, page: page ?? doc, title, names, also, text, rank };
  });
  postings = new Map();
  sections.forEach((section, index) => {
    const { doc, page, also, title, text } = section;
    const counted = words(text);
    post(index, "title", words(title));
    post(index, "also", words(also));
    if (page !== doc) post(index, "page", words(`${plain(page.title)} ${ALSO.exec(page.text)?.[1] ?? ""}`));
    post(index, "text", counted, 1 / (1 + counted.length / 600));
  });
  initials = grouped(postings.keys());
  platforms = new Set(docs.filter(({ location }) => location.startsWith("plattformar/index.html#")).flatMap((doc) => words(doc.title)));
}

function grouped(list) {
  const groups = new Map();
  for (const word of list) {
    const start = word.slice(0, 2);
    if (!groups.has(start)) groups.set(start, []);
    groups.get(start).push(word);
  }
  return groups;
}

function post(index, field, list, share = 1) {
  const counts = new Map();
  for (const word of list) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const [word, count] of counts) {
    if (!postings.has(word)) postings.set(word, []);
    postings.get(word).push([index, WEIGHTS[field] * (field === "text" ? share * (1 + Math.log(count) / 3) : 1)]);
  }
}

/* --- which words of the handbook a typed word means --------------------------------------------------------------- */

// Return how many letters two words have in common at their beginning.
function shared(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function sameWord(one, other) {
  const at = shared(one, other);
  const shortest = Math.min(one.length, other.length);
  const ends = [one.slice(at), other.slice(at)];
  const alike = ends.every((end) => ENDINGS.has(end)) || ends.every((end) => ADJECTIVES.has(end));
  return alike && at >= 3 && at >= shortest - 3 && at * 2 > shortest;
}

// Whether the handbook has the word that a compound begins with: barn(bilder), kommun(s)(konto), but not kon(troll).
const known = (start) => postings.has(start) || (start.endsWith("s") && postings.has(start.slice(0, -1)));

// Return word → how surely it is meant, 0 to 1.
function meant(typed, last) {
  const found = new Map();
  const add = (word, sure) => found.set(word, Math.max(found.get(word) ?? 0, sure));
  if (postings.has(typed)) add(typed, 1);
  for (const word of initials.get(typed.slice(0, 2)) ?? []) {
    if (sameWord(typed, word)) add(word, typed.length > 3 ? 0.9 : 0.75);
    else if (typed.length >= (last ? 2 : 4) && word.startsWith(typed)) add(word, last ? 0.7 : 0.55);
  }
  const stem = shortened(typed);
  if (stem.length >= 4 && !LIGHT.has(typed)) {
    for (const word of postings.keys()) {
      const at = word.indexOf(stem);
      if (at > 1 && ENDINGS.has(word.slice(at + stem.length)) && known(word.slice(0, at))) add(word, 0.5); // …bilder
      else if (at === 0 && word.length > stem.length + 2) add(word, 0.45); // bild…
    }
  }
  return found;
}

// Return the two words that a compound is made of, if the handbook knows both: fejkkonto, barnbilderna.
function parts(typed) {
  let best = null;
  for (let at = 3; at <= typed.length - 3; at++) {
    for (const glue of ["", "s"]) {
      if (glue && typed.slice(at, at + 1) !== glue) continue;
      const pair = [typed.slice(0, at), typed.slice(at + glue.length)];
      if (pair[1].length < 3 || pair.some((part) => LIGHT.has(part))) continue;
      const heard = pair.map((part) => [...(initials.get(part.slice(0, 2)) ?? [])].some((word) => word === part || sameWord(part, word)));
      const evenness = Math.min(pair[0].length, pair[1].length) + (glue ? 0.5 : 0);
      if (heard.every(Boolean) && evenness > (best?.evenness ?? 0)) best = { pair, evenness };
    }
  }
  return best?.pair ?? null;
}

// Return the words of the handbook that most of an unknown compound is: visselblåsare for visselblåsarfunktion.
function halvesOf(typed) {
  let [head, tail] = ["", ""];
  let begins = 5;
  for (const word of postings.keys()) {
    const at = shared(typed, word);
    if (at > begins && ENDINGS.has(word.slice(at))) [head, begins] = [word, at];
    if (word.length > Math.max(4, tail.length) && typed.endsWith(word)) tail = word;
  }
  return new Map([head, tail].filter((word) => word && !LIGHT.has(word)).map((word) => [word, 0.5]));
}

// Return the words that differ by a slip of the finger or two.
function misspelt(typed) {
  const found = new Map();
  const most = typed.length > 7 ? 2 : 1;
  for (const word of postings.keys()) {
    if (Math.abs(word.length - typed.length) > most || (word[0] !== typed[0] && word[1] !== typed[1])) continue;
    const slips = distance(typed, word, most);
    if (slips <= most) found.set(word, 0.6 / slips);
  }
  return found;
}

function distance(one, other, most) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (swap) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}

/* --- finding ---------------------------------------------------------------------------------------------------- */

// Return section → how well it fits one typed word.
function fitting(terms) {
  const fits = new Map();
  for (const [word, sure] of terms) {
    const here = new Map();
    for (const [index, weight] of postings.get(word)) here.set(index, (here.get(index) ?? 0) + weight * sure);
    for (const [index, weight] of here) fits.set(index, Math.max(fits.get(index) ?? 0, weight));
  }
  return fits;
}

// Return what a typed word means here: the words that it may stand for, the sections that fit it, and how telling it is.
function understood(typed, last) {
  const terms = meant(typed, last);
  const fits = fitting(terms);
  const sure = Math.max(0, ...terms.values());
  const more = (found) => {
    for (const [index, weight] of fitting(found)) fits.set(index, Math.max(fits.get(index) ?? 0, weight));
    for (const [word, how] of found) terms.set(word, Math.max(terms.get(word) ?? 0, how));
  };
  const pair = typed.length > 6 ? parts(typed) : null;
  if (pair) {
    const [first, second] = pair.map((part) => meant(part, false));
    const [here, there] = [fitting(first), fitting(second)];
    const share = sure < 0.9 ? 0.5 : 0.25;
    for (const [index, weight] of here) {
      if (there.has(index)) fits.set(index, Math.max(fits.get(index) ?? 0, share * (weight + there.get(index))));
    }
    for (const word of [...first.keys(), ...second.keys()]) terms.set(word, Math.max(terms.get(word) ?? 0, share));
  }
  if (sure < 0.5 && typed.length > 6) more(halvesOf(typed));
  if (sure < 0.5 && typed.length > 3 && !/\d/.test(typed)) more(misspelt(typed));
  const surely = new Set([...terms].flatMap(([word, how]) => (how < 0.9 ? [] : postings.get(word).map(([index]) => index))));
  const rareness = Math.log(1 + sections.length / (1 + (surely.size || fits.size)));
  const telling = LIGHT.has(typed) ? 0.08 : platforms.has(typed) ? 0.35 : sure < 0.5 ? 0.5 : 1;
  return { typed, terms, fits, weight: rareness * telling };
}

// Two words that the handbook writes as one: fejk konto, tredje land.
function joined(compound, query) {
  if (!postings.has(compound)) return;
  for (const { fits, terms } of query) {
    terms.set(compound, 1);
    for (const [index, weight] of fitting([[compound, 1]])) fits.set(index, Math.max(fits.get(index) ?? 0, weight));
  }
}

// Return how much of a name (a title, or what it is also called) the query says, and the other way round: 0 to 1.
function likeness(name, query) {
  const said = name.filter((word) => query.some(({ terms }) => (terms.get(word) ?? 0) >= 0.6));
  const heard = query.filter(({ terms }) => name.some((word) => (terms.get(word) ?? 0) >= 0.6));
  const weigh = (list) => list.reduce((sum, { weight }) => sum + weight, 0);
  const light = (list) => list.reduce((sum, word) => sum + (LIGHT.has(word) ? 0.2 : 1), 0);
  return (light(said) / light(name)) * (weigh(heard) / weigh(query));
}

function find(typed) {
  const list = words(typed);
  const query = [...new Set(list)].map((word) => understood(word, word === list.at(-1) && !/\s$/.test(typed)));
  list.slice(1).forEach((word, at) => joined(list[at] + word, query.filter(({ typed: one }) => one === word || one === list[at])));
  const all = query.reduce((sum, { weight, fits }) => sum + weight * (fits.size ? 1 : 0.2), 0);
  const scores = new Map();
  for (const { fits, weight } of query) {
    for (const [index, fit] of fits) {
      const sum = scores.get(index) ?? { score: 0, covered: 0 };
      sum.score += fit * weight;
      sum.covered += weight;
      scores.set(index, sum);
    }
  }
  const hits = [...scores].map(([index, { score, covered }]) => {
    const section = sections[index];
    const like = Math.max(...section.names.map((name) => likeness(name, query)), 0);
    return { section, score: score * (covered / all) ** 2 * (1 + 2 * like ** 2) * section.rank };
  });
  return shown(hits.sort((one, other) => other.score - one.score), query);
}

/* --- showing, as the theme's list wants it -------------------------------------------------------------------------- */

// Return the hits page by page, the best first: on each page the section that fits best, then the others.
function shown(hits, query) {
  const meantWords = new Set(query.flatMap(({ typed, terms }) => (LIGHT.has(typed) ? [] : [...terms.keys()])));
  const byPage = new Map();
  for (const hit of hits) {
    const { location } = hit.section.page;
    if (!byPage.has(location)) byPage.set(location, []);
    byPage.get(location).push(hit);
  }
  const items = [...byPage].slice(0, MOST_PAGES).map(([location, found]) => {
    const best = found.slice(0, MOST_OF_A_PAGE);
    const page = found.find(({ section }) => section.doc.location === location);
    const made = best.map(({ section, score }) => item(section, score, meantWords));
    if (!best.includes(page)) made.push({ ...best[0].section.page, text: "", score: 0, terms: {} }); // heads the others
    return made;
  });
  return { items };
}

function item({ doc, title, text }, score, meantWords) {
  return { ...doc, title: marked(title, meantWords), text: `<p>${marked(excerpt(text, meantWords), meantWords)}</p>`, score, terms: {} };
}

const marked = (text, meantWords) =>
  text.replace(/&[#\w]+;|[\p{L}\p{N}]+(?:\.\p{N}+)*/gu, (word) => (meantWords.has(folded(word)) ? `<mark>${word}</mark>` : word));

// Return the part of a text where most of the words stand.
function excerpt(text, meantWords, length = 32) {
  const list = text.split(" ");
  const hit = list.map((word) => words(word).some((one) => meantWords.has(one)));
  if (!hit.includes(true)) return list.slice(0, length).join(" ");
  let best = 0;
  let most = -1;
  for (let start = 0; start === 0 || start + length <= list.length; start += 8) {
    const count = new Set(list.slice(start, start + length).filter((_, at) => hit[start + at]).map(folded)).size;
    if (count > most) [best, most] = [start, count];
  }
  const part = list.slice(best, best + length).join(" ");
  return `${best ? "… " : ""}${part}${best + length < list.length ? " …" : ""}`;
}

addEventListener("message", ({ data: message }) => {
  if (message.type === 0) {
    read(message.data);
    postMessage({ type: 1 });
  } else if (message.type === 2) {
    postMessage({ type: 3, data: find(message.data) });
  }
});
