/** Edits AWS XML as text: everything that is not asked for stays byte for byte the same. */
const TAG = /<(\/?)([A-Za-z_][\w:.-]*)([^>]*?)(\/?)>|<[?!][^>]*>/g;

/**
 * Calls `edit` with the inner XML of each element whose path ends with `path` (`DBInstances/DBInstance`), outermost first.
 * A returned string replaces the inner XML, `null` removes the element, `undefined` leaves it.
 */
export function each(xml: string, path: string, edit: (inner: string) => string | null | undefined): string {
  const wanted = path.split('/');
  const stack: string[] = [];
  let out = '';
  let copied = 0;
  let found: { depth: number; openAt: number; innerAt: number } | undefined;
  for (const tag of xml.matchAll(TAG)) {
    const [text, closing, name, , selfClosing] = tag;
    if (name === undefined) continue;
    const end = tag.index + text.length;
    if (!closing) {
      stack.push(name);
      if (!found && endsWith(stack, wanted)) found = { depth: stack.length, openAt: tag.index, innerAt: end };
      if (!selfClosing) continue;
    }
    if (found?.depth === stack.length) {
      const before = selfClosing ? '' : xml.slice(found.innerAt, tag.index);
      const after = edit(before);
      if (after === null) {
        out += xml.slice(copied, found.openAt);
        copied = end;
      } else if (after !== undefined && after !== before) {
        const open = selfClosing ? `<${name}>` : xml.slice(found.openAt, found.innerAt);
        out += `${xml.slice(copied, found.openAt)}${open}${after}</${name}>`;
        copied = end;
      }
      found = undefined;
    }
    stack.pop();
  }
  return out + xml.slice(copied);
}

/** The text of a direct child, entities resolved. */
export function child(inner: string, name: string): string | undefined {
  let text: string | undefined;
  each(`<_>${inner}</_>`, `_/${name}`, (value) => {
    text ??= value;
    return undefined;
  });
  return text === undefined ? undefined : resolve(text);
}

/** The inner XML with a direct child's text set; the child is appended when there is none. */
export function set(inner: string, name: string, value: string): string {
  let hit = false;
  const edited = each(`<_>${inner}</_>`, `_/${name}`, () => {
    hit = true;
    return escapeXml(value);
  });
  if (!hit) return `${inner}<${name}>${escapeXml(value)}</${name}>`;
  return edited.slice('<_>'.length, -'</_>'.length);
}

/** Text made safe to stand between tags. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolve(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (NAMED[String(name).toLowerCase()] ?? '');
  });
}

function endsWith(stack: readonly string[], wanted: readonly string[]): boolean {
  const from = stack.length - wanted.length;
  return from >= 0 && wanted.every((name, index) => stack[from + index] === name);
}
