// Copy a standard text. Without script the text is there to mark and copy by hand.
"use strict";

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
      await copied(document.getElementById(button.dataset.kbCopy).textContent);
      said.textContent = "Kopierat";
    } catch {
      said.textContent = "Det gick inte. Markera texten och kopiera den.";
    }
    button.focus();
  });
}
