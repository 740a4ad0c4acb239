// Judges the values of an account as checks/schema.py judges its file: by the same schema and in the same sentences. It
// knows only the keywords that the schema of accounts uses; tests/test_form.py compares the two.
"use strict";

// `known` is what hooks/pages/account_form.py tells. Returns what judges values, and its parts.
function schemaJudge(known) {
  const OF_TYPE = {
    string: (value) => typeof value === "string",
    integer: (value) => Number.isInteger(value),
    boolean: (value) => typeof value === "boolean",
    array: Array.isArray,
    object: (value) => value !== null && typeof value === "object" && !Array.isArray(value),
    null: (value) => value === null,
  };
  const length = (text) => [...text].length;
  const matches = (pattern, text) => new RegExp(pattern, "u").test(text);

  function isDate(text) {
    const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text) ?? [];
    const made = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    return made.getUTCMonth() === Number(month) - 1 && made.getUTCDate() === Number(day);
  }

  // What each keyword of a schema that accounts use says of a value: the errors, each with its route of keys. An error
  // tells which sentence it is (`kind`), what fills it in, and the schema it broke.
  const KEYWORDS = {
    $ref: (name, value, route) => broken(known.parts[name], value, route),
    allOf: (all, value, route) => all.flatMap((one) => broken(one, value, route)),
    anyOf(all, value, route) {
      const tried = all.map((one) => broken(one, value, route));
      if (tried.some((errors) => !errors.length)) return [];
      const longest = Math.max(...tried.flat().map((error) => error.route.length));
      return [tried.flat().find((error) => error.route.length === longest)];
    },
    type(types, value, route) {
      const wanted = [types].flat();
      if (wanted.some((type) => OF_TYPE[type](value))) return [];
      return [{ route, kind: "type", wanted: wanted.map((type) => known.types[type]).join(" eller ") }];
    },
    enum: (all, value, route) =>
      all.includes(value) ? [] : [{ route, kind: "enum", choices: all.map((one) => `\`${one}\``).join(", ") }],
    pattern: (pattern, value, route, { errorMessage }) =>
      typeof value !== "string" || matches(pattern, value) ? [] : [{ route, kind: "other", said: errorMessage }],
    not: ({ pattern }, value, route, { errorMessage }) =>
      typeof value !== "string" || !matches(pattern, value) ? [] : [{ route, kind: "other", said: errorMessage }],
    maxLength: (limit, value, route) =>
      typeof value === "string" && length(value) > limit ? [{ route, kind: "maxLength", limit }] : [],
    format: (_, value, route) => (typeof value === "string" && !isDate(value) ? [{ route, kind: "format" }] : []),
    minimum: (limit, value, route) => (typeof value === "number" && value < limit ? [{ route, kind: "other" }] : []),
    maximum: (limit, value, route) => (typeof value === "number" && value > limit ? [{ route, kind: "other" }] : []),
    uniqueItems: (_, value, route) =>
      Array.isArray(value) && new Set(value.map((one) => JSON.stringify(one))).size < value.length
        ? [{ route, kind: "uniqueItems" }]
        : [],
    items: (schema, value, route) =>
      Array.isArray(value) ? value.flatMap((one, index) => broken(schema, one, [...route, index])) : [],
    properties: (all, value, route) =>
      Object.entries(OF_TYPE.object(value) ? value : {})
        .filter(([key]) => key in all)
        .flatMap(([key, one]) => broken(all[key], one, [...route, key])),
    required: (keys, value, route, schema) =>
      keys
        .filter((key) => OF_TYPE.object(value) && !(key in value))
        .map((key) => [key, schema.properties[key].description ?? ""])
        .map(([key, description]) => ({ route: [...route, key], kind: "required", description })),
  };

  function broken(schema, value, route) {
    return Object.entries(schema).flatMap(([keyword, wanted]) =>
      (KEYWORDS[keyword]?.(wanted, value, route, schema) ?? []).map((error) => ({
        description: schema.description ?? known.noDescription,
        value,
        ...error,
      })),
    );
  }

  const shortened = (text) => (length(text) > 60 ? `${[...text].slice(0, 57).join("")}…` : text);

  // The sentence and the remedy of an error, as checks/schema.py tells it.
  function told(error) {
    if (error.said) return { route: error.route, sentence: error.said, remedy: error.description };
    const key = error.route.at(-1);
    const blanks = { ...error, key, name: `\`${key}\``, shown: `\`${shortened(JSON.stringify(error.value) ?? "")}\`` };
    const [sentence, remedy] = known.sentences[error.kind].map((text) =>
      text.replace(/\{(\w+)\}/g, (_, blank) => blanks[blank]),
    );
    return { route: error.route, sentence, remedy: remedy.trim() };
  }

  // A character that nobody sees, which the file must not hold at all.
  function unseen(value, route) {
    if (typeof value === "object" && value !== null) {
      const inside = Array.isArray(value) ? value.map((one, index) => [index, one]) : Object.entries(value);
      return inside.flatMap(([key, one]) => unseen(one, [...route, key]));
    }
    const found = typeof value === "string" && new RegExp(known.unseen.character, "u").exec(value)?.[0];
    if (!found || found === "\t") return [];
    const [sentence, remedy] = known.unseen.hardSpaces.includes(found) ? known.unseen.hardSpace : known.unseen.other;
    const code = found.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return [{ route, sentence: sentence.replace("{code}", code), remedy }];
  }

  // All that is wrong with the values of an account, once each.
  function judged(values, required) {
    const first = unseen(values, []);
    if (first.length) return first;
    const errors = broken({ properties: known.properties, required }, values, []).map(told);
    return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
  }

  return { broken, judged, told };
}
