// "Is this page ours?": answers from the register that the page carries. Nothing is sent anywhere. The rules are those of
// checks/policy/web_address.py, look_alikes.py and recognition.py, in the same order; tests/test_verify.py holds them together.
"use strict";

{
  const ask = document.querySelector("[data-kb-ask]");
  const data = ask && JSON.parse(ask.dataset.kbAsk);
  const WEIGHT = ["official", "false", "planned", "former"];
  const shapes = new Map(Object.entries(data?.shapes ?? {}).flatMap(([seen, all]) => [...all].map((one) => [one, seen])));

  const letters = (text) => [...text]; // whole characters, as Python counts them
  const beginsWith = (text, words) => words.some((word) => text.startsWith(word));
  const within = (host, hosts) => hosts.some((one) => host === one || host.endsWith(`.${one}`));

  // An address, taken apart as a browser does it; null if it is none or names a port.
  function readAddress(text) {
    let written = text.trim().replaceAll("\\", "/");
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) written = `https://${written.replace(/^\/\//, "")}`;
    const parts = /^https?:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#[^]*)?$/i.exec(written);
    if (!parts) return null;
    const at = parts[1].lastIndexOf("@");
    const host = parts[1].slice(at + 1).toLowerCase().replace(/\.+$/, "");
    if (!/^[\p{L}\p{N}_.-]+$/u.test(host)) return null;
    return {
      host: withoutPrefix(host),
      path: steps(parts[2]),
      query: parts[3] ?? "",
      before: at < 0 ? null : parts[1].slice(0, at),
    };
  }

  function withoutPrefix(host) {
    const prefix = ["www.", "m.", "mobile."].find((one) => host.startsWith(one));
    return prefix && host.split(".").length > 2 ? host.slice(prefix.length) : host;
  }

  function steps(path) {
    const walked = [];
    for (const step of decoded(path).toLowerCase().split("/")) {
      if (step === "..") walked.pop();
      else if (step && step !== ".") walked.push(step);
    }
    return walked;
  }

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  // What the eye sees of a text.
  function skeleton(text) {
    const plain = text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, "");
    const kept = [...plain].filter((one) => !data.between.includes(one));
    return data.pairs.reduce((seen, [pair, one]) => seen.replaceAll(pair, one), kept.map((one) => shapes.get(one) ?? one).join(""));
  }

  // A skeleton without the words that are added to names.
  function core(seen) {
    for (const word of data.words) {
      if (letters(seen).length - word.length < data.left) continue;
      if (seen.startsWith(word)) return core(seen.slice(word.length));
      if (seen.endsWith(word)) return core(seen.slice(0, -word.length));
    }
    return seen;
  }

  function distance(first, second) {
    const [one, other] = [letters(first), letters(second)];
    let before = [];
    let last = [...Array(other.length + 1).keys()];
    for (let row = 1; row <= one.length; row++) {
      const now = [row];
      for (let column = 1; column <= other.length; column++) {
        const wrong = one[row - 1] === other[column - 1] ? 0 : 1;
        let cost = Math.min(last[column] + 1, now[column - 1] + 1, last[column - 1] + wrong);
        const changed = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        if (changed) cost = Math.min(cost, before[column - 2] + 1);
        now.push(cost);
      }
      [before, last] = [last, now];
    }
    return last[other.length];
  }

  function likeness(candidate, seen, bare, [name, skeletonOfIt, coreOfIt]) {
    if (candidate.toLowerCase() === name.toLowerCase()) return "elsewhere";
    if (seen === skeletonOfIt) return "letters";
    if (bare === coreOfIt) return "words";
    const allowed = data.slips.find(([length]) => skeletonOfIt.length >= length)?.[1] ?? 0;
    const near = Math.abs(letters(seen).length - letters(skeletonOfIt).length) <= allowed;
    if (allowed && near && distance(seen, skeletonOfIt) <= allowed) return "slips";
    return skeletonOfIt.length >= data.whole && seen.includes(skeletonOfIt) ? "words" : null;
  }

  // Which names of ours the candidates look like: [how, what], the most deceptive first.
  function alikes(candidates) {
    const found = new Map();
    const rank = ([how]) => data.order.indexOf(how);
    for (const candidate of candidates) {
      const seen = skeleton(candidate);
      const bare = core(seen);
      for (const name of data.names) {
        const how = likeness(candidate, seen, bare, name);
        const earlier = found.get(name[2]);
        if (how && (!earlier || rank([how]) < rank(earlier))) found.set(name[2], [how, name[0]]);
      }
    }
    return [...found.values()].sort((one, other) => rank(one) - rank(other)).slice(0, data.most);
  }

  function alikeHost(host) {
    const seen = skeleton(host);
    const like = data.trusted.find(([, trusted]) => {
      if (trusted.length < data.ofAHost) return false;
      const near = Math.abs(letters(seen).length - trusted.length) <= 1;
      return seen.includes(trusted) || (near && distance(seen, trusted) <= 1);
    });
    return like && ["host", like[0]];
  }

  const trusted = (host) => within(host, data.trusted.map(([name]) => name));
  const cut = (name) => letters(name).slice(0, data.longest).join("");
  const heaviestFirst = (found) => [...found].sort((one, other) => WEIGHT.indexOf(one[2]) - WEIGHT.indexOf(other[2]));
  const leadsTo = (form, known) => form === known || beginsWith(form, [`${known}/`, `${known}?`]);
  const of = (found) => ({ verdict: heaviestFirst(found)[0][2], about: heaviestFirst(found).slice(0, 1), alike: [] });
  const unknown = (host, candidates) => ({
    verdict: "unknown",
    about: [],
    alike: [...(host ? [host] : []), ...alikes(candidates)],
  });
  const only = (verdict) => ({ verdict, about: [], alike: [] });

  function ofName(name) {
    const handles = (handle) => [handle.toLowerCase(), handle.toLowerCase().split("@")[0]];
    const found = heaviestFirst(data.known.filter(([, handle]) => handles(handle).includes(name.toLowerCase())));
    if (!found.length) return unknown(null, [cut(name)]);
    const [[, , first]] = found;
    return { verdict: first === "official" ? "name" : first, about: found, alike: [] };
  }

  function ofNameAtServer(name, server) {
    const found = data.known.filter(([, handle]) => handle.toLowerCase() === `${name}@${server}`.toLowerCase());
    if (found.length) return of(found);
    if (within(server, data.own)) return only("website");
    return unknown(trusted(server) ? null : alikeHost(server), [cut(name)]);
  }

  function formOf(address, site) {
    const kept = site ? site[2] : data.query;
    const pairs = [...new URLSearchParams(address.query)]
      .map(([key, value]) => [key.toLowerCase(), value.toLowerCase()])
      .filter(([key, value]) => kept.includes(key) && value);
    const path = [site ? site[0][0] : address.host, ...address.path].join("/");
    return path + (pairs.length ? `?${new URLSearchParams(pairs)}` : "");
  }

  function ofAddress(address) {
    const isOn = ([hosts, below]) => hosts.some((one) => address.host === one || (below && address.host.endsWith(`.${one}`)));
    const site = data.sites.find(isOn);
    const form = formOf(address, site);
    if (address.before === null && /^[\0-\x7f]*$/.test(address.host)) {
      const found = data.known.filter(([known]) => known && leadsTo(form, known));
      const longest = Math.max(...found.map(([known]) => known.length));
      if (found.length) return of(found.filter(([known]) => known.length === longest));
      if (within(address.host, data.own)) return only("website");
      if (site && (!address.path.length || site[3].some((one) => leadsTo(form, one)))) return only("unclear");
    }
    let host = trusted(address.host) ? null : alikeHost(address.host);
    if (address.before !== null) host ??= alikeHost(address.before);
    const named = address.path.map((step) => step.replace(/^@/, "").split("@")[0]);
    const labels = site ? [] : address.host.split(".").slice(0, -1);
    const candidates = [...named, ...labels].filter((one) => letters(one).length > 1).slice(0, data.candidates);
    return unknown(host, candidates.map(cut));
  }

  // The verdict on what somebody wrote, what of the register it is about, and what of ours it looks like.
  function judge(text) {
    const around = " \t\r\n<>()[]\"'”“’,;";
    let written = text.trim();
    while (written && around.includes(written[0])) written = written.slice(1);
    while (written && around.includes(written.at(-1))) written = written.slice(0, -1);
    written = written.replace(/^mailto:/, "");
    const atServer = /^@?([\p{L}\p{N}_.-]+)@([\p{L}\p{N}_.-]+\.[\p{L}\p{N}_-]+)$/u.exec(written);
    if (atServer) return ofNameAtServer(atServer[1], atServer[2].toLowerCase());
    if (/^(?:@?[\p{L}\p{N}_-]+|@[\p{L}\p{N}_.-]+)$/u.test(written)) return ofName(written.replace(/^@/, ""));
    const address = readAddress(written);
    if (!address?.host.includes(".") || /\s/.test(written)) return only("unreadable");
    return ofAddress(address);
  }

  function lineOf([address, handle, , label, note, link]) {
    const name = document.createElement(link ? "a" : "span");
    if (link) name.href = ask.dataset.up + link;
    name.textContent = label;
    const where = document.createElement("span");
    where.className = "kb-address";
    where.textContent = address || handle;
    const item = document.createElement("li");
    item.append(name, document.createElement("br"), where, ...(note ? [document.createElement("br"), note] : []));
    return item;
  }

  function answer(text) {
    const { verdict, about, alike } = judge(text);
    const said = ask.querySelector(`[data-verdict=${verdict}]`).cloneNode(true);
    const list = document.createElement("ul");
    list.append(...about.map(lineOf));
    const warnings = alike.map(([how, name]) => {
      const warning = document.createElement("p");
      warning.className = "kb-warning";
      warning.textContent = `Varning: ${data.warnings[how].replace("{}", name)}`;
      return warning;
    });
    const status = ask.querySelector("[role=status]");
    status.dataset.answer = verdict;
    status.replaceChildren(said, ...warnings, ...(about.length ? [list] : []));
  }

  if (ask) {
    const field = ask.querySelector("input");
    const look = () => field.value.trim() && answer(field.value.trim());
    ask.hidden = false;
    ask.querySelector("button").addEventListener("click", look);
    field.addEventListener("keydown", (event) => event.key === "Enter" && look());
  }
}
