// "Is this page ours?": looks a pasted address or name up in the list of accounts on the page. Nothing is sent anywhere.
// An address gets the normal form that checks/policy/addresses.py gives those in the list.
"use strict";

{
  const ask = document.querySelector("[data-kb-ask]");
  const accounts = [...document.querySelectorAll("[data-address]")];
  const INVISIBLE = ["www.", "m.", "mobile."];

  const words = (text) => text.split(" ").filter(Boolean);
  const platforms = [...document.querySelectorAll("[data-hosts]")].map(({ dataset }) => ({
    hosts: words(dataset.hosts),
    query: words(dataset.query),
  }));

  function withoutPrefix(host) {
    const prefix = INVISIBLE.find((one) => host.startsWith(one));
    return prefix && host.split(".").length > 2 ? host.slice(prefix.length) : host;
  }

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  // Return host and the whole address in normal form, or null for what is no plain web address.
  function normalForm(text) {
    let url;
    try {
      url = new URL(/^[a-z][a-z+.-]*:/i.test(text) ? text : `https://${text.replace(/^\/\//, "")}`);
    } catch {
      return null;
    }
    const plain = ["http:", "https:"].includes(url.protocol) && !url.username && !url.password && !url.port;
    if (!plain || !url.hostname.includes(".")) return null;
    let host = withoutPrefix(url.hostname.replace(/\.$/, ""));
    const platform = platforms.find(({ hosts }) => hosts.includes(host));
    if (platform) host = platform.hosts[0];
    const kept = platform ? platform.query : ["id"];
    const query = [...url.searchParams]
      .map(([key, value]) => [key.toLowerCase(), value.toLowerCase()])
      .filter(([key]) => kept.includes(key));
    const path = decoded(url.pathname).replace(/\/+$/, "").toLowerCase();
    return { host, address: host + path + (query.length ? `?${new URLSearchParams(query)}` : "") };
  }

  // Return the verdict on what somebody wrote, and the accounts it is about.
  function judge(text) {
    const name = /^@?([\p{L}\p{N}_-]+)$/u.exec(text)?.[1] ?? /^@([\p{L}\p{N}_.-]+)$/u.exec(text)?.[1];
    if (name) {
      const named = accounts.filter(({ dataset }) => dataset.handle.toLowerCase() === name.toLowerCase());
      return { verdict: named.length ? "name" : "unknown", about: named };
    }
    const form = normalForm(text);
    if (!form) return { verdict: "unreadable", about: [] };
    const within = ({ dataset }) => form.address === dataset.address || form.address.startsWith(`${dataset.address}/`);
    const found = accounts.filter((account) => account.dataset.address && within(account));
    if (found.length) {
      const verdicts = { closed: "closed", planned: "planned" };
      const open = found.find(({ dataset }) => !(dataset.status in verdicts));
      return open ? { verdict: "official", about: [open] } : { verdict: verdicts[found[0].dataset.status], about: found };
    }
    const own = words(document.querySelector("[data-own]").dataset.own);
    const ours = own.some((domain) => form.host === domain || form.host.endsWith(`.${domain}`));
    return { verdict: ours ? "website" : "unknown", about: [] };
  }

  function answer(text) {
    const { verdict, about } = judge(text);
    const said = ask.querySelector(`[data-verdict=${verdict}]`).cloneNode(true);
    const list = document.createElement("ul");
    for (const account of about) {
      const item = document.createElement("li");
      item.append(...[...account.childNodes].map((node) => node.cloneNode(true)));
      list.append(item);
    }
    ask.querySelector("[role=status]").replaceChildren(said, ...(about.length ? [list] : []));
  }

  if (ask) {
    const field = ask.querySelector("input");
    const look = () => field.value.trim() && answer(field.value.trim());
    ask.hidden = false;
    ask.querySelector("button").addEventListener("click", look);
    field.addEventListener("keydown", (event) => event.key === "Enter" && look());
  }
}
