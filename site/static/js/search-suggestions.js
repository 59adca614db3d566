// Pages to go to straight away, under a search field as somebody types: the combobox pattern of ARIA.
// Without this file, or when no answer comes, the form around it searches as ever.

const PAUSE = 120; // milliseconds without a key before anything is asked
const SHORTEST = 2; // characters

class SearchSuggestions extends HTMLElement {
    connectedCallback() {
        if (this.list) return;
        this.input = this.querySelector("input");
        this.list = document.createElement("ul");
        this.list.id = `${this.input.id}-list`;
        this.list.className = "suggestions";
        this.list.hidden = true;
        this.count = document.createElement("span");
        this.count.className = "kern-sr-only";
        this.count.setAttribute("aria-live", "polite");
        this.append(this.list, this.count);
        set(this.list, { role: "listbox", "aria-label": this.dataset.label });
        set(this.input, { type: "text", enterkeyhint: "search", role: "combobox" });
        set(this.input, { "aria-autocomplete": "list", "aria-controls": this.list.id });
        this.input.addEventListener("input", () => this.wait());
        this.input.addEventListener("keydown", (event) => this.press(event));
        this.input.addEventListener("blur", () => this.close());
        // The field keeps the focus, on touch screens too, until the click has chosen.
        this.list.addEventListener("mousedown", (event) => event.preventDefault());
        this.list.addEventListener("click", ({ target }) => this.go(target.closest("li")));
        this.close();
    }

    wait() {
        this.close();
        const words = this.input.value.trim();
        if (words.length >= SHORTEST) this.timer = setTimeout(() => this.ask(words), PAUSE);
    }

    async ask(words) {
        this.asking = new AbortController();
        const { signal } = this.asking;
        try {
            const address = `${this.dataset.from}?q=${encodeURIComponent(words)}`;
            const answer = await (await fetch(address, { signal })).json();
            if (!signal.aborted) this.open(answer.vorschlaege.map(option));
        } catch {
            // None are shown then.
        }
    }

    open(options) {
        if (!options.length) return;
        options.forEach((each, place) => (each.id = `${this.list.id}-${place}`));
        this.list.replaceChildren(...options);
        this.list.hidden = false;
        this.list.scrollIntoView({ block: "nearest", behavior: "instant" });
        set(this.input, { "aria-expanded": "true" });
        const { one, many } = this.dataset;
        this.count.textContent = options.length === 1 ? one : many.replace("#", options.length);
    }

    close() {
        clearTimeout(this.timer);
        this.asking?.abort();
        this.mark();
        this.list.hidden = true;
        set(this.input, { "aria-expanded": "false" });
        this.count.textContent = "";
    }

    mark(chosen) {
        for (const each of this.list.children) set(each, { "aria-selected": each === chosen });
        this.active = chosen;
        if (!chosen) return this.input.removeAttribute("aria-activedescendant");
        set(this.input, { "aria-activedescendant": chosen.id });
        chosen.scrollIntoView({ block: "nearest" });
    }

    press(event) {
        if (event.isComposing) return;
        const { firstElementChild: first, lastElementChild: last } = this.list;
        const { active } = this;
        if (this.list.hidden) {
            if (event.key === "ArrowDown") this.wait();
            return;
        }
        const steps = {
            ArrowDown: () => this.mark(active?.nextElementSibling ?? first),
            ArrowUp: () => this.mark(active?.previousElementSibling ?? last),
            Home: active && (() => this.mark(first)),
            End: active && (() => this.mark(last)),
            Enter: active && (() => this.go(active)),
            Escape: () => this.close(),
        };
        const step = steps[event.key];
        if (!step) return;
        event.preventDefault();
        step();
    }

    go(chosen) {
        if (chosen) location.assign(chosen.dataset.url);
    }
}

function option({ titel, url, art }) {
    const element = document.createElement("li");
    const kind = document.createElement("span");
    kind.textContent = art;
    element.dataset.url = url;
    element.append(titel, " ", kind);
    set(element, { role: "option", "aria-selected": "false" });
    return element;
}

function set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

customElements.define("search-suggestions", SearchSuggestions);
