// Runs before the theme's own script, which keeps its search box, its list of hits and its index, but knows no Swedish:
// the worker that finds is ours. (The theme's successor has another search, which is left as it is.)
"use strict";

{
  const ours = new URL("search-worker.js", document.currentScript.src);
  const Worker = window.Worker;
  window.Worker = class extends Worker {
    constructor(address, options) {
      const box = document.querySelector("input.md-search__input");
      super(box && /\/workers\/search\./.test(address) ? ours : address, options);
    }
  };
}
