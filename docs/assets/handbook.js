// What the handbook does besides showing pages: a text is copied, and a page on paper says where and when it was printed.
"use strict";

// Copy a standard text. Without script the text is there to mark and copy by hand.

async function copied(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // An intranet without https has no clipboard of that kind.
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}

for (const button of document.querySelectorAll("[data-kb-copy]")) {
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      const text = document.getElementById(button.dataset.kbCopy);
      await copied(text.value ?? text.textContent); // a field, if somebody may have changed it
      said.textContent = "Kopierat";
    } catch {
      said.textContent = "Det gick inte. Markera texten och kopiera den.";
    }
    button.focus();
  });
}

// On paper a page says where it is to be found and what day it was printed. Without script: where in the handbook.
const printed = document.querySelector(".kb-printed");
if (printed) {
  const day = new Date().toLocaleDateString("sv-SE", { dateStyle: "long" });
  printed.querySelector("[data-kb-address]").textContent = decodeURI(location.href.replace(/[?#].*/, ""));
  printed.querySelector("[data-kb-printed]").textContent = `, utskriven ${day}`;
}
