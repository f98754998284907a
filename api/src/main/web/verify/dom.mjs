// Makes elements. Text is always text: nothing that a file holds is ever read as markup.

/** An element with properties, and with children that are elements or texts. */
export function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== null));
    return made;
}

/** A list of [term, value], without those that have no value. */
export function definitions(rows) {
    const list = element('dl');
    for (const [term, value] of rows.filter((row) => row[1] !== undefined && row[1] !== '')) {
        list.append(element('dt', {}, term), element('dd', {}, String(value)));
    }
    return list;
}

/** Data behind a summary, closed. */
export function rawData(title, text) {
    return element('details', {}, element('summary', {}, title), element('pre', { tabIndex: 0 }, text));
}

export function byId(id) {
    return document.getElementById(id);
}
