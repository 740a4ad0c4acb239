// Runs first of all. Inside a page of another site (an intranet), that site has a header and a menu: ours are left out
// (`.kb-framed` in handbook.css). Its visitors' browsers may refuse us storage, which the theme does not expect.
"use strict";

if (window.self !== window.top) document.documentElement.classList.add("kb-framed");

for (const name of ["localStorage", "sessionStorage"]) {
  try {
    window[name].getItem("");
  } catch {
    const kept = new Map();
    const value = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => kept.set(key, String(text)),
      removeItem: (key) => kept.delete(key),
    };
    Object.defineProperty(window, name, { value });
  }
}
