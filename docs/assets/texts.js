// A standard text: shown for one account at a time, edited where it stands and counted while it is written. Without
// script every filled text is there with its count.
"use strict";

{
  const WORDS = {
    choose: "Visa texten för",
    count: (length, most) => (most ? `${length} av ${most} tecken` : `${length} tecken`),
    tooLong: (over) => `För lång: korta med ${over}.`,
    restored: "Texten är som förut",
  };

  // Characters as people and platforms count them: an emoji is not two.
  const length = (text) => [...text].length;

  function editable(count) {
    const shown = document.getElementById(count.dataset.kbCount);
    const original = shown.textContent;
    const field = document.createElement("textarea");
    field.id = shown.id;
    field.className = shown.className;
    field.setAttribute("aria-label", shown.getAttribute("aria-label"));
    field.value = original;
    shown.replaceWith(field);

    const tooLong = count.parentElement.querySelector(".kb-too-long");
    const restore = document.querySelector(`[data-kb-restore="${field.id}"]`);
    const most = Number(count.dataset.most);
    count.id = `${field.id}-count`;
    field.setAttribute("aria-describedby", count.id);

    function tell() {
      const over = most ? length(field.value) - most : 0;
      count.textContent = WORDS.count(length(field.value), most);
      tooLong.textContent = over > 0 ? WORDS.tooLong(over) : "";
      restore.hidden = field.value === original;
      fit();
    }

    // As many rows as the text needs, so that nobody has to scroll inside it.
    function fit() {
      const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(field);
      field.rows = 1;
      const height = field.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
      field.rows = Math.max(1, Math.ceil(height / parseFloat(lineHeight) - 0.2));
    }

    field.addEventListener("input", tell);
    restore.addEventListener("click", () => {
      field.value = original;
      tell();
      restore.parentElement.querySelector("[role=status]").textContent = WORDS.restored;
      field.focus();
    });
    window.addEventListener("resize", fit);
    return fit;
  }

  const fits = [...document.querySelectorAll("[data-kb-count]")].map(editable);
  const place = document.querySelector("[data-kb-versions]");
  const headings = [...document.querySelectorAll("h2.kb-version")];

  if (place && headings.length > 1) {
    const select = document.createElement("select");
    select.id = "kb-version";
    const label = document.createElement("label");
    label.htmlFor = select.id;
    label.textContent = WORDS.choose;
    // One choice for each account: several may have the same text.
    const choices = headings.flatMap((heading) => {
      const accounts = [...heading.nextElementSibling.querySelectorAll(".kb-used a")];
      const named = accounts.map((link) => ({ heading, id: link.hash.slice(1), name: link.textContent }));
      return named.length ? named : [{ heading, id: heading.id, name: heading.firstChild.textContent.trim() }];
    });
    for (const choice of choices) select.add(new Option(choice.name, choice.id));
    place.append(label, select);

    const show = (choice) => {
      for (const heading of headings) {
        heading.hidden = heading.nextElementSibling.hidden = heading !== choice.heading;
      }
      select.value = choice.id;
      fits[headings.indexOf(choice.heading)]();
    };
    // A link to an account's text shows that text.
    const follow = () => {
      const wanted = choices.find((choice) => `#${choice.id}` === location.hash);
      if (wanted) show(wanted);
      return Boolean(wanted);
    };
    select.addEventListener("change", () => show(choices[select.selectedIndex]));
    window.addEventListener("hashchange", follow);
    if (!follow()) show(choices[0]);
  } else {
    fits.forEach((fit) => fit());
  }
}
