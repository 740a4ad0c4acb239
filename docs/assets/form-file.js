// Writes the file of an account: a new one, or the one there is with some keys changed and every other line as it was.
// What is written reads back as the same values by checks/policy/reading.py.
"use strict";

// `known` is what hooks/pages/account_form.py tells. Returns what writes the two.
function accountFile(known) {
  const WIDTH = 110; // characters of a line
  const length = (text) => [...text].length;
  const PLAIN = [/^\p{L}[\p{L}\p{N} ,.()/§+-]*$/u, /^https:\/\/[A-Za-z0-9./?=&_%+~-]+$/, /^\d{4}-\d\d-\d\d$/];
  const WORD = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

  function scalar(value) {
    if (typeof value !== "string") return String(value);
    const plain = PLAIN.some((form) => form.test(value)) && !WORD.test(value) && value === value.trim();
    return plain ? value : JSON.stringify(value);
  }

  // A long text is broken between words, if nothing but single spaces stands between them.
  function text(value, indent, taken) {
    const long = typeof value === "string" && taken + length(value) >= WIDTH && /^\S+(?: \S+)*$/.test(value);
    if (!long) return ` ${scalar(value)}`;
    const lines = [""];
    for (const word of value.split(" ")) {
      if (lines.at(-1) && length(`${lines.at(-1)} ${word}`) > WIDTH - indent.length) lines.push(word);
      else lines.push(`${lines.pop()} ${word}`.trim());
    }
    return ` >-${lines.map((line) => `\n${indent}  ${line}`).join("")}`;
  }

  // The lines of a key with its value.
  function entry(key, value, indent) {
    if (Array.isArray(value)) return `${indent}${key}:${value.map((one) => item(one, `${indent}  `)).join("")}`;
    if (typeof value === "object") {
      const inside = Object.entries(value).map(([name, one]) => `\n${entry(name, one, `${indent}  `)}`);
      return `${indent}${key}:${inside.join("")}`;
    }
    return `${indent}${key}:${text(value, indent, indent.length + key.length)}`;
  }

  function item(value, indent) {
    if (typeof value !== "object") return `\n${indent}-${text(value, indent, indent.length)}`;
    const inside = Object.entries(value).map(([name, one]) =>
      Array.isArray(one) ? `${indent}  ${name}: [${one.map(scalar).join(", ")}]` : entry(name, one, `${indent}  `),
    );
    return `\n${indent}- ${inside.join("\n").trimStart()}`;
  }

  const inOrder = (keys) => [...keys].sort((one, other) => known.order.indexOf(one) - known.order.indexOf(other));

  function newFile(values) {
    const lines = inOrder(Object.keys(values)).map((key) => entry(key, values[key], ""));
    return [...(known.firstLine ? [known.firstLine] : []), ...lines, ""].join("\n");
  }

  // The file of an account with these keys anew; a key without a value goes. All other lines stay as they are, also in
  // a key: what is still true of an object, and the earlier entries of a list that one is `added` to.
  function changedFile(file, values, added) {
    const lines = file.text.split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    const begins = Object.entries(file.lines).sort(([, one], [, other]) => one - other);
    const head = lines.slice(0, begins[0][1] - 1);
    const parts = begins.map(([key, line], index) => ({
      key,
      lines: lines.slice(line - 1, (begins[index + 1]?.[1] ?? lines.length + 1) - 1),
    }));
    for (const key of inOrder(Object.keys(values))) {
      const { body } = apart(parts.find((part) => part.key === key)?.lines ?? []);
      put(parts, key, written(key, values[key], body, file.values[key], key === added), known.order);
    }
    return [...head, ...parts.flatMap((part) => part.lines), ""].join("\n");
  }

  // The lines of a key that has a new value: of the old ones, those that still hold.
  function written(key, value, body, was, grows) {
    if (value === undefined) return [];
    const first = body.slice(1).find((line) => !/^\s*(?:#|$)/.test(line));
    const indent = /^ */.exec(first ?? "")[0];
    if (!indent || !/^\w+: *(?:#.*)?$/.test(body[0])) return entry(key, value, "").split("\n");
    const another = grows && first.startsWith(`${indent}- `);
    if (another) return [...body, ...item(value.at(-1), indent).slice(1).split("\n")];
    if (Array.isArray(value)) return entry(key, value, "").split("\n");
    const parts = [{ lines: [body[0]] }];
    for (const line of body.slice(1)) {
      const name = line.startsWith(indent) && /^(\w+):/.exec(line.slice(indent.length))?.[1];
      if (name) parts.push({ key: name, lines: [line] });
      else parts.at(-1).lines.push(line);
    }
    for (const name of new Set([...Object.keys(was), ...Object.keys(value)])) {
      const same = JSON.stringify(value[name]) === JSON.stringify(was[name]);
      const lines = value[name] === undefined ? [] : entry(name, value[name], indent).split("\n");
      if (!same) put(parts, name, lines, Object.keys(value));
    }
    return parts.flatMap((part) => part.lines);
  }

  // Put the lines of a key in the place of the old ones, or where the order of keys has it.
  function put(parts, key, lines, order) {
    const at = parts.findIndex((part) => part.key === key);
    if (at >= 0) {
      parts[at] = { key, lines: [...lines, ...apart(parts[at].lines).rest] };
    } else if (lines.length) {
      const after = parts.findLastIndex((part) => order.indexOf(part.key) < order.indexOf(key));
      parts.splice(after + 1, 0, { key, lines });
    }
  }

  // Blank lines and comments before the next key belong to it.
  function apart(lines) {
    const last = lines.findLastIndex((line) => !/^\s*(?:#.*)?$/.test(line));
    return { body: lines.slice(0, last + 1), rest: lines.slice(last + 1) };
  }

  return { newFile, changedFile };
}
