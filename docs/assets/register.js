// Filter and sort the register. The whole table is on the page; without script it is read as it stands. What is chosen
// stands in the address (#verksamhet=Biblioteket&sok=saga&sortera=-konto), so that it can be linked to.
"use strict";

{
  const DESCENDING = "-";
  const MANY = 200; // rows, from which on they are laid out only when they are seen
  const place = document.querySelector("[data-kb-register]");
  const table = document.querySelector(".kb-register table");
  const order = new Intl.Collator("sv", { numeric: true });

  // Letters without dots and rings find those with them.
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  function register() {
    const heads = [...table.tHead.rows[0].cells];
    const column = Object.fromEntries(heads.map((head, index) => [head.dataset.key, index]));
    const rows = [...table.tBodies[0].rows].map((row) => ({
      row,
      text: plain([...row.cells].map((cell) => cell.textContent).join(" ")),
      is: [...row.cells].map((cell) => cell.textContent),
      sort: [...row.cells].map((cell) => cell.dataset.sort ?? cell.textContent),
    }));
    const fields = [...place.querySelectorAll("input, select")];
    const choices = fields.filter((field) => field.name in column);
    const words = place.querySelector("[name=sok]");
    const sorting = place.querySelector("[name=sortera]");
    const status = place.querySelector("[role=status]");
    const clear = place.querySelector("button");
    let sorted = "";

    function show() {
      const wanted = plain(words.value).split(/\s+/).filter(Boolean);
      const chosen = choices.filter((field) => field.value).map((field) => [column[field.name], field.value]);
      let shown = 0;
      for (const { row, text, is } of rows) {
        const fits = chosen.every(([index, value]) => is[index] === value) && wanted.every((word) => text.includes(word));
        row.hidden = !fits;
        shown += fits;
      }
      status.textContent = shown
        ? status.dataset.shown.replace("{n}", shown).replace("{of}", rows.length)
        : status.dataset.none;
      clear.hidden = fields.every((field) => !field.value);
    }

    function sort() {
      if (sorting.value === sorted) return;
      sorted = sorting.value;
      const key = sorted.replace(DESCENDING, "");
      const down = sorted.startsWith(DESCENDING);
      const index = column[key];
      const inOrder = [...rows];
      if (key in column) inOrder.sort((one, other) => order.compare(one.sort[index], other.sort[index]));
      if (down) inOrder.reverse();
      table.tBodies[0].append(...inOrder.map(({ row }) => row));
      for (const head of heads) {
        if (head.dataset.key === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      }
    }

    function remember() {
      const kept = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
      const hash = new URLSearchParams(kept).toString();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }

    // An address that leads to an account shows all of them; one with choices shows what was chosen.
    function follow() {
      const chosen = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
      for (const field of fields) {
        field.value = chosen.get(field.name) ?? "";
        if (field.value === "" && field.tagName === "SELECT") field.selectedIndex = 0;
      }
      sort();
      show();
      rows.find(({ row }) => location.hash === `#${row.id}`)?.row.scrollIntoView();
    }

    for (const field of choices) {
      const found = [...new Set(rows.map(({ is }) => is[column[field.name]]))].sort(order.compare);
      field.append(...found.map((value) => new Option(value, value)));
    }
    for (const head of heads) {
      const { key } = head.dataset;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        sorting.value = sorting.value === key ? DESCENDING + key : key;
        sort();
        remember();
      });
      const label = button.textContent;
      sorting.append(new Option(label, key), new Option(`${label} ${sorting.dataset.down}`, DESCENDING + key));
    }
    place.addEventListener("input", () => {
      sort();
      show();
      remember();
    });
    clear.addEventListener("click", () => {
      for (const field of fields) field.value = "";
      sort();
      show();
      remember();
      words.focus();
    });
    window.addEventListener("hashchange", follow);
    table.classList.toggle("kb-many", rows.length > MANY);
    place.hidden = false;
    follow();
  }

  if (place && table) register();
}
