// Opened from a folder (file://) a browser starts no workers, and the search lives in one. There, and only there, this
// stands in for `Worker`: it runs the script in an empty frame of its own, on the page's thread. (The offline plugin,
// which writes the index as a script, recognises the file by its name and then fetches no such stand-in from elsewhere.)
"use strict";

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    #room;

    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      this.#room = new Promise((ready, failed) => {
        frame.addEventListener("load", () => {
          const room = frame.contentWindow;
          room.postMessage = (data) => this.#tell(data);
          const script = room.document.createElement("script");
          script.src = new URL(address, location).href;
          script.addEventListener("load", () => ready(room));
          script.addEventListener("error", failed);
          room.document.head.append(script);
        }, { once: true });
      });
      this.terminate = () => frame.remove();
      document.body.append(frame);
    }

    async postMessage(data) {
      const room = await this.#room;
      room.dispatchEvent(new room.MessageEvent("message", { data }));
    }

    #tell(data) {
      const event = new MessageEvent("message", { data });
      this.dispatchEvent(event);
      this.onmessage?.(event);
    }
  };
}
