(() => {
    "use strict";
    const KINDS = ["block", "seen", "transaction", "head", "reorg", "gap", "trouble", "missed"];
    const NEWS = ["transaction", "head", "reorg", "gap", "trouble", "missed"];
    const NEWS_MAX = 12;
    const stream = document.getElementById("stream");
    const news = document.getElementById("news");
    let timer = 0;

    // The server draws; the page only puts in what was drawn anew.
    async function refresh() {
        try {
            const answer = await fetch("sequencer", { cache: "no-store" });
            if (answer.ok) {
                const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
                for (const part of document.querySelectorAll("[data-live]")) {
                    const drawn = fresh.getElementById(part.id);
                    if (drawn) {
                        part.replaceChildren(...document.importNode(drawn, true).childNodes);
                    }
                }
            }
        } catch (failure) {
            stream.textContent = "The server does not answer; what stands here is old.";
        }
        timer = 0;
    }

    function soon() {
        timer = timer || setTimeout(refresh, 1000);
    }

    function sentence(kind, data) {
        switch (kind) {
            case "transaction": return "transaction " + data.tx + " is in block " + data.block;
            case "head": return data.observer + " calls block " + data.block + " " + data.level;
            case "reorg": return data.depth + " blocks from " + data.block + " on were replaced";
            case "gap": return "no block for " + (data.to - data.from) / 1000 + " s after block " + data.after;
            case "trouble": return data.observer + ": " + data.what.replace("_", " ") + (data.detail ? ", " + data.detail : "");
            default: return "events " + data.after + " to " + data.before + " were missed";
        }
    }

    function tell(kind, data) {
        const line = document.createElement("li");
        const at = document.createElement("time");
        at.textContent = new Date(data.at || Date.now()).toISOString().slice(11, 19) + " UTC ";
        line.append(at, sentence(kind, data));
        line.className = kind;
        news.prepend(line);
        while (news.children.length > NEWS_MAX) {
            news.lastChild.remove();
        }
        document.getElementById("happening").hidden = false;
    }

    const source = new EventSource("v1/sequencer/events");
    source.onopen = () => { stream.textContent = "Live."; };
    source.onerror = () => { stream.textContent = "The stream has broken off; trying again."; };
    for (const kind of KINDS) {
        source.addEventListener(kind, event => {
            if (NEWS.includes(kind)) {
                tell(kind, JSON.parse(event.data));
            }
            soon();
        });
    }
    // Ages grow and gaps begin while nothing happens.
    setInterval(soon, 5000);
})();
